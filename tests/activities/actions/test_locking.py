"""Rows as they are now."""

from shanghui.activities.actions.locking import (
    locked_encounter,
    locked_matchmaking,
    locked_participants,
    locked_wish,
)
from shanghui.activities.models import Participant
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, make_wish


def test_participants_come_in_the_order_asked_for_and_fresh(expo: Fair) -> None:
    Participant.objects.filter(pk=expo.buyer.pk).update(pitch="新")
    first, second = locked_participants(expo.maker.pk, expo.buyer.pk)
    assert (first.pk, second.pk, second.pitch) == (expo.maker.pk, expo.buyer.pk, "新")


def test_others_are_fresh_too(expo: Fair) -> None:
    wish, meets = make_wish(expo.buyer, expo.maker), make_encounter(expo.buyer, expo.maker)
    assert locked_wish(wish) == wish
    assert locked_encounter(meets) == meets
    assert locked_matchmaking(expo.matchmaking) == expo.matchmaking
