"""Every request gets an actor, read anew from her posts."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.core.actor import VISITOR
from shanghui.network.middleware import SESSION_KEY, Acting, ActingMiddleware, acting
from shanghui.network.models import Appointment
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World


def request_of(user: object, **session: object) -> Any:
    request = HttpRequest()
    request.user, request.session = user, session  # type: ignore[assignment]
    return request


def test_nobody_acts_while_signed_out() -> None:
    assert acting(request_of(AnonymousUser())) == Acting(VISITOR, [])


def test_widest_post_is_hers_until_she_chooses_another(world: World) -> None:
    user = world.users["secretary"]
    person = Appointment.objects.get(pk=world.actors["secretary"].appointment_id).person
    narrow = make.make_appointment(person, make.make_enterprise("甲厂"), Post.CONTACT)
    first = acting(request_of(user))
    assert (first.actor.organisation_id, first.name, first.role_label, first.face) == (
        world.chamber.pk, "紧固件协会", "秘书长", "紧",
    )  # fmt: skip
    assert [choice.current for choice in first.choices] == [True, False]
    chosen = acting(request_of(user, **{SESSION_KEY: narrow.pk}))
    assert (chosen.actor.appointment_id, chosen.name) == (narrow.pk, "甲厂")


def test_choice_of_a_foreign_post_is_no_choice(world: World) -> None:
    foreign = world.actors["officer"].appointment_id
    assert acting(request_of(world.users["secretary"], **{SESSION_KEY: foreign})).actor.is_secretary


def test_whoever_holds_no_post_is_shown_by_her_own_name(world: World) -> None:
    shown = acting(request_of(world.users["visitor"]))
    assert (shown.choices, shown.current, shown.role_label) == ([], None, "")
    assert (shown.name, shown.face) == (str(world.users["visitor"]), str(world.users["visitor"])[:1])


def test_ended_post_is_dead_at_once(world: World) -> None:
    client = world.client("secretary")
    assert client.get("/network/members/").context["organisation"] == world.chamber
    Appointment.objects.filter(pk=world.actors["secretary"].appointment_id).update(end=localdate() - timedelta(days=1))
    assert "organisation" not in client.get("/network/members/").context


def test_posts_are_read_only_when_somebody_asks(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = request_of(world.users["secretary"])
    answer = SimpleNamespace()
    with django_assert_num_queries(0):
        assert ActingMiddleware(lambda _request: answer)(request) is answer  # type: ignore[arg-type,return-value]
    with django_assert_num_queries(2):
        assert request.actor.organisation_id == world.chamber.pk
        assert request.acting.name == "紧固件协会"
