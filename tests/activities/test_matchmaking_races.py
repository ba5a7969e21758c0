"""Two at once at the tables: one wins. Each with a positive control that shows the race with the lock off."""

from functools import partial
from inspect import unwrap
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from shanghui.activities.actions import encounters, wishes
from shanghui.activities.models import Encounter, Wish
from shanghui.activities.rules import EncounterState, Part, WishState
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, build_fair, make_wish, take_part
from tests.faults.test_races import all_at_once, overtaken

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 20


@pytest.fixture
def expo() -> Fair:
    return build_fair(quota=1)


def _accept(expo: Fair, wish: Wish, act: object = wishes.accept_wish) -> None:
    act(actor=expo.actors["host"], wish=wish, now=timezone.now())  # type: ignore[operator]


def test_two_accept_the_last_slot_and_one_wins(expo: Fair) -> None:
    """The buyer may have one encounter; many whom she wished to meet say yes at once."""
    firms = [take_part(expo.matchmaking, expo.other, f"上海第{n}螺栓有限公司", Part.SELLER) for n in range(TIMES)]
    asked = [make_wish(expo.buyer, firm) for firm in firms]
    done = all_at_once(lambda number: _accept(expo, asked[number]), TIMES)
    assert done == {"done": 1, "QuotaUsed": TIMES - 1}
    assert Encounter.objects.count() == 1
    assert Wish.objects.filter(state=WishState.WISHED).count() == TIMES - 1


def test_two_both_take_the_last_slot_without_the_lock(expo: Fair) -> None:
    one, two = make_wish(expo.buyer, expo.maker), make_wish(expo.buyer, expo.third)
    accept = partial(_accept, expo, act=unwrap(wishes.accept_wish))
    with overtaken(Encounter.objects, "create", lambda: accept(two)):
        accept(one)
    assert Encounter.objects.count() == 2


def test_wish_is_accepted_once_however_often_it_is_pressed(expo: Fair) -> None:
    asked = make_wish(expo.buyer, expo.maker)
    done = all_at_once(lambda _: _accept(expo, asked), TIMES)
    assert done == {"done": 1, "WishAnswered": TIMES - 1}


def test_accepted_and_taken_back_at_once_leave_one_answer(expo: Fair) -> None:
    asked = make_wish(expo.buyer, expo.maker)

    def act(number: int) -> None:
        if number % 2:
            _accept(expo, asked)
        else:
            wishes.cancel_wish(actor=expo.actors["keeper"], wish=asked, now=timezone.now())

    assert all_at_once(act, TIMES) == {"done": 1, "WishAnswered": TIMES - 1}
    asked.refresh_from_db()
    assert Encounter.objects.count() == (asked.state == WishState.ACCEPTED)


def test_accepted_and_taken_back_both_count_without_the_lock(expo: Fair) -> None:
    asked = make_wish(expo.buyer, expo.maker)
    cancel = partial(unwrap(wishes.cancel_wish), actor=expo.actors["keeper"], wish=asked, now=timezone.now())
    taken_back = []
    with overtaken(wishes, "has_room", lambda: taken_back.append(cancel())):
        _accept(expo, asked, act=unwrap(wishes.accept_wish))
    assert (len(taken_back), Encounter.objects.count()) == (1, 1)


def test_both_wish_at_once_and_have_one_encounter(expo: Fair) -> None:
    """Whoever comes second has said yes."""
    pair = (expo.buyer, expo.maker)

    def wish(number: int) -> None:
        mine, theirs = pair[number % 2], pair[1 - number % 2]
        wishes.make_wish(actor=expo.actors["host"], wisher=mine, wished=theirs, now=timezone.now())

    done = all_at_once(wish, TIMES)
    assert done == {"done": 2, "WishedAlready": TIMES - 2}
    assert (Wish.objects.count(), Encounter.objects.count()) == (1, 1)


def test_both_wish_at_once_without_the_lock_is_stopped_by_the_database(expo: Fair) -> None:
    facts: Any = {"actor": expo.actors["host"], "now": timezone.now()}
    act = unwrap(wishes.make_wish)
    with (
        overtaken(Wish.objects, "create", lambda: act(wisher=expo.maker, wished=expo.buyer, **facts)),
        pytest.raises(Exception, match=r"(?i)unique"),
    ):
        act(wisher=expo.buyer, wished=expo.maker, **facts)


def test_quota_comes_back_once_when_called_off_twice(expo: Fair) -> None:
    meets = make_encounter(expo.buyer, expo.maker)

    def cancel(_: int) -> None:
        encounters.cancel_encounter(actor=expo.actors["host"], encounter=meets, now=timezone.now())

    assert all_at_once(cancel, TIMES) == {"done": 1, "EncounterStepRefused": TIMES - 1}


def test_called_off_and_taken_at_once_never_passes_the_quota(expo: Fair) -> None:
    meets, asked = make_encounter(expo.buyer, expo.maker), make_wish(expo.buyer, expo.third)

    def act(number: int) -> None:
        if number % 2:
            encounters.cancel_encounter(actor=expo.actors["host"], encounter=meets, now=timezone.now())
        else:
            _accept(expo, asked)

    with mock.patch.object(encounters, "tell"):
        all_at_once(act, TIMES)
    live = Encounter.objects.filter(state=EncounterState.ACCEPTED)
    assert live.count() <= 1
