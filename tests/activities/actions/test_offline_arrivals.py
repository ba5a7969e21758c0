"""What was noted without network."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from shanghui.activities.actions.arrivals import check_in, undo_check_in
from shanghui.activities.actions.offline_arrivals import Noted, bring_arrivals
from shanghui.activities.models import DoorMark
from shanghui.activities.rules import Arrival, Reconciled, RegistrationState
from shanghui.core.refusal import NotPermitted
from tests.activities.doors import Door, open_door

EARLY = timedelta(minutes=20)


def bring(door: Door, *noted: Noted, role: str = "secretary") -> list[Reconciled]:
    return bring_arrivals(actor=door.world.actors[role], activity=door.activity, noted=noted, now=door.now)


def noted(
    door: Door, guest: int | None = None, code: str = "", ago: timedelta = EARLY, mark: UUID | None = None
) -> Noted:
    return Noted(mark or uuid4(), door.now - ago, guest, code)


def test_noted_arrivals_are_kept_with_their_time(door: Door) -> None:
    by_list, by_code = door.guest(), door.guest()
    assert bring(door, noted(door, by_list.pk), noted(door, code=by_code.code)) == [Reconciled.DONE, Reconciled.DONE]
    found = door.fresh(by_list)
    assert (found.arrived_at, found.arrived_how) == (door.now - EARLY, "offline")
    assert found.arrived_by == door.world.users["secretary"]
    assert door.fresh(by_code).arrived_at == door.now - EARLY


def test_brought_twice_is_answered_as_the_first_time_even_after_an_undo(door: Door) -> None:
    guest = door.guest()
    one = noted(door, guest.pk)
    assert bring(door, one) == [Reconciled.DONE]
    undo_check_in(actor=door.world.actors["secretary"], registration=guest, now=door.now)
    assert bring(door, one, one) == [Reconciled.DONE, Reconciled.DONE]
    assert door.fresh(guest).arrived_at is None
    assert DoorMark.objects.count() == 1


@pytest.mark.parametrize("order", [1, -1])
def test_two_phones_make_one_arrival_at_the_earlier_time(door: Door, order: int) -> None:
    guest = door.guest()
    both = [noted(door, guest.pk, ago=EARLY), noted(door, guest.pk, ago=2 * EARLY)][::order]
    assert bring(door, both[0]) == [Reconciled.DONE]
    assert bring(door, both[1]) == [Reconciled.ALREADY]
    assert door.fresh(guest).arrived_at == door.now - 2 * EARLY


def test_who_was_checked_in_meanwhile_is_there_already(door: Door) -> None:
    guest = door.guest()
    check_in(actor=door.world.actors["secretary"], registration=guest, how=Arrival.CODE, now=door.now)
    assert bring(door, noted(door, guest.pk)) == [Reconciled.ALREADY]
    found = door.fresh(guest)
    assert (found.arrived_at, found.arrived_how) == (door.now - EARLY, "code")


def test_unknown_foreign_old_and_future_are_told_apart(door: Door) -> None:
    foreign = open_door(door.world).guest()
    guest = door.guest()
    answers = bring(
        door,
        noted(door, 987_654),
        noted(door, foreign.pk),
        noted(door, code=foreign.code),
        noted(door, code="nonsense"),
        noted(door, guest.pk, ago=timedelta(hours=24, minutes=1)),
        noted(door, guest.pk, ago=-timedelta(minutes=6)),
    )
    assert answers == [Reconciled.UNKNOWN] * 4 + [Reconciled.TOO_OLD] * 2
    assert door.fresh(guest).arrived_at is None
    assert door.fresh(foreign).arrived_at is None


def test_ended_registration_is_told_and_not_revived(door: Door) -> None:
    guest = door.guest(state=RegistrationState.CANCELLED)
    assert bring(door, noted(door, guest.pk)) == [Reconciled.OVER]
    assert door.fresh(guest).arrived_at is None


def test_who_stood_in_the_room_has_a_seat(door: Door) -> None:
    door.activity.capacity = 1
    door.activity.save()
    door.guest()
    waiting = door.guest(state=RegistrationState.WAITING, queued_at=door.now)
    assert bring(door, noted(door, waiting.pk)) == [Reconciled.DONE]
    assert door.fresh(waiting).state == RegistrationState.REGISTERED


def test_clock_of_a_phone_that_runs_ahead_is_set_right(door: Door) -> None:
    guest = door.guest()
    assert bring(door, noted(door, guest.pk, ago=-timedelta(minutes=2))) == [Reconciled.DONE]
    assert door.fresh(guest).arrived_at == door.now


def test_same_mark_at_another_door_is_another_mark(door: Door) -> None:
    second, mark = open_door(door.world), uuid4()
    here, there = door.guest(), second.guest()
    assert bring(door, noted(door, here.pk, mark=mark)) == [Reconciled.DONE]
    assert bring(second, noted(second, there.pk, mark=mark)) == [Reconciled.DONE]


@pytest.mark.parametrize("role", ["other", "contact", "visitor", "officer"])
def test_others_may_not(door: Door, role: str) -> None:
    with pytest.raises(NotPermitted):
        bring(door, noted(door, door.guest().pk), role=role)
