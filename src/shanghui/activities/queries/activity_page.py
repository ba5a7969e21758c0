"""One activity as its page shows it: seats, who comes by unit, the agenda, what this reader may do."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from shanghui.activities import permissions
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.conflicts import Planned, conflicts
from shanghui.activities.queries.occasions import address, when
from shanghui.activities.queries.seats import seats_of
from shanghui.activities.rules import ACTIVITY_STEPS, ActivityState, RegistrationState
from shanghui.core.actor import Actor
from shanghui.network.models import Organisation


@dataclass(frozen=True)
class OfUnit:
    """How many come through a unit; `name` is empty for guests who come through none."""

    name: str
    seated: int
    waiting: int
    unconfirmed: int
    quota: int | None
    organisation_id: int | None


def activity_page(actor: Actor, activity: Activity) -> dict[str, object]:
    """A constant number of queries."""
    hosts = permissions.hosts(actor, activity)
    keeps = permissions.can_keep_activity(actor, activity)
    seats = seats_of(activity)
    steps = ACTIVITY_STEPS[activity.state_enum]
    editable = activity.state_enum in {ActivityState.DRAFT, ActivityState.PUBLISHED}
    return {
        "activity": activity,
        "when": when(activity),
        "co_hosts": [row.organisation for row in activity.co_hosts.select_related("organisation")],
        "points": list(activity.points.all()),
        "invitations": list(activity.invitations.select_related("organisation")) if hosts else [],
        "questions": list(activity.questions.all()) if hosts else [],
        "seats": seats,
        "units": guests_by_unit(actor, activity),
        "hosts": hosts,
        "may_edit": keeps and editable,
        "may_publish": keeps and ActivityState.PUBLISHED in steps,
        "may_cancel": keeps and ActivityState.CANCELLED in steps,
        "may_close": keeps and ActivityState.CLOSED in steps and activity.starts_at <= timezone.now(),
        "may_add": permissions.can_add_activity(actor),
        "may_register": permissions.can_register_for(actor, activity) and activity.state == ActivityState.PUBLISHED,
        "public_address": address("activities:public", activity.key) if activity.state != ActivityState.DRAFT else "",
        "conflicts": conflicts(actor, Planned.of(activity)) if keeps and editable else None,
    }


def guests_by_unit(actor: Actor, activity: Activity) -> list[OfUnit]:
    """Of those guests that she sees: hosts all, a unit's secretary her own. Three queries."""
    rows = Registration.objects.visible_to(actor).filter(activity=activity).order_by()
    states = {
        name: Count("pk", filter=Q(state=state))
        for name, state in (
            ("seated", RegistrationState.REGISTERED),
            ("waiting", RegistrationState.WAITING),
            ("unconfirmed", RegistrationState.UNCONFIRMED),
        )
    }
    counted: list[dict[str, Any]] = list(rows.values("unit").annotate(**states))  # type: ignore[arg-type]
    bodies = Organisation.objects.unrestricted("units of guests that she sees").in_bulk(
        [row["unit"] for row in counted if row["unit"]]
    )
    quotas = dict(activity.invitations.values_list("organisation", "quota"))
    found = [
        OfUnit(
            bodies[row["unit"]].called if row["unit"] in bodies else "",
            row["seated"], row["waiting"], row["unconfirmed"],
            quotas.get(row["unit"]) or (activity.quota_per_unit if row["unit"] else None),
            row["unit"],
        )
        for row in counted
        if row["seated"] or row["waiting"] or row["unconfirmed"]
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.seated, -one.waiting, one.name))
