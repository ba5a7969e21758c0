"""Seats, quotas, and a waitlist that moves up by itself."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities.actions import guest_changes, registrations, seats
from shanghui.activities.actions.activities import edit_activity
from shanghui.activities.actions.activity_parts import Parts
from shanghui.activities.models import Activity, ActivityInvitation, Registration
from shanghui.activities.rules import Confirmation, RegistrationState
from shanghui.core.actor import SYSTEM
from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.network.models import Organisation
from tests.factories.activities_activities import Fair

State = RegistrationState


def _open(fair: Fair, **facts: object) -> None:
    for name, value in {"confirmation": Confirmation.NONE, **facts}.items():
        setattr(fair.activity, name, value)
    fair.activity.save()


def _come(fair: Fair, name: str, unit: Organisation | None = None) -> Registration:
    facts = {"name": name, "phone": "13900000000", "email": f"{name}@example.com"}
    return registrations.register(
        activity=fair.activity, facts=facts, unit_id=unit.pk if unit else None, now=timezone.now()
    )


def _state(guest: Registration) -> str:
    guest.refresh_from_db()
    return guest.state


def test_full_house_makes_a_line(fair: Fair) -> None:
    _open(fair, capacity=1)
    assert [_come(fair, name).state for name in "abc"] == [State.REGISTERED, State.WAITING, State.WAITING]


def test_first_in_line_moves_up_when_a_seat_frees_and_is_told(fair: Fair) -> None:
    _open(fair, capacity=1)
    first, second, third = (_come(fair, name) for name in "abc")
    guest_changes.cancel_by_link(guest=first, now=timezone.now())
    assert (_state(second), _state(third)) == (State.REGISTERED, State.WAITING)
    assert second.queued_at is None
    told = OutboxMessage.objects.filter(receiver="b@example.com").order_by("-pk")[0]
    assert told.payload["subject"] == "候补轮到您，有座位了：新春见面会"
    assert AuditRow.objects.filter(action="move_up_guest").count() == 1


def test_quota_of_a_unit_is_passed_over(fair: Fair) -> None:
    """The first in line comes through a unit that has its share: the next one takes the seat."""
    _open(fair, capacity=2, quota_per_unit=1)
    one = _come(fair, "a", fair.host)
    _come(fair, "b", fair.sister)
    blocked, next_one = _come(fair, "c", fair.sister), _come(fair, "d", fair.host)
    guest_changes.cancel_by_link(guest=one, now=timezone.now())
    assert (_state(blocked), _state(next_one)) == (State.WAITING, State.REGISTERED)


def test_seat_stays_free_while_only_blocked_ones_wait(fair: Fair) -> None:
    _open(fair, capacity=5, quota_per_unit=1)
    _come(fair, "a", fair.sister)
    assert _come(fair, "b", fair.sister).state == State.WAITING
    assert _come(fair, "c", fair.host).state == State.REGISTERED


def test_quota_of_an_invitation_goes_before_the_general_one(fair: Fair) -> None:
    _open(fair, quota_per_unit=1)
    ActivityInvitation.objects.create(activity=fair.activity, organisation=fair.sister, quota=2)
    states = [_come(fair, name, fair.sister).state for name in "abc"]
    assert states == [State.REGISTERED, State.REGISTERED, State.WAITING]


def test_raised_capacity_lets_the_line_in(fair: Fair) -> None:
    _open(fair, capacity=1)
    guests = [_come(fair, name) for name in "abcd"]
    edit_activity(actor=fair.actors["keeper"], activity=fair.activity, facts={"capacity": 3}, now=timezone.now())
    assert [_state(guest) for guest in guests] == [State.REGISTERED] * 3 + [State.WAITING]


def test_raised_quota_lets_the_line_in(fair: Fair) -> None:
    _open(fair, quota_per_unit=1)
    guests = [_come(fair, name, fair.sister) for name in "ab"]
    parts = Parts(invitations={fair.sister.pk: 5})
    edit_activity(actor=fair.actors["keeper"], activity=fair.activity, facts={}, parts=parts, now=timezone.now())
    assert [_state(guest) for guest in guests] == [State.REGISTERED] * 2


def test_lowered_capacity_throws_nobody_out(fair: Fair) -> None:
    _open(fair, capacity=3)
    guests = [_come(fair, name) for name in "abc"]
    edit_activity(actor=fair.actors["keeper"], activity=fair.activity, facts={"capacity": 1}, now=timezone.now())
    assert [_state(guest) for guest in guests] == [State.REGISTERED] * 3
    guest_changes.cancel_by_link(guest=guests[0], now=timezone.now())
    assert _come(fair, "d").state == State.WAITING


def test_nobody_moves_up_into_an_activity_that_is_over(fair: Fair) -> None:
    _open(fair, capacity=5)
    waiting = fair.guest(State.WAITING)
    later = fair.activity.ends_at + timedelta(hours=1)
    assert seats.move_up(SYSTEM, fair.activity, now=later) == []
    assert _state(waiting) == State.WAITING


def test_whoever_came_through_later_stands_behind_even_with_an_earlier_clock(fair: Fair) -> None:
    _open(fair, capacity=0)
    early = timezone.now() - timedelta(minutes=5)
    first = _come(fair, "a")
    facts = {"name": "b", "phone": "13900000001"}
    second = registrations.register(activity=fair.activity, facts=facts, now=early)
    line = Registration.objects.unrestricted("test").filter(activity=fair.activity).in_line()
    assert [row.pk for row in line] == [first.pk, second.pk]


def test_every_change_of_seats_is_counted(fair: Fair) -> None:
    _open(fair)
    guest = _come(fair, "a")
    _come(fair, "b")
    before = Activity.objects.unrestricted("test").get(pk=fair.activity.pk).seats_version
    guest_changes.cancel_by_link(guest=guest, now=timezone.now())
    after = Activity.objects.unrestricted("test").get(pk=fair.activity.pk).seats_version
    assert (before, after) == (2, 3)
