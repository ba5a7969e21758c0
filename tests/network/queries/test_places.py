"""What a filter on a place or a trade means; the home city's districts with their rows."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.catalogue.models import Industry, Region
from shanghui.network.queries.places import districts, home_region, industries_within, regions_within, tint
from tests.factories import network as make
from tests.factories.world import World


@pytest.fixture
def tree(db: None) -> dict[str, Region]:
    home = make.make_region("330000", "浙江省", level=1)
    city = make.make_region("330200", "宁波市", level=2, parent=home)
    other_city = make.make_region("330300", "温州市", level=2, parent=home)
    district = make.make_region("330281", "余姚市", parent=city)
    next_one = make.make_region("330282", "慈溪市", parent=city)
    town = make.make_region("330281100", "泗门镇", level=4, parent=district)
    make.make_region("310000", "上海市", level=1)
    rows = (home, city, other_city, district, next_one, town)
    return {row.code: row for row in rows}


@pytest.mark.parametrize(
    ("code", "inside"),
    [
        ("330000", {"330000", "330200", "330300", "330281", "330282", "330281100"}),
        ("330200", {"330200", "330281", "330282", "330281100"}),
        ("330281", {"330281", "330281100"}),
        ("330281100", {"330281100"}),
    ],
)
def test_region_means_all_that_lies_within(tree: dict[str, Region], code: str, inside: set[str]) -> None:
    assert set(Region.objects.filter(pk__in=regions_within(tree[code])).values_list("code", flat=True)) == inside


@pytest.mark.django_db
def test_industry_means_all_that_lies_within() -> None:
    section = make.make_industry("C", "制造业", level=1)
    division = make.make_industry("34", "通用设备", level=2, parent=section)
    group = make.make_industry("348", "零部件", level=3, parent=division)
    one = make.make_industry("3482", parent=group)
    make.make_industry("F", "批发零售", level=1)
    for industry, inside in ((section, {"C", "34", "348", "3482"}), (group, {"348", "3482"}), (one, {"3482"})):
        found = Industry.objects.filter(pk__in=industries_within(industry))
        assert set(found.values_list("code", flat=True)) == inside


def test_home_is_the_federations_region(world: World) -> None:
    home = home_region()
    assert home is not None
    assert home.code == "310000"
    world.federation.merged_into = world.other
    world.federation.save()
    assert home_region() is None
    assert districts({}) == []


@pytest.mark.parametrize("number", [1, 3])
def test_rows_of_a_town_count_for_its_district(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    jiading, baoshan = make.make_region("310114"), make.make_region("310113")
    towns = [make.make_region(f"31011410{place}", f"镇{place}", level=4, parent=jiading) for place in range(number)]
    abroad = make.make_region("330200", "宁波市", level=2)
    facets: dict[int | None, int] = {None: 9, abroad.pk: 5, jiading.pk: 1} | {town.pk: 2 for town in towns}
    with django_assert_num_queries(3):
        found = districts(facets, baoshan)
    assert {one.region.name: (one.rows, one.current) for one in found} == {
        "嘉定区": (1 + 2 * number, False), "宝山区": (0, True),
    }  # fmt: skip
    assert {one.region.name: one.tint for one in found}["宝山区"] == 0


@pytest.mark.parametrize(
    ("rows", "most", "shade"),
    [(0, 0, 0), (0, 9, 0), (1, 1, 3), (9, 9, 4), (1, 100, 1), (50, 100, 2), (60, 100, 3), (100, 100, 4)],
)
def test_tint_grows_with_the_share_of_the_largest(rows: int, most: int, shade: int) -> None:
    assert tint(rows, most) == shade
