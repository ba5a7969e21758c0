"""“Not with”."""

from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions.not_with import avoid, avoid_no_longer
from shanghui.activities.models import NotWith
from shanghui.activities.rules import EncounterState, WishState
from shanghui.core.refusal import NotFound, NotPermitted
from tests.factories.activities import make_activity, make_encounter, make_matchmaking, make_participant
from tests.factories.activities_wishes import Fair, make_wish, publish


def not_with(expo: Fair, role: str = "keeper", **facts: object) -> NotWith:
    given: Any = {"participant": expo.buyer, "other": expo.maker, "now": timezone.now()} | facts
    return avoid(actor=expo.actors[role], **given)


def test_written_once_and_taken_away(expo: Fair) -> None:
    assert not_with(expo).pk == not_with(expo).pk
    avoid_no_longer(actor=expo.actors["keeper"], participant=expo.buyer, other=expo.maker, now=timezone.now())
    assert NotWith.objects.count() == 0


@pytest.mark.parametrize("role", ["other", "far", "officer", "visitor"])
def test_others_write_nothing(expo: Fair, role: str) -> None:
    with pytest.raises(NotPermitted):
        not_with(expo, role)
    NotWith.objects.create(participant=expo.buyer, other=expo.maker)
    with pytest.raises(NotPermitted):
        avoid_no_longer(actor=expo.actors[role], participant=expo.buyer, other=expo.maker, now=timezone.now())


def test_within_one_activity_and_not_oneself(expo: Fair) -> None:
    with pytest.raises(rules.WithItself):
        not_with(expo, other=expo.buyer)
    with pytest.raises(NotFound):
        not_with(expo, other=make_participant(make_matchmaking(make_activity(expo.area))))


def test_what_was_asked_is_declined_and_what_she_asked_is_taken_back(expo: Fair) -> None:
    theirs, own = make_wish(expo.maker, expo.buyer), make_wish(expo.buyer, expo.third)
    not_with(expo)
    not_with(expo, other=expo.third)
    theirs.refresh_from_db()
    own.refresh_from_db()
    assert (theirs.state, own.state) == (WishState.DECLINED, WishState.CANCELLED)


def test_encounter_that_is_not_scheduled_ends_and_a_scheduled_one_stays(expo: Fair) -> None:
    loose, placed = make_encounter(expo.buyer, expo.maker), make_encounter(expo.buyer, expo.third)
    publish(placed)
    not_with(expo)
    not_with(expo, other=expo.third)
    loose.refresh_from_db()
    placed.refresh_from_db()
    assert (loose.state, placed.state) == (EncounterState.CANCELLED, EncounterState.SCHEDULED)
