"""Choosing for whom she acts."""

import pytest
from django.utils.timezone import now

from shanghui.core.actor import SYSTEM
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotFound
from shanghui.network.actions.acting import act_as
from shanghui.network.models import Appointment
from shanghui.network.rules import Post
from tests.factories import network as make
from tests.factories.world import World


def test_change_of_post_is_kept_in_the_trail(world: World) -> None:
    actor = world.actors["secretary"]
    person = Appointment.objects.get(pk=actor.appointment_id).person
    post = make.make_appointment(person, world.other, Post.DEPUTY_SECRETARY_GENERAL)
    act_as(actor=actor, appointment=post, now=now())
    row = AuditRow.objects.get(action="act_as")
    assert (row.subject_id, row.user_id) == (post.pk, actor.user_id)
    assert row.detail == {"place": "物流商会", "post": "deputy_secretary_general"}


def test_post_of_somebody_else_does_not_exist_for_her(world: World) -> None:
    foreign = Appointment.objects.get(pk=world.actors["other"].appointment_id)
    without_login = make.make_appointment(make.make_person(), world.chamber)
    for actor, post in (
        (world.actors["secretary"], foreign),
        (world.actors["officer"], foreign),
        (world.actors["secretary"], without_login),
        (SYSTEM, without_login),  # nobody's login is nobody's, not the system's
    ):
        with pytest.raises(NotFound):
            act_as(actor=actor, appointment=post, now=now())
    assert not AuditRow.objects.exists()
