"""Check in, undo, walk in."""

from datetime import timedelta

import pytest

from shanghui.activities import rules
from shanghui.activities.actions.arrivals import add_walk_in, check_in, check_in_by_code, undo_check_in
from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import Arrival, RegistrationState
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotFound, NotPermitted
from tests.activities.doors import Door, open_door


def tap(door: Door, guest: Registration, role: str = "secretary", *, over: bool = False) -> Registration:
    return check_in(actor=door.world.actors[role], registration=guest, how=Arrival.LIST, now=door.now, over=over)


def test_arrival_says_when_how_and_by_whom(door: Door) -> None:
    guest = tap(door, door.guest())
    found = door.fresh(guest)
    assert (found.arrived_at, found.arrived_how) == (door.now, "list")
    assert found.arrived_by == door.world.users["secretary"]
    row = AuditRow.objects.get(action="check_in")
    assert (row.subject_id, row.detail["how"]) == (guest.pk, "list")


def test_second_time_is_refused_and_keeps_the_first(door: Door) -> None:
    guest = tap(door, door.guest())
    with pytest.raises(rules.CheckedInAlready):
        check_in(
            actor=door.world.actors["secretary"], registration=guest, how=Arrival.CODE,
            now=door.now + timedelta(minutes=5),
        )  # fmt: skip
    assert door.fresh(guest).arrived_at == door.now


@pytest.mark.parametrize("state", [RegistrationState.CANCELLED, RegistrationState.DECLINED])
def test_ended_registration_is_refused(door: Door, state: RegistrationState) -> None:
    with pytest.raises(rules.RegistrationOver):
        tap(door, door.guest(state=state))


@pytest.mark.parametrize("state", [RegistrationState.WAITING, RegistrationState.UNCONFIRMED])
def test_who_has_no_seat_takes_one_while_there_are_any(door: Door, state: RegistrationState) -> None:
    guest = door.guest(state=state, queued_at=door.now)
    tap(door, guest)
    found = door.fresh(guest)
    assert (found.state, found.queued_at) == (RegistrationState.REGISTERED, None)
    assert Activity.objects.unrestricted("test").get(pk=door.activity.pk).seats_version == 1


def test_no_seat_no_arrival_unless_somebody_says_so(door: Door) -> None:
    door.activity.capacity = 1
    door.activity.save()
    door.guest()
    waiting = door.guest(state=RegistrationState.WAITING)
    with pytest.raises(rules.NoSeatLeft):
        tap(door, waiting)
    assert door.fresh(waiting).state == RegistrationState.WAITING
    tap(door, waiting, over=True)
    assert door.fresh(waiting).arrived_at == door.now


def test_quota_of_the_unit_counts_and_an_invitation_has_its_own(door: Door) -> None:
    unit = door.world.chamber
    door.activity.quota_per_unit = 1
    door.activity.save()
    door.guest(unit=unit)
    waiting = door.guest(unit=unit, state=RegistrationState.WAITING)
    with pytest.raises(rules.NoSeatLeft):
        tap(door, waiting)
    door.activity.invitations.create(organisation=unit, quota=2)
    tap(door, waiting)


@pytest.mark.parametrize("role", ["other", "contact", "visitor", "officer"])
def test_others_may_not(door: Door, role: str) -> None:
    guest = door.guest()
    with pytest.raises(NotPermitted):
        tap(door, guest, role)
    with pytest.raises(NotPermitted):
        add_walk_in(actor=door.world.actors[role], activity=door.activity, facts={"name": "王五"}, now=door.now)
    arrived = tap(door, guest)
    with pytest.raises(NotPermitted):
        undo_check_in(actor=door.world.actors[role], registration=arrived, now=door.now)


def test_another_day_is_refused(door: Door) -> None:
    guest, late = door.guest(), door.activity.ends_at + timedelta(days=1, minutes=1)
    actor = door.world.actors["secretary"]
    with pytest.raises(rules.NotOnTheDay):
        check_in(actor=actor, registration=guest, how=Arrival.LIST, now=late)
    with pytest.raises(rules.NotOnTheDay):
        add_walk_in(actor=actor, activity=door.activity, facts={"name": "王五"}, now=late)
    tap(door, guest)
    with pytest.raises(rules.NotOnTheDay):
        undo_check_in(actor=actor, registration=guest, now=late)


def test_code_finds_its_guest_at_its_own_door_alone(door: Door) -> None:
    actor, guest, other = door.world.actors["secretary"], door.guest(), open_door(door.world)
    with pytest.raises(rules.OtherActivity):
        check_in_by_code(actor=actor, code=guest.code, activity=other.activity, now=door.now)
    with pytest.raises(NotFound):
        check_in_by_code(actor=actor, code="x" * 22, activity=door.activity, now=door.now)
    assert check_in_by_code(actor=actor, code=guest.code, now=door.now).arrived_how == Arrival.CODE


def test_undo_keeps_the_seat_and_needs_an_arrival(door: Door) -> None:
    actor, guest = door.world.actors["secretary"], door.guest()
    with pytest.raises(rules.NotArrived):
        undo_check_in(actor=actor, registration=guest, now=door.now)
    tap(door, guest)
    undo_check_in(actor=actor, registration=guest, now=door.now)
    found = door.fresh(guest)
    assert (found.arrived_at, found.arrived_how, found.arrived_by, found.state) == (None, "", None, "registered")


def test_walk_in_who_is_on_the_list_is_checked_in_there(door: Door) -> None:
    known = door.guest(name="张三", phone="13800001234")
    facts = {"name": "张三", "phone": "13800001234", "firm": "别家"}
    actor = door.world.actors["secretary"]
    assert add_walk_in(actor=actor, activity=door.activity, facts=facts, now=door.now).pk == known.pk
    with pytest.raises(rules.CheckedInAlready):
        add_walk_in(actor=actor, activity=door.activity, facts=facts, now=door.now)


def test_walk_in_takes_a_seat_or_asks(door: Door) -> None:
    door.activity.capacity = 1
    door.activity.save()
    actor = door.world.actors["secretary"]
    first = add_walk_in(actor=actor, activity=door.activity, facts={"name": "王五"}, now=door.now)
    assert (first.state, first.arrived_at, first.registered_at) == (RegistrationState.REGISTERED, door.now, door.now)
    with pytest.raises(rules.NoSeatLeft):
        add_walk_in(actor=actor, activity=door.activity, facts={"name": "赵六"}, now=door.now)
    add_walk_in(actor=actor, activity=door.activity, facts={"name": "赵六"}, now=door.now, over=True)
    assert Registration.objects.unrestricted("test").filter(activity=door.activity).seated().count() == 2
