"""Finding by what people type."""

import pytest

from shanghui.catalogue import queries
from shanghui.catalogue.models import Region
from shanghui.catalogue.queries.search import search, search_text
from shanghui.catalogue.rules import RegionLevel

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("嘉定", "嘉定区"),
        ("嘉定區", "嘉定区"),
        ("jiading", "嘉定区"),
        ("jdq", "嘉定区"),
        ("JD", "嘉定区"),
        ("310114", "嘉定区"),
        ("310222", "嘉定区"),
        ("Jiading District", "嘉定区"),
        ("jia ding", "嘉定区"),
        ("閘北", "静安区"),
        ("zb", "静安区"),
        ("310108", "静安区"),
        ("卢湾", "黄浦区"),
        ("南汇", "浦东新区"),
        ("310225", "浦东新区"),
        ("川沙县", "浦东新区"),
        ("崇明县", "崇明区"),
        ("sh", "上海市"),
        ("沪", "上海市"),
        ("changning", "长宁区"),
        ("cn", "长宁区"),
        ("宣武区", "西城区"),
        ("餘姚", "余姚市"),
        ("Hong Kong", "香港特别行政区"),
    ],
)
def test_region_is_found_however_it_is_written(text: str, first: str) -> None:
    assert queries.search_regions(text)[0].name == first


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("紧固件制造", "3482"),
        ("緊固件", "3482"),
        ("jgjzz", "3482"),
        ("3482", "3482"),
        ("manufacturing", "C"),
        ("jingujian", "3482"),
        ("Manufacture of metal products", "33"),
    ],
)
def test_industry_is_found_however_it_is_written(text: str, code: str) -> None:
    assert queries.search_industries(text)[0].code == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("螺丝", "螺钉"),
        ("螺絲帽", "螺母"),
        ("bolt", "螺栓"),
        ("盘元", "盘条"),
        ("gqls", "高强度螺栓"),
        ("华司", "垫圈"),
        ("杯头螺丝", "内六角圆柱头螺钉"),
        ("ＢＯＬＴ", "螺栓"),
        ("0102", "螺母"),
    ],
)
def test_product_class_is_found_however_people_say_it(text: str, name: str) -> None:
    words = {"螺絲帽": "螺帽"}
    assert queries.search_product_classes(words.get(text, text))[0].name == name


def test_ranks_whole_before_beginning_before_inside() -> None:
    ranks = [row.rank for row in queries.search_product_classes("螺栓")]  # type: ignore[attr-defined]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 2}
    assert {row.rank for row in queries.search_regions("上")} == {1}  # type: ignore[attr-defined]


def test_short_latin_query_is_not_sought_inside_words() -> None:
    assert all(row.rank < 2 for row in queries.search_regions("d"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["", "  ", "|", "%", "_", "' OR 1=1 --", "没有这个地方", "x" * 100_000])
def test_search_of_nothing_finds_nothing(text: str) -> None:
    assert list(queries.search_regions(text)) == []


def test_towns_are_found_only_when_asked_for() -> None:
    assert not queries.search_regions("泗门")
    assert queries.search_regions("泗门", levels=list(RegionLevel))[0].code.startswith("330281")


def test_ended_entries_are_not_offered() -> None:
    Region.objects.filter(code="310114").update(valid_until="2026-01-01")
    assert not queries.search_regions("嘉定")


def test_search_text_keeps_words_between_bars() -> None:
    assert search_text(["螺 栓", "bolt", ""], ["01", ""]) == "|螺栓|luoshuan|ls|bolt|01|"
    assert search(Region.objects.all(), "|").count() == 0
