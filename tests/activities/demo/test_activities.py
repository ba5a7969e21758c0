"""The demo: all kinds and states, guests in all states, and not one invented address."""

import pytest
from django.utils import timezone

from shanghui.activities.demo.activities import load
from shanghui.activities.demo.scenes import SCENES
from shanghui.activities.models import Registration
from shanghui.activities.rules import ActivityKind, ActivityState, RegistrationState
from shanghui.core.models import OutboxMessage
from shanghui.network.demo.load import Loaded
from tests.factories import network


@pytest.mark.django_db
def test_demo_shows_all_kinds_and_states() -> None:
    named = {scene.host for scene in SCENES} | {name for scene in SCENES for name in (*scene.units, *scene.co_hosts)}
    bodies = {name: network.make_organisation(name) for name in sorted(named)}
    loaded = Loaded(organisations=bodies, enterprises=[network.make_enterprise() for _ in range(5)])
    made = load(loaded, now=timezone.now())
    assert len(made) == len(SCENES) >= 12
    assert {row.kind for row in made} == set(ActivityKind)
    assert {row.state for row in made} == set(ActivityState)
    guests = Registration.objects.unrestricted("test")
    assert set(guests.values_list("state", flat=True)) == set(RegistrationState)
    assert guests.filter(arrived_at__isnull=False).exists()
    assert not guests.exclude(email="").exists()
    assert not OutboxMessage.objects.exists()
