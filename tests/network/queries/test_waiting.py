"""What waits: terms, gaps, hosts, secretaries, places, each to the day."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.network.queries import waiting
from shanghui.network.rules import OrganisationKind, Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


@pytest.mark.parametrize("number", [1, 3])
def test_terms_that_end_within_sixty_days_and_have_no_successor(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ends = [TODAY, TODAY + 60 * DAY, TODAY + 30 * DAY][:number]
    for end in ends:
        make.make_appointment(make.make_person(f"{end}"), world.chamber, Post.PRESIDENT, end=end)
    for end in (TODAY - DAY, TODAY + 61 * DAY, None):
        make.make_appointment(make.make_person(), world.chamber, Post.PRESIDENT, end=end)
    followed = make.make_appointment(make.make_person(), world.chamber, Post.STAFF, end=TODAY + DAY)
    make.make_appointment(make.make_person(), world.chamber, Post.STAFF, start=TODAY + 2 * DAY, follows=followed)
    make.make_appointment(make.make_person(), world.other, Post.PRESIDENT, end=TODAY)
    with django_assert_num_queries(1):
        found = [row.person.name for row in waiting.terms_ending(world.actors["secretary"], TODAY)]
    assert found == [str(end) for end in sorted(ends)]


def test_gaps_of_todays_members(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.make_membership(make.make_enterprise("甲"), world.other, dues_state="due")
    make.make_membership(
        make.make_enterprise("乙", credit_code="A", email="a@b.cn", region=make.make_region()), world.other
    )
    make.make_membership(make.make_enterprise("昨天"), world.other, end=TODAY - DAY, dues_state="due")
    make.make_enterprise("旧厂", world.other, merged_into=make.make_enterprise("新厂"))
    with django_assert_num_queries(1):
        gaps = waiting.member_gaps(world.other.pk, TODAY)
    assert gaps == waiting.MemberGaps(members=2, dues=1, no_code=1, no_region=1, no_contact=1)
    assert waiting.member_gaps(world.district.pk, TODAY).members == 0


def test_host_is_shown_on_the_first_and_the_last_day(world: World) -> None:
    term = make.make_host_term(world.north, world.district, TODAY, TODAY + DAY)
    make.make_host_term(world.south, world.other, TODAY, TODAY)
    found = [waiting.host_today(world.actors["secretary"], TODAY + day * DAY) for day in (-1, 0, 1, 2)]
    assert found == [[], [term], [term], []]
    hidden = make.make_organisation("隐会", area=world.north, audience="own")
    make.make_host_term(world.north, hidden, TODAY + 9 * DAY, TODAY + 9 * DAY)
    assert waiting.host_today(world.actors["secretary"], TODAY + 9 * DAY) == []


def test_area_whose_host_in_sixty_days_is_not_known_waits(world: World) -> None:
    areas = frozenset({world.north.pk, world.south.pk})
    make.make_host_term(world.north, world.district, TODAY + 60 * DAY, TODAY + 60 * DAY)
    make.make_host_term(world.south, world.other, TODAY, TODAY + 59 * DAY)
    assert waiting.hosts_missing(areas, TODAY) == [world.south]
    assert waiting.hosts_missing(areas, TODAY + DAY) == [world.north, world.south]
    assert waiting.hosts_missing(frozenset(), TODAY) == []


def test_unit_without_a_secretary_of_the_day_waits(world: World) -> None:
    assert waiting.units_without_secretary(world.actors["convener"], TODAY) == [world.district]
    make.make_appointment(make.make_person(), world.district, Post.SECRETARY, end=TODAY)
    assert waiting.units_without_secretary(world.actors["convener"], TODAY) == []
    assert waiting.units_without_secretary(world.actors["convener"], TODAY + DAY) == [world.district]
    lonely = make.make_organisation("安亭镇商会", OrganisationKind.LOCAL_CHAMBER)
    make.make_organisation("旧会", merged_into=world.other)
    assert set(waiting.units_without_secretary(world.actors["officer"], TODAY + DAY)) == {world.district, lonely}


def test_chamber_without_an_area_waits_but_not_a_local_one(world: World) -> None:
    make.make_organisation("安亭镇商会", OrganisationKind.LOCAL_CHAMBER)
    make.make_organisation("旧会", merged_into=world.other)
    assert waiting.chambers_without_area(world.actors["officer"], TODAY) == []
    world.other.affiliations.update(end=TODAY)
    asked = [waiting.chambers_without_area(world.actors["officer"], TODAY + day * DAY) for day in (0, 1)]
    assert asked == [[], [world.other]]


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_a_query_each(world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(number):
        make.make_host_term(world.north, world.district, TODAY, TODAY)
        make.make_organisation()
    officer = world.actors["officer"]
    with django_assert_num_queries(4):
        assert len([term.unit.name for term in waiting.host_today(officer, TODAY)]) == number
        assert len(waiting.chambers_without_area(officer, TODAY)) == number
        assert len(waiting.units_without_secretary(officer, TODAY)) == number + 1
        assert len(waiting.hosts_missing(officer.area_ids, TODAY)) == 2


def test_empty_fields_of_a_profile_are_named_in_order(world: World) -> None:
    firm = make.make_enterprise("甲", credit_code="A", region=make.make_region(), phone="1")
    assert waiting.profile_gaps(firm.pk) == ["address", "main_business", "contact_name", "introduction"]
