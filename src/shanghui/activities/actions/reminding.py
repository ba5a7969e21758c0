"""The day before: guests are reminded, once an activity."""

from datetime import datetime

from django.db import transaction

from shanghui.activities import rules
from shanghui.activities.actions.guest_letters import tell_guest, tell_secretaries
from shanghui.activities.models import Activity, Registration
from shanghui.activities.models.activities import ActivityQuerySet
from shanghui.activities.rules import ActivityState
from shanghui.core import audit
from shanghui.core.actor import SYSTEM


def remind_guests(*, now: datetime) -> int:
    """Activities whose guests were reminded. A second run finds nothing."""
    return sum(_remind(pk, now) for pk in list(_due(now).values_list("pk", flat=True)))


def _due(now: datetime) -> ActivityQuerySet:
    rows = Activity.objects.unrestricted("the clock").filter(state=ActivityState.PUBLISHED, reminded_at=None)
    return rows.filter(starts_at__gt=now, starts_at__lte=now + rules.REMIND_BEFORE)


@transaction.atomic
def _remind(pk: int, now: datetime) -> bool:
    activity = _due(now).select_for_update(of=("self",)).filter(pk=pk).first()
    if activity is None:
        return False  # another worker was here, or it was moved meanwhile
    activity.reminded_at = now
    activity.save(update_fields=["reminded_at"])
    guests = list(Registration.objects.unrestricted("all are reminded").filter(activity=activity).seated())
    names: dict[int, list[str]] = {}
    for guest in guests:
        if guest.email:
            tell_guest(guest, "reminded", now=now, activity=activity)
        names.setdefault(guest.unit_id or activity.organisation_id, []).append(guest.name)
    for unit, guests_of in names.items():
        tell_secretaries(activity, unit, "reminded", now=now, names=guests_of)
    audit.record(SYSTEM, "remind_guests", activity, now=now, guests=len(guests))
    return True
