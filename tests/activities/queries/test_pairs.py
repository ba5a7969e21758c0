"""What two have between them."""

import pytest

from shanghui.activities.models import NotWith
from shanghui.activities.queries.pairs import (
    engaged_with,
    has_room,
    have_encounter,
    known_to,
    most_of,
    not_with_each_other,
    open_wish,
    taken,
)
from shanghui.activities.rules import COUNTED, EncounterState, WishState
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, make_wish


@pytest.mark.parametrize("state", list(WishState))
def test_open_wish_is_asked_or_agreed_to_whoever_wished(expo: Fair, state: WishState) -> None:
    made = make_wish(expo.maker, expo.buyer, state=state)
    found = open_wish(expo.buyer.pk, expo.maker.pk)
    assert (found == made) is (state in {WishState.WISHED, WishState.ACCEPTED})


@pytest.mark.parametrize("state", list(EncounterState))
def test_encounters_that_count(expo: Fair, state: EncounterState) -> None:
    make_encounter(expo.maker, expo.buyer, state=state)
    counts = state in COUNTED
    assert have_encounter(expo.buyer.pk, expo.maker.pk) is counts
    assert (taken(expo.buyer.pk), taken(expo.maker.pk), taken(expo.third.pk)) == (counts, counts, 0)


def test_room_ends_with_the_quota(expo: Fair) -> None:
    expo.buyer.quota = 1
    assert (most_of(expo.buyer), has_room(expo.buyer)) == (1, True)
    make_encounter(expo.buyer, expo.maker)
    assert not has_room(expo.buyer)


def test_avoiding_counts_both_ways(expo: Fair) -> None:
    assert not not_with_each_other(expo.buyer.pk, expo.maker.pk)
    NotWith.objects.create(participant=expo.maker, other=expo.buyer)
    assert not_with_each_other(expo.buyer.pk, expo.maker.pk)
    assert not not_with_each_other(expo.buyer.pk, expo.third.pk)


def test_engaged_with_all_of_them_and_not_herself(expo: Fair) -> None:
    assert engaged_with(expo.buyer.pk) == set()
    make_wish(expo.maker, expo.buyer)
    NotWith.objects.create(participant=expo.third, other=expo.buyer)
    assert engaged_with(expo.buyer.pk) == {expo.maker.pk, expo.third.pk}


def test_known_is_what_it_may_be_told(expo: Fair) -> None:
    NotWith.objects.create(participant=expo.third, other=expo.buyer)
    assert known_to(expo.buyer.pk) == set()
    assert known_to(expo.third.pk) == {expo.buyer.pk}
    make_encounter(expo.maker, expo.buyer)
    assert known_to(expo.buyer.pk) == {expo.maker.pk}
