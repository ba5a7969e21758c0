"""Who sees a guest, and what the table itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shanghui.activities.models import Registration
from shanghui.activities.rules import RegistrationState
from tests.factories import network
from tests.factories.activities import make_activity, make_registration
from tests.factories.world import World


def seers(world: World, guest: Registration) -> set[str]:
    return {
        role
        for role, actor in world.actors.items()
        if Registration.objects.visible_to(actor).filter(pk=guest.pk).exists()
    }


def test_a_guest_is_seen_by_the_hosts_her_unit_and_her_firm(world: World) -> None:
    activity = make_activity(world.chamber)
    stranger = make_registration(activity)
    hosts = seers(world, stranger)
    assert "secretary" in hosts
    assert not hosts & {"other", "visitor", "convener"}
    ours = make_registration(activity, unit=world.other)
    assert seers(world, ours) == hosts | {"other"}
    firm = network.make_enterprise("外厂", world.other)
    world.add("guest", network.make_contact(firm, "来宾"))
    assert "guest" in seers(world, make_registration(activity, enterprise=firm))


def test_line_is_in_the_order_in_which_people_came(world: World) -> None:
    activity, now = make_activity(world.chamber), timezone.now()
    later = make_registration(activity, state=RegistrationState.WAITING, queued_at=now)
    first = make_registration(activity, state=RegistrationState.WAITING, queued_at=now - timedelta(hours=1))
    make_registration(activity)
    rows = Registration.objects.unrestricted("test")
    assert list(rows.in_line()) == [first, later]
    assert rows.seated().count() == 1


def test_a_name_and_number_stand_once_and_again_after_a_cancellation(world: World) -> None:
    activity = make_activity(world.chamber)
    guest = make_registration(activity, name="李雷", phone="13900000001")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_registration(activity, name="李雷", phone="13900000001")
    guest.state = RegistrationState.CANCELLED
    guest.save()
    make_registration(activity, name="李雷", phone="13900000001")
