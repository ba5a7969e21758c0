"""The last seat: fifty at once, one gets it, the others stand in line in order (trust.md 4).

With a positive control that shows the race with the lock off.
"""

from datetime import timedelta
from functools import partial
from inspect import unwrap

import pytest
from django.utils import timezone

from shanghui.activities.actions import guest_changes, registrations, reminding
from shanghui.activities.models import Registration
from shanghui.activities.rules import Confirmation, RegistrationState
from shanghui.core.models import AuditRow, OutboxMessage
from tests.factories.activities_activities import Fair, build_fair
from tests.faults.test_races import PARALLEL, all_at_once, overtaken

pytestmark = pytest.mark.django_db(transaction=True)
State = RegistrationState


@pytest.fixture
def fair() -> Fair:
    return build_fair(capacity=1, confirmation=Confirmation.NONE)


def _register(fair: Fair, number: int, act: object = registrations.register) -> Registration:
    facts = {"name": f"来宾{number}", "phone": f"139{number:08}"}
    made: Registration = act(activity=fair.activity, facts=facts, now=timezone.now())  # type: ignore[operator]
    return made


def _guests(state: RegistrationState) -> list[Registration]:
    return list(Registration.objects.unrestricted("test").filter(state=state).order_by("queued_at", "pk"))


def test_fifty_for_the_last_seat_one_gets_it_and_the_line_is_in_order(fair: Fair) -> None:
    assert all_at_once(lambda number: _register(fair, number)) == {"done": PARALLEL}
    waiting = _guests(State.WAITING)
    assert len(_guests(State.REGISTERED)) == 1
    assert len(waiting) == PARALLEL - 1
    assert [row.pk for row in waiting] == sorted(row.pk for row in waiting), "in the order in which they came through"
    times = [row.queued_at for row in waiting]
    assert times == sorted(times)  # type: ignore[type-var]


def test_two_get_the_last_seat_without_the_lock(fair: Fair) -> None:
    register = partial(_register, fair, act=unwrap(registrations.register))
    with overtaken(Registration, "save", lambda: register(1)):
        register(0)
    assert len(_guests(State.REGISTERED)) == 2


def test_confirmed_at_once_by_two_secretaries_they_take_one_seat(fair: Fair) -> None:
    guests = [fair.guest(State.UNCONFIRMED) for _ in range(10)]
    roles = ["keeper", "colleague"]

    def confirm(number: int) -> None:
        actor, ids = fair.actors[roles[number % 2]], [guests[number].pk]
        registrations.confirm_guests(actor=actor, activity=fair.activity, ids=ids, now=timezone.now())

    assert all_at_once(confirm, 10) == {"done": 10}
    assert (len(_guests(State.REGISTERED)), len(_guests(State.WAITING))) == (1, 9)


def test_seats_freed_at_once_go_each_to_another_one_in_line(fair: Fair) -> None:
    fair.activity.capacity = 5
    fair.activity.save()
    seated = [fair.guest() for _ in range(5)]
    waiting = [fair.guest(State.WAITING) for _ in range(8)]
    cancel = guest_changes.cancel_by_link
    assert all_at_once(lambda number: cancel(guest=seated[number], now=timezone.now()), 5) == {"done": 5}
    assert {row.pk for row in _guests(State.REGISTERED)} == {row.pk for row in waiting[:5]}
    assert [row.pk for row in _guests(State.WAITING)] == [row.pk for row in waiting[5:]]


def test_cancelled_once_however_often_it_is_pressed(fair: Fair) -> None:
    guest = fair.guest()
    done = all_at_once(lambda _: guest_changes.cancel_by_link(guest=guest, now=timezone.now()), 20)
    assert done == {"done": 1, "RegistrationOver": 19}


def test_cancelled_twice_without_the_lock(fair: Fair) -> None:
    guest = fair.guest()
    cancel = partial(unwrap(guest_changes.cancel_by_link), guest=guest, now=timezone.now())
    with overtaken(Registration, "save", cancel):
        cancel()
    assert AuditRow.objects.filter(action="cancel_registration").count() == 2


def test_two_workers_remind_once(fair: Fair) -> None:
    fair.guest(email="one@example.com")
    eve = fair.activity.starts_at - timedelta(hours=20)
    all_at_once(lambda _: reminding.remind_guests(now=eve), 8)
    assert OutboxMessage.objects.filter(receiver="one@example.com").count() == 1
