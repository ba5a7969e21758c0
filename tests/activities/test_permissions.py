"""Who may do what with programmes and activities."""

from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from shanghui.activities import permissions
from shanghui.activities.models import Application
from shanghui.core.actor import SYSTEM, Actor
from tests.factories.activities import (
    make_activity,
    make_matchmaking,
    make_participant,
    make_programme,
    make_registration,
)
from tests.factories.world import World


def who(world: World, may: Callable[[Actor], bool]) -> set[str]:
    return {role for role, actor in world.actors.items() if may(actor)}


def test_federations_and_areas_set_the_stage(world: World) -> None:
    assert who(world, lambda one: permissions.can_open_programme(one, world.north)) == {"convener", "general_convener"}
    assert who(world, lambda one: permissions.can_open_programme(one, world.federation)) == {"officer"}
    assert who(world, lambda one: permissions.can_open_programme(one, world.chamber)) == set()


def test_a_chamber_applies_and_the_opener_judges(world: World) -> None:
    programme = make_programme(world.north)
    assert who(world, lambda one: permissions.can_keep_programme(one, programme)) == {"convener", "general_convener"}
    assert who(world, lambda one: permissions.can_apply(one, programme, world.chamber.pk)) == {"secretary"}
    assert who(world, lambda one: permissions.can_apply(one, programme, world.north.pk)) == set()
    assert who(world, lambda one: permissions.can_vote(one, programme)) == {"secretary"}
    application = Application.objects.create(
        programme=programme, organisation=world.chamber, title="承办", plan="方案", submitted_at=timezone.now()
    )
    assert who(world, lambda one: permissions.can_keep_application(one, application)) == {"secretary"}
    assert who(world, lambda one: permissions.can_judge(one, application)) == {"convener", "general_convener"}


def test_hosts_keep_the_activity_and_its_guests(world: World) -> None:
    activity = make_activity(world.chamber)
    for may in (
        permissions.can_keep_activity,
        permissions.can_see_guests,
        permissions.can_check_in,
        permissions.can_organise,
    ):
        assert who(world, lambda one, may=may: may(one, activity)) == {"secretary"}  # type: ignore[misc]
    activity.co_hosts.create(organisation=world.other)
    assert who(world, lambda one: permissions.can_keep_activity(one, activity)) == {"secretary", "other"}
    assert permissions.hosts(SYSTEM, activity)


def test_who_adds_activities_and_guests(world: World) -> None:
    activity = make_activity(world.chamber)
    adds = {"secretary", "other", "officer", "convener", "general_convener"}
    assert who(world, permissions.can_add_activity) == adds
    assert who(world, lambda one: permissions.can_register_for(one, activity)) == {
        "secretary", "other", "officer", "contact",
    }  # fmt: skip


def test_a_guest_is_kept_by_hosts_unit_and_firm(world: World) -> None:
    activity = make_activity(world.chamber)
    guest = make_registration(activity, unit=world.other)
    assert who(world, lambda one: permissions.can_keep_registration(one, guest)) == {"secretary", "other"}
    guest.enterprise_id = world.actors["contact"].enterprise_id
    assert "contact" in who(world, lambda one: permissions.can_keep_registration(one, guest))
    participant = make_participant(make_matchmaking(activity), registration=guest)
    assert who(world, lambda one: permissions.can_speak_for(one, participant)) == {"secretary", "other", "contact"}


def test_federations_set_benchmarks(world: World) -> None:
    assert who(world, lambda one: permissions.can_set_benchmark(one, world.federation)) == {"officer"}
    assert who(world, lambda one: permissions.can_set_benchmark(one, world.north)) == set()


def test_a_token_writes_only_with_its_scope(world: World) -> None:
    secretary = world.actors["secretary"]
    assert not permissions.may_write(replace(secretary, scopes=frozenset({"activities:read"})))
    assert permissions.may_write(replace(secretary, scopes=frozenset({"activities:write"})))
    assert not permissions.may_write(world.actors["visitor"])
