"""The switch: for whom she acts from now on."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.core.models import AuditRow
from shanghui.network.models import Appointment
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World


@pytest.fixture
def second(world: World) -> Appointment:
    person = Appointment.objects.get(pk=world.actors["secretary"].appointment_id).person
    return make.make_appointment(person, world.other, Post.SECRETARY)


def test_switch_changes_for_whom_she_acts(world: World, second: Appointment) -> None:
    client = world.client("secretary")
    response = client.post("/network/acting-as/", {"appointment": second.pk, "next": "/network/members/"})
    assert (response.status_code, response["Location"]) == (302, "/network/members/")
    assert client.get("/network/members/").context["organisation"] == world.other
    assert AuditRow.objects.filter(action="act_as").exists()


@pytest.mark.parametrize("whose", ["foreign", "ended", "junk", "none"])
def test_switch_accepts_only_her_own_current_post(world: World, second: Appointment, whose: str) -> None:
    if whose == "ended":
        Appointment.objects.filter(pk=second.pk).update(end=localdate() - timedelta(days=1))
    chosen = {"foreign": world.actors["other"].appointment_id, "ended": second.pk, "junk": "x", "none": ""}[whose]
    assert world.client("secretary").post("/network/acting-as/", {"appointment": chosen}).status_code == 404


def test_switch_never_leads_outside(world: World, second: Appointment) -> None:
    sent = {"appointment": second.pk, "next": "//evil.test/"}
    assert world.client("secretary").post("/network/acting-as/", sent)["Location"] == "/network/"


def test_switch_by_get_does_nothing(world: World) -> None:
    assert world.client("secretary").get("/network/acting-as/").status_code == 405
