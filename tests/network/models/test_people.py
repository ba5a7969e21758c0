"""Who sees a person; when a post holds."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from shanghui.core.actor import SYSTEM
from shanghui.network.models import Appointment, Enterprise, Person
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
ROLES = ("secretary", "other", "convener", "officer", "contact", "visitor")


def seen_by(world: World, person: Person) -> set[str]:
    return {role for role in ROLES if person in Person.objects.visible_to(world.actors[role])}


def test_whoever_held_a_post_in_an_organisation_is_known_in_the_federation(world: World) -> None:
    person = make.make_person("叶")
    make.make_appointment(person, world.other, Post.STAFF, end=date(2020, 1, 1))
    assert seen_by(world, person) == set(ROLES) - {"visitor"}


def test_firms_people_are_known_to_its_own_organisations(world: World) -> None:
    person = make.make_person("叶")
    firm = make.make_enterprise("甲")
    make.make_membership(firm, world.chamber, end=TODAY)
    make.make_appointment(person, firm, Post.CONTACT)
    assert seen_by(world, person) == {"secretary"}
    firm.memberships.update(end=TODAY - DAY)
    assert seen_by(world, person) == set()
    assert person in Person.objects.visible_to(SYSTEM)


def test_who_entered_her_sees_her_and_colleagues_in_a_firm_do(world: World) -> None:
    assert seen_by(world, make.make_person("叶", entered_by=world.other)) == {"other"}
    colleague = make.make_person("同事")
    firm = Enterprise.objects.unrestricted("test").get(pk=world.actors["contact"].enterprise_id)
    make.make_appointment(colleague, firm, Post.GENERAL_MANAGER)
    assert seen_by(world, colleague) == {"secretary", "contact"}


def test_everybody_sees_herself_and_a_stranger_nobody(world: World) -> None:
    visitor = make.make_person("访客", user=world.users["visitor"])
    actor = make.actor_in(world.users["visitor"], None, TODAY)
    assert list(Person.objects.visible_to(actor)) == [visitor]
    assert list(Person.objects.visible_to(world.actors["visitor"])) == []


def test_post_is_in_one_place_and_holds_on_its_days(world: World) -> None:
    row = Appointment(start=TODAY, end=TODAY + DAY, post="contact")
    assert [row.holds_on(TODAY + day * DAY) for day in (-1, 0, 1, 2)] == [False, True, True, False]
    assert Appointment(post="contact").holds_on(TODAY)
    assert row.post_enum is Post.CONTACT
    for places in ({}, {"organisation": world.chamber, "enterprise": make.make_enterprise()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.create(person=make.make_person(), post="staff", **places)


def test_secretaries_are_the_three_posts_of_secretary(world: World) -> None:
    for post in (Post.SECRETARY, Post.DEPUTY_SECRETARY_GENERAL, Post.PRESIDENT, Post.STAFF):
        make.make_appointment(make.make_person(), world.district, post)
    rows = Appointment.objects.filter(organisation=world.district).secretaries()
    assert {row.post for row in rows} == {"secretary", "deputy_secretary_general"}
