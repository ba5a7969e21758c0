"""Called off, taken place or not, rated, what next."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import encounters as act
from shanghui.activities.models import Encounter
from shanghui.activities.rules import EncounterState, WishState
from shanghui.core.actor import VISITOR
from shanghui.core.models import OutboxMessage
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, build_fair, make_wish, publish

State = EncounterState


@pytest.fixture
def held(db: None) -> Fair:
    """Its first slot has begun."""
    return build_fair(starts_at=timezone.now() - timedelta(minutes=5))


@pytest.fixture
def meets(held: Fair) -> Encounter:
    made = make_encounter(held.buyer, held.maker)
    publish(made)
    return made


def say(held: Fair, meets: Encounter, role: str, happened: bool) -> Encounter:
    by = held.buyer if role in {"keeper", "contact"} else held.maker
    return act.say_happened(actor=held.actors[role], encounter=meets, by=by, happened=happened, now=timezone.now())


def test_called_off_gives_quota_back_and_frees_the_pair(expo: Fair) -> None:
    wish = make_wish(expo.buyer, expo.maker, state=WishState.ACCEPTED)
    meets = make_encounter(expo.buyer, expo.maker, wish=wish)
    done = act.cancel_encounter(actor=expo.actors["host"], encounter=meets, now=timezone.now())
    wish.refresh_from_db()
    assert (done.state, wish.state) == (State.CANCELLED, WishState.CANCELLED)
    assert OutboxMessage.objects.count() == 2


def test_one_of_the_two_calls_off_until_it_is_scheduled(expo: Fair) -> None:
    meets = make_encounter(expo.buyer, expo.maker)
    publish(meets)
    facts: Any = {"actor": expo.actors["keeper"], "by": expo.buyer, "now": timezone.now()}
    with pytest.raises(rules.EncounterStepRefused):
        act.cancel_encounter(encounter=meets, **facts)
    other = make_encounter(expo.buyer, expo.third)
    assert act.cancel_encounter(encounter=other, **facts).state == State.CANCELLED
    assert [row.receiver for row in OutboxMessage.objects.all()] == [expo.third.registration.email]
    assert act.cancel_encounter(actor=expo.actors["host"], encounter=meets, now=timezone.now()).state == State.CANCELLED


@pytest.mark.parametrize("role", ["keeper", "contact", "far", "officer", "visitor"])
def test_others_call_nothing_off(expo: Fair, role: str) -> None:
    meets = make_encounter(expo.maker, expo.third)
    with pytest.raises(NotPermitted):
        act.cancel_encounter(actor=expo.actors[role], encounter=meets, now=timezone.now())


def test_who_is_no_side_does_not_call_off(expo: Fair) -> None:
    meets = make_encounter(expo.maker, expo.third)
    with pytest.raises(NotFound):
        act.cancel_encounter(actor=expo.actors["keeper"], encounter=meets, by=expo.buyer, now=timezone.now())
    with pytest.raises(NotPermitted):
        act.cancel_encounter(actor=expo.actors["keeper"], encounter=meets, by=expo.maker, now=timezone.now())


@pytest.mark.parametrize("state", [State.ATTENDED, State.NO_SHOW, State.CANCELLED])
def test_what_is_over_is_not_called_off(expo: Fair, state: State) -> None:
    meets = make_encounter(expo.buyer, expo.maker, state=state)
    with pytest.raises(rules.EncounterStepRefused):
        act.cancel_encounter(actor=expo.actors["host"], encounter=meets, now=timezone.now())


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([("keeper", True)], State.ATTENDED),
        ([("keeper", False)], State.NO_SHOW),
        ([("keeper", True), ("other", True)], State.ATTENDED),
        ([("keeper", True), ("other", False)], State.NO_SHOW),
        ([("keeper", False), ("other", True)], State.NO_SHOW),
        ([("keeper", False), ("contact", True)], State.ATTENDED),
    ],
)
def test_one_did_not_is_a_no_show(held: Fair, meets: Encounter, said: list[tuple[str, bool]], state: State) -> None:
    for role, happened in said:
        made = say(held, meets, role, happened)
    assert made.state == state


def test_said_by_link(held: Fair, meets: Encounter) -> None:
    facts: Any = {"actor": VISITOR, "encounter": meets, "by": held.maker, "happened": True, "now": timezone.now()}
    assert act.say_happened(**facts, key=held.maker.registration.key).second_says is True
    with pytest.raises(NotPermitted):
        act.say_happened(**facts, key=held.buyer.registration.key)


def test_nothing_is_said_before_the_slot(held: Fair) -> None:
    later = make_encounter(held.buyer, held.third)
    publish(later, slot=2)
    with pytest.raises(rules.EncounterToCome):
        say(held, later, "keeper", True)
    with pytest.raises(rules.EncounterToCome):
        act.rate_encounter(actor=held.actors["keeper"], encounter=later, by=held.buyer, stars=3, now=timezone.now())
    with pytest.raises(rules.EncounterToCome):
        act.settle_encounter(actor=held.actors["host"], encounter=later, state=State.ATTENDED, now=timezone.now())


@pytest.mark.parametrize("state", [State.ACCEPTED, State.CANCELLED])
def test_nothing_is_said_of_what_was_not_scheduled(held: Fair, state: State) -> None:
    row = make_encounter(held.buyer, held.third, state=state)
    with pytest.raises(rules.EncounterStepRefused):
        say(held, row, "keeper", True)
    with pytest.raises(rules.EncounterStepRefused):
        act.settle_encounter(actor=held.actors["host"], encounter=row, state=State.ATTENDED, now=timezone.now())


def test_who_is_no_side_says_nothing(held: Fair, meets: Encounter) -> None:
    with pytest.raises(NotFound):
        act.say_happened(actor=held.actors["other"], encounter=meets, by=held.third, happened=True, now=timezone.now())
    with pytest.raises(NotPermitted):
        say(held, meets, "far", True)


def test_organiser_settles_and_nobody_else(held: Fair, meets: Encounter) -> None:
    say(held, meets, "keeper", False)
    facts: Any = {"encounter": meets, "now": timezone.now()}
    with pytest.raises(NotPermitted):
        act.settle_encounter(actor=held.actors["keeper"], state=State.ATTENDED, **facts)
    done = act.settle_encounter(actor=held.actors["host"], state=State.ATTENDED, **facts)
    assert (done.state, done.first_says) == (State.ATTENDED, True)
    assert act.settle_encounter(actor=held.actors["host"], state=State.NO_SHOW, **facts).state == State.NO_SHOW
    with pytest.raises(rules.EncounterStepRefused):
        act.settle_encounter(actor=held.actors["host"], state=State.CANCELLED, **facts)


def test_each_side_rates_for_itself(held: Fair, meets: Encounter) -> None:
    facts: Any = {"encounter": meets, "now": timezone.now()}
    act.rate_encounter(actor=held.actors["keeper"], by=held.buyer, stars=5, **facts)
    made = act.rate_encounter(actor=held.actors["other"], by=held.maker, stars=2, **facts)
    assert (made.first_rating, made.second_rating) == (5, 2)
    for stars in (0, 6):
        with pytest.raises(BadRequest):
            act.rate_encounter(actor=held.actors["keeper"], by=held.buyer, stars=stars, **facts)


def test_next_step_is_written_by_both(held: Fair, meets: Encounter) -> None:
    facts: Any = {"encounter": meets, "now": timezone.now()}
    act.note_next_step(actor=held.actors["keeper"], by=held.buyer, text=" 寄样 ", **facts)
    made = act.note_next_step(actor=held.actors["other"], by=held.maker, text="寄样，下周试装", **facts)
    assert made.next_step == "寄样，下周试装"
    with pytest.raises(BadRequest):
        act.note_next_step(actor=held.actors["keeper"], by=held.buyer, text="a\0", **facts)
