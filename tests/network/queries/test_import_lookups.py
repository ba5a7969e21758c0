"""Names in files lead to one row, or to none."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.network.models import Organisation
from shanghui.network.queries.import_lookups import IndustryNames, OrganisationNames, Place, Places, plain
from tests.factories import network as make
from tests.factories.world import World

pytestmark = pytest.mark.django_db


def test_names_are_compared_in_one_form() -> None:
    assert plain("上海 安徽商會（總部）") == plain("上海安徽商会(总部)")


@pytest.mark.parametrize("number", [1, 3])
def test_organisations_are_read_in_one_query(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_organisation()
    with django_assert_num_queries(1):
        OrganisationNames(world.actors["officer"])


def test_organisation_is_found_by_name_and_short_name_when_only_one_bears_it(world: World) -> None:
    make.make_organisation("甲商会", short_name="徽商")
    make.make_organisation("乙商会", short_name="徽商")
    make.make_organisation("隐商会", audience="own")
    make.make_organisation("旧商会", merged_into=world.other)
    names = OrganisationNames(world.actors["secretary"])
    assert names.find("緊固件 協會") == world.chamber.pk
    assert names.find("市工商联") == world.federation.pk
    assert [names.find(name) for name in ("徽商", "隐商会", "旧商会", "", "没有")] == [None] * 5


def test_organisation_that_the_import_made_is_known_at_once(world: World) -> None:
    names = OrganisationNames(world.actors["officer"])
    names.add(Organisation(pk=999, name="新会", short_name="新"))
    assert (names.find("新会"), names.find("新"), names.by_id[999].name) == (999, 999, "新会")


@pytest.mark.parametrize(
    ("text", "near"), [("紧固件", "紧固件协会"), ("上海物流商会总部", "物流商会"), ("片区", ""), ("", ""), ("没有", "")]
)
def test_near_is_the_one_name_that_holds_the_other(world: World, text: str, near: str) -> None:
    assert OrganisationNames(world.actors["secretary"]).near(text) == near


@pytest.fixture
def industries() -> IndustryNames:
    section = make.make_industry("C", "制造业", level=1)
    division = make.make_industry("34", "通用设备制造业", level=2, parent=section)
    fasteners = make.make_industry("3482", "紧固件制造", parent=division)
    fasteners.former_codes = ["3582", "34"]
    fasteners.save()
    make.make_industry("5431", "道路货物运输", level=4)
    make.make_industry("54", "道路货物运输", level=2)
    return IndustryNames()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("紧固件制造", "3482"), ("緊固件製造", "3482"), ("3482", "3482"), ("C3482", "3482"), ("3482 紧固件", "3482"),
        ("3582", "3482"), ("34", "34"), ("C", "C"), ("紧固件", "3482"), ("通用设备制造", "34"), ("道路货物运输", "54"),
        ("34829", None), ("不详", None), ("", None),
    ],
)  # fmt: skip
def test_industry_is_found_by_name_code_or_both(industries: IndustryNames, text: str, code: str | None) -> None:
    """A name that two levels share means the upper one; a code of today wins over a former one."""
    found = industries.find(text)
    assert found == (make.make_industry(code).pk if code else None)


def test_near_industry_is_the_shortest_that_holds_the_text(industries: IndustryNames) -> None:
    assert industries.near("设备") == "通用设备制造业"
    assert industries.near("制造") == "制造业"
    assert (industries.near("制"), industries.near("茶叶")) == ("", "")


@pytest.fixture
def places() -> Places:
    home = make.make_region("310000", "上海市", level=1)
    for code, name in (("310114", "嘉定区"), ("310113", "宝山区")):
        make.make_region(code, name, parent=home)
    return Places()


def where(**said: str) -> dict[str, str]:
    return {"address": "", "province": "", "city": "", "district": "", "name": ""} | said


def test_place_is_read_from_its_column_else_from_address_or_name(places: Places) -> None:
    jiading, home = make.make_region("310114").pk, make.make_region("310000").pk
    assert places.find(**where(district="310114")) == Place(jiading)
    assert places.find(**where(district="嘉定")).region == jiading
    assert places.find(**where(province="上海")) == Place(home)
    assert places.find(**where(address="上海市嘉定区墨玉路28号")) == Place(jiading, read=True)
    assert places.find(**where(district="没有区")).region is None
    assert places.find(**where(district="999999")).region is None


def test_place_that_is_spelt_alike_is_offered(places: Places) -> None:
    assert (places.near("嘉定县区"), places.near("沈阳")) == ("嘉定区", "")
    assert (places.name(make.make_region("310113").pk), places.name(0)) == ("宝山区", "")
