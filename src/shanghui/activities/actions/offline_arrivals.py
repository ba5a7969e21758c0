"""What phones at the door noted without network: brought later, once or several times, by one phone or by two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shanghui.activities import permissions, rules
from shanghui.activities.actions.arrivals import locked_guest
from shanghui.activities.models import Activity, DoorMark, Registration
from shanghui.activities.queries.codes import guest_of_code
from shanghui.activities.rules import STANDING, Arrival, Reconciled, RegistrationState
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import Refusal

#: of one delivery
MOST_MARKS = 500


@dataclass(frozen=True, slots=True)
class Noted:
    """An arrival as the phone noted it: `mark` is its own name; the guest by row, or by the code where the list had none."""

    mark: UUID
    at: datetime
    registration: int | None = None
    code: str = ""


@transaction.atomic
def bring_arrivals(*, actor: Actor, activity: Activity, noted: Sequence[Noted], now: datetime) -> list[Reconciled]:
    """One answer each, in the order given. A mark that was brought before is answered as then; nothing is refused.

    The guest stood in the room, hence seats are not asked for. Two phones that noted the same guest make one arrival,
    at the earlier of both times.
    """
    rows = Activity.objects.unrestricted("the action asks")
    activity = rows.select_for_update(of=("self",)).get(pk=activity.pk)
    require(permissions.can_check_in(actor, activity))
    known = dict(activity.door_marks.filter(mark__in=[one.mark for one in noted]).values_list("mark", "answer"))
    answers = []
    for one in noted:
        if one.mark not in known:
            known[one.mark] = _bring(actor, activity, one, now)
        answers.append(Reconciled(known[one.mark]))
    return answers


def _bring(actor: Actor, activity: Activity, one: Noted, now: datetime) -> Reconciled:
    guest, at = _guest(activity, one), rules.believable(one.at, now)
    answer = _settled(actor, guest, at, now)
    DoorMark.objects.create(
        activity=activity, mark=one.mark, registration=guest, at=one.at, brought_at=now, answer=answer
    )
    return answer


def _guest(activity: Activity, one: Noted) -> Registration | None:
    if one.registration is None:
        try:
            found = guest_of_code(one.code, activity)
        except Refusal:
            return None
    else:
        rows = Registration.objects.unrestricted("the action asked").filter(activity=activity)
        by_row = rows.filter(pk=one.registration).first()
        if by_row is None:
            return None
        found = by_row
    return locked_guest(found)


def _settled(actor: Actor, guest: Registration | None, at: datetime | None, now: datetime) -> Reconciled:
    if guest is None:
        return Reconciled.UNKNOWN
    if at is None:
        return Reconciled.TOO_OLD
    if guest.arrived_at is not None:
        if at < guest.arrived_at:
            guest.arrived_at = at
            guest.save(update_fields=["arrived_at"])
            audit.record(actor, "check_in_earlier", guest, now=now, at=at)
        return Reconciled.ALREADY
    if guest.state_enum not in STANDING:
        return Reconciled.OVER
    guest.state, guest.queued_at = RegistrationState.REGISTERED, None
    guest.confirmed_at = guest.confirmed_at or now
    guest.arrived_at, guest.arrived_how, guest.arrived_by_id = at, Arrival.OFFLINE, actor.user_id
    guest.save(update_fields=["state", "queued_at", "confirmed_at", "arrived_at", "arrived_how", "arrived_by"])
    audit.record(actor, "check_in", guest, now=now, how=Arrival.OFFLINE.value, at=at)
    return Reconciled.DONE
