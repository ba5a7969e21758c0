"""Regions by code, as a tree, as a gazetteer, as a map."""

import pytest

from shanghui.catalogue import queries
from shanghui.catalogue.models import Region
from shanghui.engines.language import address

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("310114", "嘉定区"),
        (" 31 ", "上海市"),
        ("3302", "宁波市"),
        ("310108", "静安区"),
        ("310225", "浦东新区"),
        ("310100", "上海市"),
    ],
)
def test_region_is_known_by_codes_of_today_and_before(code: str, name: str) -> None:
    region = queries.region_by_code(code)
    assert region is not None
    assert region.name == name


@pytest.mark.parametrize("code", ["", "999999", "嘉定", "jdq", "|", "３１"])
def test_unknown_code_is_no_region(code: str) -> None:
    assert queries.region_by_code(code) is None


def test_index_knows_former_codes_in_one_query(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        index = queries.region_index()
    assert index["310108"] == index["310106"]
    assert "330281100" not in index


def test_tree_walks_down_and_up(django_assert_num_queries: object) -> None:
    shanghai = Region.objects.get(code="310000")
    assert [row.code for row in queries.regions_below(None)] == ["110000", "310000", "330000", "810000"]
    assert queries.regions_below(shanghai).count() == 16
    town = Region.objects.get(name="泗门镇")
    with django_assert_num_queries(1):  # type: ignore[operator]
        way = [region.name for region in queries.regions_above(town)]
    assert way == ["浙江省", "宁波市", "余姚市", "泗门镇"]
    assert queries.regions_above(None) == []


def test_rows_carry_former_names_but_no_single_characters() -> None:
    rows = {row[0]: row for row in queries.region_rows()}
    assert rows["310106"][3] == ("闸北区",)
    assert rows["310000"][3] == ("申城",)
    assert rows["310114"][2] == "310000"


def test_gazetteer_finds_the_district_of_a_town_and_is_built_once(django_assert_num_queries: object) -> None:
    places = queries.place_gazetteer()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert queries.place_gazetteer() is places
    assert address("浙江省宁波市泗门镇光明路8号", places).district == "330281"
    assert address("上海市闸北区共和新路1000号", places).district == "310106"


def test_map_of_shanghai_is_drawn(django_assert_num_queries: object) -> None:
    shanghai = Region.objects.get(code="310000")
    with django_assert_num_queries(1):  # type: ignore[operator]
        shapes = queries.district_shapes(shanghai)
    assert [shape.region.code for shape in shapes] == sorted(shape.region.code for shape in shapes)
    assert len(shapes) == 16
    assert all(shape.path.startswith("M") and shape.path.endswith("Z") for shape in shapes)
    assert all(0 <= shape.x <= 1000 and 0 <= shape.y <= 1000 and shape.width > 0 for shape in shapes)


def test_other_places_are_tiles() -> None:
    ningbo = queries.district_shapes(Region.objects.get(code="330200"))
    assert len(ningbo) == queries.regions_below(Region.objects.get(code="330200")).count()
    assert len({(shape.x, shape.y) for shape in ningbo}) == len(ningbo)
    assert queries.district_shapes(Region.objects.get(code="310114102")) == []


def test_full_name_is_written_in_the_readers_language(settings: object) -> None:
    from django.utils.translation import override

    region = Region.objects.select_related("parent__parent").get(code="330281")
    assert queries.picked_text(region) == "浙江省宁波市余姚市 330281"
    with override("zh-hant"):
        assert str(region) == "餘姚市"
    with override("en"):
        assert region.full_name == "Zhejiang Ningbo Yuyao"
