"""For whom she acts."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.core.models import AuditRow
from shanghui.network.models import Appointment
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.network.conftest import World

pytestmark = pytest.mark.django_db


def second_post(world: World) -> Appointment:
    person = Appointment.objects.get(pk=world.actors["secretary"].appointment_id).person
    return make.make_appointment(person, world.other, Post.SECRETARY)


def test_switch_changes_for_whom_she_acts(world: World) -> None:
    post = second_post(world)
    client = world.client("secretary")
    response = client.post("/network/acting-as/", {"appointment": post.pk, "next": "/network/members/"})
    assert (response.status_code, response["Location"]) == (302, "/network/members/")
    assert client.get("/network/members/").context["organisation"] == world.other
    assert AuditRow.objects.filter(action="act_as").exists()


@pytest.mark.parametrize("whose", ["foreign", "ended", "junk"])
def test_switch_accepts_only_her_own_current_post(world: World, whose: str) -> None:
    post = second_post(world)
    if whose == "ended":
        Appointment.objects.filter(pk=post.pk).update(end=localdate() - timedelta(days=1))
    chosen = {"foreign": world.actors["other"].appointment_id, "ended": post.pk, "junk": "x"}[whose]
    assert world.client("secretary").post("/network/acting-as/", {"appointment": chosen}).status_code == 404


def test_switch_never_leads_outside(world: World) -> None:
    post = second_post(world)
    response = world.client("secretary").post("/network/acting-as/", {"appointment": post.pk, "next": "//evil.test/"})
    assert response["Location"] == "/network/"


def test_ended_post_is_dead_at_once(world: World) -> None:
    client = world.client("secretary")
    assert client.get("/network/members/").context["organisation"] == world.chamber
    Appointment.objects.filter(pk=world.actors["secretary"].appointment_id).update(end=localdate() - timedelta(days=1))
    assert "organisation" not in client.get("/network/members/").context


def test_switch_by_get_does_nothing(world: World) -> None:
    assert world.client("secretary").get("/network/acting-as/").status_code == 405
