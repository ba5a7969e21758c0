"""People and their posts, each seen as far as the actor sees the place."""

from datetime import date, timedelta

import pytest
from django.db.models import Q
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.core.actor import SYSTEM
from shanghui.network.models import Appointment
from shanghui.network.queries.people import (
    by_weight,
    find_people,
    posts_at,
    posts_of_person,
    posts_of_place,
    secretaries,
    seen_appointments,
)
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def test_posts_in_firms_are_for_the_firms_own(world: World) -> None:
    member = make.make_appointment(make.make_person(), make.make_enterprise("甲", world.chamber), Post.CONTACT)
    entered = make.make_appointment(
        make.make_person(), make.make_enterprise("乙", entered_by=world.chamber), Post.CONTACT
    )
    foreign = make.make_appointment(make.make_person(), make.make_enterprise("丙", world.other), Post.CONTACT)
    hidden = make.make_appointment(make.make_person(), make.make_organisation("隐会", audience="own"), Post.STAFF)
    posts = {member, entered, foreign, hidden}

    def seen(role: str) -> set[Appointment]:
        return set(seen_appointments(world.actors[role])) & posts

    assert (seen("secretary"), seen("other")) == ({member, entered}, {foreign})
    assert (seen("officer"), seen("visitor"), seen("contact")) == ({hidden}, set(), set())
    assert set(seen_appointments(SYSTEM)) >= posts


def test_her_own_posts_and_her_own_firms_are_seen_by_a_contact(world: World) -> None:
    own = Appointment.objects.get(pk=world.actors["contact"].appointment_id)
    assert own.enterprise is not None
    colleague = make.make_appointment(make.make_person("同事"), own.enterprise, Post.GENERAL_MANAGER)
    elsewhere = make.make_appointment(own.person, make.make_enterprise("别家"), Post.OTHER)
    assert {own, colleague, elsewhere} <= set(seen_appointments(world.actors["contact"]))


@pytest.mark.parametrize("number", [1, 3])
def test_posts_of_a_place_the_weighty_first_then_the_past(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        make.make_appointment(make.make_person(f"干事{place}"), world.chamber, Post.STAFF)
    make.make_appointment(make.make_person("会长"), world.chamber, Post.PRESIDENT, start=TODAY, end=TODAY)
    make.make_appointment(make.make_person("前任"), world.chamber, Post.PRESIDENT, end=TODAY - DAY)
    make.make_appointment(make.make_person("后任"), world.chamber, Post.PRESIDENT, start=TODAY + DAY)
    with django_assert_num_queries(1):
        now, other = posts_of_place(world.actors["secretary"], world.chamber)
        assert [row.person.name for row in now] == ["会长", "沈知微", *(f"干事{place}" for place in range(number))]
        assert {row.person.name for row in other} == {"前任", "后任"}


def test_posts_of_a_firm_for_its_own(world: World) -> None:
    firm = make.make_enterprise("甲", world.other)
    make.make_appointment(make.make_person("苏"), firm, Post.CONTACT)
    assert [row.person.name for row in posts_of_place(world.actors["other"], firm)[0]] == ["苏"]
    assert posts_of_place(world.actors["secretary"], firm) == ([], [])


@pytest.mark.parametrize("number", [1, 3])
def test_posts_of_a_person_without_those_in_hidden_places(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make.make_person("叶")
    for place in range(number):
        make.make_appointment(person, make.make_organisation(f"会{place}"), Post.SECRETARY)
    make.make_appointment(person, world.district, Post.PRESIDENT)
    make.make_appointment(person, make.make_organisation("隐会", audience="own"), Post.PRESIDENT)
    early = make.make_appointment(person, world.other, Post.STAFF, start=date(2010, 1, 1), end=date(2011, 1, 1))
    late = make.make_appointment(person, world.other, Post.STAFF, start=date(2012, 1, 1), end=date(2013, 1, 1))
    with django_assert_num_queries(1):
        now, before = posts_of_person(world.actors["secretary"], person)
        assert [row.place.name for row in now] == ["嘉定区工商联", *(f"会{place}" for place in range(number))]
    assert [row.pk for row in before] == [late.pk, early.pk]


@pytest.mark.parametrize("number", [1, 3])
def test_secretaries_group_is_those_of_the_areas_units_today(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        person = make.make_person(f"秘书{place}", phone="139")
        make.make_appointment(person, world.district, Post.SECRETARY, title="办公室主任")
    for place, facts in (
        (world.district, {"end": TODAY - DAY}),
        (world.other, {}),
        (world.chamber, {"start": TODAY + DAY}),
    ):
        make.make_appointment(make.make_person("不在"), place, Post.SECRETARY, **facts)
    make.make_appointment(make.make_person("会长"), world.chamber, Post.PRESIDENT)
    with django_assert_num_queries(1):
        group = secretaries(world.actors["convener"], world.north, TODAY, contacts=True)
    assert [(one.person.name, one.place, one.post, one.phone) for one in group] == [
        *((f"秘书{place}", "嘉定区工商联", "办公室主任", "139") for place in range(number)),
        ("沈知微", "紧固件协会", "秘书长", ""),
    ]
    assert {one.phone for one in secretaries(world.actors["convener"], world.north, TODAY, contacts=False)} == {""}


def test_secretaries_of_hidden_and_merged_units_are_left_out(world: World) -> None:
    make.make_secretary(make.make_organisation("隐会", area=world.north, audience="own"))
    make.make_secretary(make.make_organisation("旧会", area=world.north, merged_into=world.other))
    group = secretaries(world.actors["secretary"], world.north, TODAY, contacts=False)
    assert [one.place for one in group] == ["紧固件协会"]


@pytest.mark.parametrize("number", [1, 3])
def test_successor_is_found_among_those_whom_she_sees(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        make.make_appointment(make.make_person(f"叶{place}"), world.other, Post.STAFF)
    make.make_person("叶隐")
    with django_assert_num_queries(1):
        assert [row.name for row in find_people(world.actors["secretary"], "ye")] == [
            f"叶{place}" for place in range(number)
        ]


def test_posts_at_a_place_by_weight(world: World) -> None:
    make.make_appointment(make.make_person("干事"), world.chamber, Post.STAFF)
    make.make_appointment(make.make_person("会长"), world.chamber, Post.PRESIDENT)
    rows = posts_at(world.actors["secretary"], Q(organisation=world.chamber))
    assert [row.person.name for row in by_weight(rows)] == ["会长", "沈知微", "干事"]
