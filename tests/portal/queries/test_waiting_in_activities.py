"""Lines of the first page that come from activities."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.activities.models import Wish
from shanghui.activities.rules import RegistrationState
from shanghui.core.actor import VISITOR
from shanghui.portal.queries.items import Group
from shanghui.portal.queries.waiting_in_activities import activity_groups
from tests.factories.activities import (
    make_activity,
    make_matchmaking,
    make_participant,
    make_programme,
    make_registration,
)
from tests.factories.world import World


def lines(groups: list[Group]) -> list[tuple[str, str, bool]]:
    return [(item.title, item.url, item.late) for group in groups for item in group.items]


def test_host_finds_what_begins_and_who_is_to_be_confirmed(world: World) -> None:
    activity = make_activity(world.chamber, starts_at=timezone.now() + timedelta(hours=20))
    make_registration(activity, state=RegistrationState.UNCONFIRMED)
    found = lines(activity_groups(world.actors["secretary"], localdate()))
    assert found == [
        (activity.title, f"/activities/{activity.pk}/", False),
        (activity.title, f"/activities/{activity.pk}/guests/", False),
    ]
    assert lines(activity_groups(world.actors["other"], localdate())) == []


def test_wish_that_expires_today_is_late(world: World) -> None:
    matchmaking = make_matchmaking(make_activity(world.chamber))
    ours = make_registration(matchmaking.activity, unit=world.other)
    wisher, wished = make_participant(matchmaking), make_participant(matchmaking, registration=ours)
    now = timezone.now()
    Wish.objects.create(
        matchmaking=matchmaking, wisher=wisher, wished=wished, low=wisher, high=wished,
        created_at=now, expires_at=now + timedelta(hours=3),
    )  # fmt: skip
    (found,) = lines(activity_groups(world.actors["other"], localdate()))
    assert found == (matchmaking.activity.title, f"/activities/{matchmaking.activity.pk}/matchmaking/", True)


def test_stage_waits_for_applicants_and_then_for_its_opener(world: World) -> None:
    programme = make_programme(world.north)
    url = f"/activities/programmes/{programme.pk}/"
    assert lines(activity_groups(world.actors["secretary"], localdate())) == [(programme.title, url, False)]
    assert lines(activity_groups(world.actors["convener"], localdate())) == []
    later = programme.apply_until + timedelta(days=9)
    assert lines(activity_groups(world.actors["convener"], later)) == [(programme.title, url, True)]


def test_visitor_has_none(world: World) -> None:
    make_programme(world.north)
    assert activity_groups(VISITOR, localdate()) == []
