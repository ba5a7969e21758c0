"""The door: check in by list or code, undo it, let in who is not on the list."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from shanghui.activities import permissions, rules
from shanghui.activities.models import Activity, ActivityInvitation, Registration
from shanghui.activities.queries.codes import guest_of_code
from shanghui.activities.rules import SEATED, STANDING, Arrival, RegistrationState
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require

Facts = Mapping[str, object]
#: what somebody says who is not on the list
WALK_IN = ("name", "firm", "position", "phone", "email", "unit")


@transaction.atomic
def check_in(
    *, actor: Actor, registration: Registration, how: Arrival, now: datetime, over: bool = False
) -> Registration:
    """She is in the room. Who waits or is unconfirmed takes a seat by it; `over` lets her in where none is left.

    Raises NotOnTheDay, CheckedInAlready, RegistrationOver, NoSeatLeft.
    """
    guest = locked_guest(registration)
    require(permissions.can_check_in(actor, guest.activity))
    _ensure_open(guest.activity, now)
    if guest.arrived_at is not None:
        raise rules.CheckedInAlready()
    if guest.state_enum not in STANDING:
        raise rules.RegistrationOver()
    if guest.state_enum not in SEATED:
        _take_seat(guest, now, over=over)
    _arrive(guest, actor, how, now)
    audit.record(actor, "check_in", guest, now=now, how=how.value, over=over)
    return guest


def check_in_by_code(
    *, actor: Actor, code: str, now: datetime, activity: Activity | None = None, over: bool = False
) -> Registration:
    """By what a badge says. Raises NotFound for an unknown code, OtherActivity for one of another door."""
    guest = guest_of_code(code, activity)
    return check_in(actor=actor, registration=guest, how=Arrival.CODE, now=now, over=over)


@transaction.atomic
def undo_check_in(*, actor: Actor, registration: Registration, now: datetime) -> Registration:
    """The wrong one was tapped: she is expected again, and keeps her seat. Raises NotArrived."""
    guest = locked_guest(registration)
    require(permissions.can_check_in(actor, guest.activity))
    _ensure_open(guest.activity, now)
    if guest.arrived_at is None:
        raise rules.NotArrived()
    was = guest.arrived_at
    guest.arrived_at, guest.arrived_how, guest.arrived_by = None, "", None
    guest.save(update_fields=["arrived_at", "arrived_how", "arrived_by"])
    audit.record(actor, "undo_check_in", guest, now=now, was=was)
    return guest


@transaction.atomic
def add_walk_in(*, actor: Actor, activity: Activity, facts: Facts, now: datetime, over: bool = False) -> Registration:
    """Registered and arrived at once. Who is on the list already, by name and number, is checked in there.

    Raises NotOnTheDay, NoSeatLeft, and what `check_in` raises for a guest who is known.
    """
    activity = _locked_activity(activity.pk)
    require(permissions.can_check_in(actor, activity))
    _ensure_open(activity, now)
    known = _same_guest(activity, facts)
    if known is not None:
        return check_in(actor=actor, registration=known, how=Arrival.LIST, now=now, over=over)
    guest = Registration(
        activity=activity,
        registered_at=now,
        confirmed_at=now,
        entered_by_id=actor.user_id,
        state=RegistrationState.REGISTERED,
        **{name: facts[name] for name in WALK_IN if facts.get(name)},
    )
    _ensure_seat(activity, guest.unit_id, over=over)
    guest.arrived_at, guest.arrived_how, guest.arrived_by_id = now, Arrival.LIST, actor.user_id
    guest.save()
    audit.record(actor, "add_walk_in", guest, now=now, over=over)
    return guest


def locked_guest(registration: Registration) -> Registration:
    """Her row, held until the transaction ends; the activity's before it where she may take a seat, as everywhere."""
    rows = Registration.objects.unrestricted("the action asks").filter(pk=registration.pk)
    if rows.exclude(state__in=SEATED).exists():
        _locked_activity(registration.activity_id)
    return rows.select_for_update(of=("self",)).select_related("activity").get()


def _locked_activity(pk: int) -> Activity:
    return Activity.objects.unrestricted("the action asks").select_for_update(of=("self",)).get(pk=pk)


def _ensure_open(activity: Activity, now: datetime) -> None:
    rules.ensure_on_the_day(activity.state_enum, activity.starts_at, activity.ends_at, now)


def _same_guest(activity: Activity, facts: Facts) -> Registration | None:
    rows = Registration.objects.unrestricted("the action asks").filter(activity=activity)
    if not facts.get("phone"):
        return None
    return rows.filter(phone=facts["phone"], name=facts["name"], state__in=STANDING).first()


def _take_seat(guest: Registration, now: datetime, *, over: bool) -> None:
    _ensure_seat(guest.activity, guest.unit_id, over=over)
    guest.state, guest.queued_at = RegistrationState.REGISTERED, None
    guest.confirmed_at = guest.confirmed_at or now
    guest.version += 1
    guest.save(update_fields=["state", "queued_at", "confirmed_at", "version"])


def _ensure_seat(activity: Activity, unit_id: int | None, *, over: bool) -> None:
    """Counts the seats under the activity's lock, and marks that they changed. Raises NoSeatLeft."""
    seats = Registration.objects.unrestricted("seats are counted").filter(activity=activity).seated()
    quota = activity.quota_per_unit
    if unit_id is not None:
        invited = ActivityInvitation.objects.filter(activity=activity, organisation=unit_id).first()
        quota = invited.quota if invited is not None and invited.quota is not None else quota
    free = rules.has_seat(
        seated=seats.count(),
        capacity=activity.capacity,
        of_unit=seats.filter(unit=unit_id).count() if unit_id is not None else 0,
        quota=quota if unit_id is not None else None,
    )
    if not free and not over:
        raise rules.NoSeatLeft()
    rows = Activity.objects.unrestricted("seats are counted").filter(pk=activity.pk)
    rows.update(seats_version=F("seats_version") + 1)


def _arrive(guest: Registration, actor: Actor, how: Arrival, at: datetime) -> None:
    guest.arrived_at, guest.arrived_how, guest.arrived_by_id = at, how, actor.user_id
    guest.save(update_fields=["arrived_at", "arrived_how", "arrived_by"])
