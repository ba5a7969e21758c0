"""A secretary's working list: filtered, sorted, dues for those alone who see them."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.core.refusal import UnknownFilter
from shanghui.network.queries.members import MemberFilters, Sort, dues_counts, filters_from, members_of, narrowed
from shanghui.network.rules import DuesState, Grade
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def names(world: World, role: str = "other", **filters: object) -> list[str]:
    rows = narrowed(members_of(world.actors[role], world.other), MemberFilters(**filters))  # type: ignore[arg-type]
    return [row.enterprise.name for row in rows]


@pytest.mark.parametrize("query", [{"x": "1"}, {"grade": "king"}, {"dues": "x"}, {"sort": "phone"}])
def test_query_that_the_list_does_not_know_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(UnknownFilter):
        filters_from(query, dues_seen=True)


def test_dues_are_no_filter_for_whom_they_are_hidden() -> None:
    with pytest.raises(UnknownFilter):
        filters_from({"dues": "due"}, dues_seen=False)
    assert filters_from({"dues": ""}, dues_seen=False) == MemberFilters()
    asked = {"dues": "due", "grade": "council", "sort": "number", "q": " 螺 ", "page": "2", "organisation": "3"}
    found = filters_from(asked, dues_seen=True)
    assert found == MemberFilters("螺", Grade.COUNCIL, DuesState.DUE, Sort.NUMBER)
    assert (found.narrowed, MemberFilters(sort=Sort.NEWEST).narrowed) == (True, False)


def test_members_are_filtered_and_sorted(world: World) -> None:
    for name, number, grade, dues, start in (
        ("丙厂", "3", "member", "due", date(2020, 1, 1)),
        ("甲厂", "1", "council", "due", date(2022, 1, 1)),
        ("乙厂", "2", "member", "paid", date(2021, 1, 1)),
    ):
        make.make_membership(
            make.make_enterprise(name), world.other, number=number, grade=grade, dues_state=dues, start=start
        )
    assert names(world) == ["丙厂", "甲厂", "乙厂"]
    assert names(world, sort=Sort.NUMBER) == ["甲厂", "乙厂", "丙厂"]
    assert names(world, sort=Sort.NEWEST) == ["甲厂", "乙厂", "丙厂"]
    assert names(world, dues=DuesState.DUE, grade=Grade.MEMBER) == ["丙厂"]
    assert names(world, q="yc") == ["乙厂"]


def test_members_are_todays_and_neither_hidden_nor_merged(world: World) -> None:
    make.make_membership(make.make_enterprise("今天"), world.other, start=TODAY, end=TODAY)
    make.make_membership(make.make_enterprise("昨天"), world.other, end=TODAY - DAY)
    make.make_membership(make.make_enterprise("明天"), world.other, start=TODAY + DAY)
    make.make_enterprise("隐厂", world.other, audience="own")
    make.make_enterprise("旧厂", world.other, merged_into=make.make_enterprise("新厂"))
    assert names(world) == ["今天", "隐厂"]
    assert names(world, "officer") == ["今天"]
    assert names(world, "officer", q="隐") == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_and_counts_cost_a_query_each(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        firm = make.make_enterprise(region=make.make_region())
        make.make_membership(firm, world.other, dues_state="due" if place else "paid")
    with django_assert_num_queries(1):
        members = members_of(world.actors["other"], world.other)
        rows = narrowed(members, MemberFilters())
        assert [str(row.enterprise.region) for row in rows] == ["嘉定区"] * number
    with django_assert_num_queries(1):
        counts = dues_counts(members)
    assert counts == {DuesState.UNKNOWN: 0, DuesState.PAID: 1, DuesState.DUE: number - 1, DuesState.EXEMPT: 0}
