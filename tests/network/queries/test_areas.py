"""An area: its units of the day, who leads, who hosts when."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.network.models import HostTerm, Organisation
from shanghui.network.queries.areas import area_facts, hosts, leaders, unit_rows, year_strip
from shanghui.network.rules import OrganisationKind, Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def test_units_stand_by_kind_the_largest_first_and_firms_count_once(world: World) -> None:
    small = make.make_organisation("小协会", OrganisationKind.INDUSTRY_ASSOCIATION, area=world.north)
    make.make_enterprise("甲", world.chamber, small, world.district)
    term = make.make_host_term(world.north, world.district, TODAY, TODAY)
    facts = area_facts(world.actors["secretary"], world.north, term)
    shown = [(group.label, [unit.organisation.name for unit in group.units]) for group in facts.groups]
    assert shown == [("区工商联", ["嘉定区工商联"]), ("行业协会", ["紧固件协会", "小协会"])]
    assert facts.enterprises == 2
    assert {unit.organisation.name: (unit.members, unit.hosts, unit.own) for unit in facts.units} == {
        "嘉定区工商联": (1, True, False), "紧固件协会": (2, False, True), "小协会": (1, False, False),
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_facts_cost_five_queries(world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    area = make.make_area(world.federation, "西片区")
    for _ in range(number):
        make.make_enterprise("", make.make_organisation(area=area))
    with django_assert_num_queries(5):
        assert area_facts(world.actors["officer"], area, None).enterprises == number


def test_unit_belongs_from_its_first_to_its_last_day(world: World) -> None:
    world.chamber.affiliations.update(start=TODAY, end=TODAY + DAY)
    found = [
        world.chamber in unit_rows(world.actors["officer"], world.north, TODAY + days * DAY) for days in (-1, 0, 1, 2)
    ]
    assert found == [False, True, True, False]


def test_hidden_and_merged_units_are_not_shown(world: World) -> None:
    make.make_organisation("隐会", area=world.south, audience="own")
    make.make_organisation("旧会", area=world.south, merged_into=world.other)
    asked = {
        role: {row.name for row in unit_rows(world.actors[role], world.south, TODAY)}
        for role in ("secretary", "officer")
    }
    assert asked == {"secretary": {"物流商会"}, "officer": {"物流商会", "隐会"}}


@pytest.mark.parametrize("number", [1, 3])
def test_leaders_general_convener_first_and_where_else_they_stand(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number - 1):
        make.make_convener(world.north)
    person = leaders(world.actors["officer"], world.north)[0].appointment.person
    make.make_appointment(person, world.chamber, Post.STAFF)
    make.make_appointment(person, world.district, Post.PRESIDENT)
    make.make_appointment(person, world.south, Post.CONVENER)
    make.make_appointment(make.make_person("前任"), world.north, Post.CONVENER, end=TODAY - DAY)
    with django_assert_num_queries(2):
        found = leaders(world.actors["secretary"], world.north)
    assert [one.appointment.person.name for one in found][:2] == ["周以宁", "陆怀瑾"]
    assert len(found) == number + 1
    assert found[0].elsewhere is not None
    assert (found[0].elsewhere.place, found[1].elsewhere) == (world.district, None)


def test_leaders_post_in_a_hidden_chamber_is_not_told(world: World) -> None:
    hidden = make.make_organisation("隐会", audience="own")
    person = leaders(world.actors["officer"], world.north)[0].appointment.person
    make.make_appointment(person, hidden, Post.PRESIDENT)
    assert leaders(world.actors["secretary"], world.north)[0].elsewhere is None


@pytest.mark.parametrize("number", [1, 3])
def test_hosts_are_those_whose_term_touches_the_year(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    last, first = make.make_host_term, date(2026, 1, 1)
    last(world.north, world.district, first - 90 * DAY, first - DAY)
    terms = [last(world.north, world.chamber, first + days * DAY, first + days * DAY) for days in range(number)]
    last(world.north, world.district, date(2027, 1, 1), date(2027, 3, 31))
    hidden = make.make_organisation("隐会", area=world.north, audience="own")
    last(world.north, hidden, date(2026, 6, 1), date(2026, 6, 30))
    with django_assert_num_queries(1):
        assert [term.unit for term in hosts(world.actors["convener"], world.north, 2026)] == [world.chamber] * number
    assert hosts(world.actors["convener"], world.north, 2026) == terms


def test_month_belongs_to_whoever_hosts_on_its_fifteenth() -> None:
    one, two = Organisation(pk=1), Organisation(pk=2)
    first = HostTerm(unit=one, start=date(2026, 1, 15), end=date(2026, 3, 14))
    second = HostTerm(unit=two, start=date(2026, 3, 15), end=date(2026, 4, 30))
    spans = year_strip([first, second], 2026, date(2026, 3, 14))
    assert [(span.term, span.months, span.now) for span in spans] == [
        (first, 2, True), (second, 2, False), *[(None, 1, False)] * 8,
    ]  # fmt: skip
    assert [span.now for span in year_strip([first, second], 2026, date(2026, 3, 15))][:2] == [False, True]
    assert sum(span.months for span in spans) == 12
