"""Enter, edit, publish, cancel and close an activity."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from shanghui.activities import permissions, rules
from shanghui.activities.actions.activity_parts import Parts, set_parts
from shanghui.activities.actions.guest_letters import tell_guests
from shanghui.activities.actions.seats import move_up
from shanghui.activities.models import Activity, Application
from shanghui.activities.rules import ActivityState
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, Stale
from shanghui.network.actions.writing import shown, storable
from shanghui.network.models import Organisation

Facts = Mapping[str, object]
EDITABLE = frozenset({
    "kind", "title", "summary", "description", "series", "public", "industry", "starts_at", "ends_at", "venue",
    "address", "contact", "audience", "by_invitation", "capacity", "quota_per_unit", "register_until", "confirmation",
})  # fmt: skip
#: what the trail keeps only the name of
LONG = frozenset({"description"})
#: what guests must hear of when it changes
TOLD = frozenset({"starts_at", "ends_at", "venue", "address"})


@transaction.atomic
def add_activity(
    *,
    actor: Actor,
    organisation: Organisation,
    facts: Facts,
    now: datetime,
    parts: Parts | None = None,
    application: Application | None = None,
) -> Activity:
    """A draft of her organisation. `application`: the chosen one from which it comes."""
    require(permissions.may_write(actor) and permissions.keeps(actor, organisation.pk))
    activity = Activity(organisation=organisation, application=application, entered_by_id=actor.user_id)
    _set(activity, facts)
    activity.save()
    set_parts(activity, parts or Parts())
    audit.record(actor, "add_activity", activity, now=now, title=activity.title)
    return activity


@transaction.atomic
def edit_activity(
    *,
    actor: Actor,
    activity: Activity,
    facts: Facts,
    now: datetime,
    parts: Parts | None = None,
    version: int | None = None,
) -> Activity:
    """Guests hear of another time or place; a raised capacity lets the first in line in. Raises Stale, ActivityFixed."""
    activity = kept(actor, activity)
    rules.ensure_editable(activity.state_enum)
    if version is not None and version != activity.version:
        raise Stale()
    changes = _set(activity, facts)
    if "starts_at" in changes:
        activity.reminded_at = None
    set_parts(activity, parts or Parts())
    advance(activity)
    if activity.state == ActivityState.PUBLISHED:
        move_up(actor, activity, now=now)
        if TOLD & set(changes):
            tell_guests(activity, "changed", now=now)
    audit.record(actor, "edit_activity", activity, now=now, changed=changes)
    return activity


@transaction.atomic
def publish_activity(*, actor: Actor, activity: Activity, now: datetime, version: int | None = None) -> Activity:
    """From now on those see it for whom it is meant, and registration is open."""
    activity = kept(actor, activity)
    _step(activity, ActivityState.PUBLISHED, version)
    activity.published_at = now
    advance(activity)
    audit.record(actor, "publish_activity", activity, now=now)
    return activity


@transaction.atomic
def cancel_activity(
    *, actor: Actor, activity: Activity, reason: str, now: datetime, version: int | None = None
) -> Activity:
    """With the reason; all guests still on the list are told, and stay on it."""
    activity = kept(actor, activity)
    _step(activity, ActivityState.CANCELLED, version)
    activity.cancellation = said(reason)
    advance(activity)
    tell_guests(activity, "cancelled", now=now)
    audit.record(actor, "cancel_activity", activity, now=now, reason=activity.cancellation)
    return activity


@transaction.atomic
def close_activity(*, actor: Actor, activity: Activity, now: datetime, version: int | None = None) -> Activity:
    """It is over: nothing is changed any more, what follows from it goes on being counted."""
    activity = kept(actor, activity)
    if activity.starts_at > now:
        raise rules.ActivityStepRefused()
    _step(activity, ActivityState.CLOSED, version)
    advance(activity)
    audit.record(actor, "close_activity", activity, now=now)
    return activity


def kept(actor: Actor, activity: Activity) -> Activity:
    """Locked, and hers to keep."""
    activity = locked(activity.pk)
    require(permissions.can_keep_activity(actor, activity))
    return activity


def locked(pk: int) -> Activity:
    """Every change of an activity's seats begins here, so that two who take the last one wait for each other."""
    rows = Activity.objects.unrestricted("the action asks").select_for_update(of=("self",))
    return rows.select_related("organisation").get(pk=pk)


def advance(activity: Activity) -> None:
    activity.version += 1
    activity.save()


def said(text: str) -> str:
    """Raises BadRequest where there is none."""
    if not text.strip() or "\0" in text:
        raise BadRequest()
    return text.strip()[:200]


def _step(activity: Activity, wanted: ActivityState, version: int | None) -> None:
    rules.ensure_activity_step(activity.state_enum, wanted)
    if version is not None and version != activity.version:
        raise Stale()
    activity.state = wanted


def _set(activity: Activity, facts: Facts) -> dict[str, object]:
    """Raises BadRequest on a field that is not hers to set, ActivityTimesReversed. What changed, for the trail."""
    if set(facts) - EDITABLE:
        raise BadRequest()
    changes: dict[str, object] = {}
    for name, given in facts.items():
        before, value = getattr(activity, name), storable(activity, name, given)
        if before != value:
            changes[name] = [] if name in LONG else [shown(before), shown(value)]
            setattr(activity, name, value)
    if not (activity.starts_at and activity.ends_at):
        raise BadRequest()
    if activity.register_until is None:
        activity.register_until = activity.starts_at
    rules.ensure_times(activity.starts_at, activity.ends_at, activity.register_until)
    return changes
