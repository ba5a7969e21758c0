"""What a form's text names."""

import pytest

from shanghui.catalogue import queries
from shanghui.catalogue.models import Industry, ProductClass, Region

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("region", "上海市嘉定区 310114", "310114"),
        ("region", "嘉定", "310114"),
        ("region", "闸北区", "310106"),
        ("region", "310108", "310106"),
        ("region", "朝阳区 110105", "110105"),
        ("region", "没有的地方", None),
        ("region", "", None),
        ("industry", "紧固件制造 3482", "3482"),
        ("industry", "C3482", "3482"),
        ("industry", "制造业 C", "C"),
        ("industry", "不详", None),
        ("product_class", "螺母 0102", "0102"),
        ("product_class", "螺帽", "0102"),
        ("product_class", "螺", None),
    ],
)
def test_text_names_an_entry_or_none(kind: str, text: str, code: str | None) -> None:
    found = queries.picked(kind, text)
    assert (found.code if found else None) == code


def test_ambiguous_name_is_none() -> None:
    Region.objects.filter(code__in=["310114", "310112"]).update(search="|同名区|")
    assert queries.picked("region", "同名区") is None


@pytest.mark.parametrize(
    ("kind", "model"), [("region", Region), ("industry", Industry), ("product_class", ProductClass)]
)
def test_every_entry_reads_back_from_its_text(kind: str, model: type[Region]) -> None:
    for entry in model.objects.all()[:40]:
        assert queries.picked(kind, queries.picked_text(entry)) == entry
