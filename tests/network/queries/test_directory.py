"""The directory: what it may be asked, what it finds, and what hidden rows never show through a filter."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.core.refusal import UnknownFilter
from shanghui.network.queries import directory
from shanghui.network.queries.directory import Filters, Sort, Tab, filters_from
from shanghui.network.rules import Grade, OrganisationKind, Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def firms(world: World, role: str = "secretary", **filters: object) -> set[str]:
    return {row.name for row in directory.enterprises(world.actors[role], Filters(**filters))}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    [
        {"tab": "x"}, {"sort": "phone"}, {"grade": "king"}, {"kind": "x", "tab": "organisations"},
        {"tab": "people", "post": "king"}, {"tab": "people", "grade": "member"}, {"kind": "area"}, {"x": "1"},
        {"letter": "ab"}, {"letter": "A"}, {"letter": "甲"}, {"region": "999999"}, {"industry": "zz"},
        {"organisation": "999"}, {"area": "x"}, {"after": "-1"}, {"after": "１"}, {"before": "9" * 19},
    ],
)  # fmt: skip
def test_query_that_the_list_does_not_know_is_refused(world: World, query: dict[str, str]) -> None:
    with pytest.raises(UnknownFilter):
        filters_from(world.actors["secretary"], query)


def test_query_is_read_into_rows_that_she_sees(world: World) -> None:
    region, industry = make.make_region("310114"), make.make_industry()
    asked = {
        "q": " 螺栓" + "长" * 90, "sort": "pinyin", "letter": "s", "region": "310114", "industry": "3482",
        "organisation": str(world.other.pk), "area": str(world.south.pk), "grade": "council", "after": "7",
    }  # fmt: skip
    found = filters_from(world.actors["secretary"], asked)
    assert (found.q[:3], len(found.q), found.place.letter, found.place.after) == ("螺栓长", 60, "s", 7)
    assert (found.region, found.industry, found.organisation, found.area) == (
        region,
        industry,
        world.other,
        world.south,
    )
    assert (found.grade, found.narrowed, found.costly) == (Grade.COUNCIL, True, True)
    newest = filters_from(
        world.actors["secretary"], {"tab": "organisations", "kind": "area", "sort": "newest", "letter": "s"}
    )
    assert (newest.tab, newest.kind, newest.sort) == (Tab.ORGANISATIONS, OrganisationKind.AREA, Sort.NEWEST)
    assert (newest.place.letter, newest.place.newest, newest.costly, newest.narrowed) == ("", True, False, True)
    assert not filters_from(world.actors["secretary"], {"q": "", "region": "", "organisation": ""}).narrowed


def test_hidden_organisation_is_no_filter(world: World) -> None:
    hidden = make.make_organisation("隐会", audience="own")
    with pytest.raises(UnknownFilter):
        filters_from(world.actors["secretary"], {"organisation": str(hidden.pk)})
    assert filters_from(world.actors["officer"], {"organisation": str(hidden.pk)}).organisation == hidden


def test_firms_are_found_by_place_trade_and_name(world: World) -> None:
    home = make.make_region("310000")
    town = make.make_region("310114102", "南翔镇", level=4, parent=make.make_region("310114"))
    group = make.make_industry("348", "通用零部件制造", level=3, parent=make.make_industry("34", "通用设备", level=2))
    make.make_enterprise("镇上的厂", region=town, industry=make.make_industry("3482", parent=group))
    make.make_enterprise("别处的厂", region=make.make_region("330200", "宁波市", level=2), industry=group)
    assert firms(world, region=home) == firms(world, region=make.make_region("310114")) == {"镇上的厂"}
    assert firms(world, industry=group) == {"镇上的厂", "别处的厂"}
    assert firms(world, industry=group, q="zsdc") == {"镇上的厂"}


def test_firms_are_found_by_a_membership_of_today_that_she_sees(world: World) -> None:
    hidden = make.make_organisation("隐会", area=world.south, audience="own")
    firm = make.make_enterprise("甲厂")
    make.make_membership(firm, hidden, grade="president")
    make.make_membership(firm, world.other, grade="council", start=TODAY, end=TODAY)
    make.make_membership(make.make_enterprise("昨天的"), world.other, grade="council", end=TODAY - DAY)
    make.make_membership(make.make_enterprise("明天的"), world.other, grade="council", start=TODAY + DAY)
    assert firms(world, grade=Grade.COUNCIL) == {"甲厂"}
    assert firms(world, organisation=world.other) == {"甲厂"}
    assert firms(world, area=world.south, grade=Grade.COUNCIL) == {"甲厂"}
    assert firms(world, area=world.north, grade=Grade.COUNCIL) == set()
    assert (firms(world, grade=Grade.PRESIDENT), firms(world, "officer", grade=Grade.PRESIDENT)) == (set(), {"甲厂"})


def test_hidden_and_merged_rows_are_on_no_tab(world: World) -> None:
    make.make_enterprise("隐厂", world.other, audience="own")
    make.make_enterprise("旧厂", world.chamber, merged_into=make.make_enterprise("新厂"))
    make.make_organisation("隐会", audience="own")
    make.make_organisation("旧会", merged_into=world.chamber)
    make.make_person("隐人")
    actor = world.actors["secretary"]
    assert firms(world) == {"新厂", "上海岚远有限公司"}
    assert not {"隐会", "旧会"} & {row.name for row in directory.organisations(actor, Filters())}
    assert "隐人" not in {row.name for row in directory.people(actor, Filters())}


def test_organisations_are_found_by_kind_place_and_area(world: World) -> None:
    def found(**filters: object) -> set[str]:
        rows = directory.organisations(world.actors["secretary"], Filters(**filters))  # type: ignore[arg-type]
        return {row.name for row in rows}

    assert found(kind=OrganisationKind.AREA) == {"北片区", "南片区"}
    assert found(region=make.make_region("310114")) == {"嘉定区工商联"}
    assert found(area=world.south) == {"物流商会"}
    assert found(q="wl", area=world.north) == set()
    world.other.affiliations.update(end=TODAY - DAY)
    assert found(area=world.south) == set()


def test_people_are_found_by_posts_that_she_sees(world: World) -> None:
    def found(role: str = "secretary", **filters: object) -> set[str]:
        rows = directory.people(world.actors[role], Filters(**filters))  # type: ignore[arg-type]
        return {row.name for row in rows}

    hidden = make.make_organisation("隐会", area=world.north, audience="own")
    person = make.make_person("叶")
    make.make_appointment(person, hidden, Post.PRESIDENT)
    make.make_appointment(person, world.chamber, Post.STAFF, end=TODAY)
    assert found(organisation=world.chamber) == {"沈知微", "叶"}
    assert found(area=world.north) == {"沈知微", "叶"}
    assert (found(post=Post.PRESIDENT), found("officer", post=Post.PRESIDENT)) == (set(), {"叶"})
    assert found(post=Post.STAFF, area=world.south) == set()
    assert found(q="szw", post=Post.SECRETARY_GENERAL) == {"沈知微"}


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_one_and_three(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_enterprise("", world.other, world.chamber)
        make.make_secretary(make.make_organisation(area=world.north))
    actor = world.actors["secretary"]
    with django_assert_num_queries(3):
        firms = directory.enterprise_page(actor, Filters())
        shown = [(row.region, [one.organisation.name for one in row.today]) for row in firms.rows]  # type: ignore[attr-defined]
    with django_assert_num_queries(3):
        places = [
            row.areas[0].parent.name for row in directory.organisation_page(actor, Filters(area=world.north)).rows
        ]  # type: ignore[attr-defined]
    with django_assert_num_queries(3):
        posts = [row.posts[0].place.name for row in directory.person_page(actor, Filters(area=world.north)).rows]  # type: ignore[attr-defined]
    assert (len(shown), len(places), len(posts)) == (number + 1, number + 2, number + 1)


def test_firm_shows_no_membership_in_a_hidden_chamber(world: World) -> None:
    hidden = make.make_organisation("隐会", audience="own")
    make.make_enterprise("甲厂", hidden, world.other)
    row = directory.enterprise_page(world.actors["secretary"], Filters(q="甲厂")).rows[0]
    assert [one.organisation.name for one in row.today] == ["物流商会"]  # type: ignore[attr-defined]
