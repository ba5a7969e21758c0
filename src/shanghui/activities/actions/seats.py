"""Seats and the waitlist: who comes in, who waits, who moves up. The caller holds the lock of the activity's row."""

from collections import Counter
from datetime import datetime

from django.db.models import F

from shanghui.activities import rules
from shanghui.activities.actions.guest_letters import tell_guest
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.seats import Seats, seats_of
from shanghui.activities.rules import ActivityState, RegistrationState
from shanghui.core import audit
from shanghui.core.actor import Actor


def give_seat(activity: Activity, guest: Registration, *, now: datetime) -> None:
    """A seat where there is one for her unit, else the end of the line. Saves the guest."""
    seats = seats_of(activity)
    guest.confirmed_at = now
    if seats.free_for(guest.unit_id):
        guest.state, guest.queued_at = RegistrationState.REGISTERED, None
    else:
        guest.state, guest.queued_at = RegistrationState.WAITING, _end_of_line(activity, now)
    guest.save()
    count_change(activity)


def confirm(activity: Activity, guest: Registration, *, now: datetime) -> None:
    """A seat or a place in the line. The activity is locked."""
    guest.code_hash, guest.version = "", guest.version + 1
    give_seat(activity, guest, now=now)
    tell_guest(guest, guest.state, now=now, activity=activity)


def move_up(actor: Actor, activity: Activity, *, now: datetime) -> list[Registration]:
    """Free seats go to the first in line whose unit has quota left; each is told. Who moved up."""
    if activity.state != ActivityState.PUBLISHED or activity.ends_at <= now:
        return []
    rows = Registration.objects.unrestricted("the waitlist").filter(activity=activity)
    waiting = list(rows.in_line())
    if not waiting:
        return []
    moved = _next_ones(seats_of(activity), waiting)
    for guest in moved:
        guest.state, guest.queued_at = RegistrationState.REGISTERED, None
        guest.version += 1
        guest.save(update_fields=["state", "queued_at", "version"])
        tell_guest(guest, "moved_up", now=now, activity=activity)
    if moved:
        count_change(activity)
        audit.record_many(actor, [audit.Entry("move_up_guest", guest) for guest in moved], now=now)
    return moved


def count_change(activity: Activity) -> None:
    """Whoever shows the seats knows by this number whether they changed."""
    Activity.objects.unrestricted("locked").filter(pk=activity.pk).update(seats_version=F("seats_version") + 1)


def _next_ones(seats: Seats, waiting: list[Registration]) -> list[Registration]:
    """One pass along the line."""
    seated, of_unit, moved = seats.seated, Counter(seats.of_unit), []
    for guest in waiting:
        if seats.capacity is not None and seated >= seats.capacity:
            break
        quota = seats.quota_of(guest.unit_id)
        if rules.has_seat(seated=seated, capacity=seats.capacity, of_unit=of_unit[guest.unit_id], quota=quota):
            seated += 1
            of_unit[guest.unit_id] += 1
            moved.append(guest)
    return moved


def _end_of_line(activity: Activity, now: datetime) -> datetime:
    """Behind everybody who waits, even where her request was sent before theirs and came through later."""
    rows = Registration.objects.unrestricted("the waitlist").filter(activity=activity)
    last = rows.in_line().values_list("queued_at", flat=True).last()
    return max(now, last) if last else now
