"""Apply to perform on a stage, change what was written, withdraw it."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.activities import permissions, rules
from shanghui.activities.actions.programme_facts import Facts, set_facts
from shanghui.activities.actions.programmes import locked
from shanghui.activities.models import Application, Programme
from shanghui.activities.rules import ApplicationState
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, Stale
from shanghui.network.models import Organisation

EDITABLE = frozenset({"title", "plan", "on", "guests", "money", "contact"})
LONG = frozenset({"plan", "contact"})


@transaction.atomic
def apply(
    *, actor: Actor, programme: Programme, organisation: Organisation, facts: Facts, now: datetime
) -> Application:
    """Once an organisation; after it withdrew, again. Raises ApplicationsClosed, AppliedAlready."""
    programme = locked(programme)
    require(permissions.can_apply(actor, programme, organisation.pk))
    _ensure_takes(programme, now)
    rows = Application.objects.unrestricted("once each").exclude(state=ApplicationState.WITHDRAWN)
    if rows.filter(programme=programme, organisation=organisation).exists():
        raise rules.AppliedAlready()
    application = Application(programme=programme, organisation=organisation, submitted_at=now)
    application.entered_by_id = actor.user_id
    _set(application, facts)
    application.save()
    audit.record(actor, "apply_to_perform", application, now=now, programme=programme.pk, title=application.title)
    return application


@transaction.atomic
def edit_application(
    *, actor: Actor, application: Application, facts: Facts, now: datetime, version: int | None = None
) -> Application:
    """As long as the stage takes applications: what is judged no longer changes."""
    application = _kept(actor, application)
    if version is not None and version != application.version:
        raise Stale()
    _ensure_takes(application.programme, now)
    changes = _set(application, facts)
    _advance(application)
    audit.record(actor, "edit_application", application, now=now, changed=changes)
    return application


@transaction.atomic
def withdraw_application(*, actor: Actor, application: Application, now: datetime) -> Application:
    """Until it is decided. Units that voted for it have their votes back."""
    application = _kept(actor, application)
    application.votes.all().delete()
    application.state = ApplicationState.WITHDRAWN
    _advance(application)
    audit.record(actor, "withdraw_application", application, now=now)
    return application


def _kept(actor: Actor, application: Application) -> Application:
    """With its programme locked, hers to keep, and not decided. Raises ApplicationStepRefused."""
    programme = locked(application.programme)
    application = Application.objects.unrestricted("the action asks").get(pk=application.pk)
    application.programme = programme
    require(permissions.can_keep_application(actor, application))
    if application.state_enum is not ApplicationState.SUBMITTED:
        raise rules.ApplicationStepRefused()
    return application


def _set(application: Application, facts: Facts) -> dict[str, object]:
    """Raises OutsideProgramme; BadRequest without a title or a plan."""
    changes = set_facts(application, facts, EDITABLE, LONG)
    if not application.title.strip() or not application.plan.strip():
        raise BadRequest()
    rules.ensure_within(application.on, application.programme.start, application.programme.end)
    return changes


def _ensure_takes(programme: Programme, now: datetime) -> None:
    rules.ensure_takes_applications(programme.state_enum, programme.apply_until, localdate(now))


def _advance(application: Application) -> None:
    application.version += 1
    application.save()
