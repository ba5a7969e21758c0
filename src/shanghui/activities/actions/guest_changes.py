"""What is changed of a registration, and how it ends: by the hosts, by her unit, by herself with her private link."""

from datetime import datetime

from django.db import transaction

from shanghui.activities import permissions, rules
from shanghui.activities.actions import activities as activity_actions
from shanghui.activities.actions.guest_facts import (
    CHANGEABLE,
    Answers,
    Facts,
    ensure_once,
    locked_guest,
    set_answers,
    set_facts,
)
from shanghui.activities.actions.guest_letters import tell_guest
from shanghui.activities.actions.seats import count_change, move_up
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.guest_units import firm_named
from shanghui.activities.rules import STANDING, RegistrationState
from shanghui.core import audit
from shanghui.core.actor import VISITOR, Actor
from shanghui.core.permission import require
from shanghui.core.refusal import Stale


@transaction.atomic
def decline_guest(*, actor: Actor, guest: Registration, reason: str, now: datetime) -> Registration:
    """The host cannot take her: she is told, her seat goes to the next in line."""
    activity, guest = locked_guest(guest)
    require(permissions.can_keep_activity(actor, activity))
    reason = activity_actions.said(reason)
    _end(actor, activity, guest, RegistrationState.DECLINED, now)
    tell_guest(guest, "declined", now=now, activity=activity, reason=reason)
    audit.record(actor, "decline_guest", guest, now=now, reason=reason)
    return guest


@transaction.atomic
def cancel_registration(*, actor: Actor, guest: Registration, now: datetime) -> Registration:
    """By the hosts, her unit's secretary or her own firm; her seat goes to the next in line."""
    activity, guest = locked_guest(guest)
    require(permissions.can_keep_registration(actor, guest))
    _end(actor, activity, guest, RegistrationState.CANCELLED, now)
    tell_guest(guest, "withdrawn", now=now, activity=activity)
    audit.record(actor, "cancel_registration", guest, now=now)
    return guest


@transaction.atomic
def cancel_by_link(*, guest: Registration, now: datetime) -> Registration:
    """By herself, with her private link."""
    activity, guest = locked_guest(guest)
    _end(VISITOR, activity, guest, RegistrationState.CANCELLED, now)
    audit.record(VISITOR, "cancel_registration", guest, now=now)
    return guest


@transaction.atomic
def change_by_link(*, guest: Registration, facts: Facts, now: datetime, answers: Answers | None = None) -> Registration:
    """By herself, with her private link, while it is not over."""
    activity, guest = locked_guest(guest)
    return _change(VISITOR, activity, guest, facts, answers, now)


@transaction.atomic
def edit_guest(
    *,
    actor: Actor,
    guest: Registration,
    facts: Facts,
    now: datetime,
    answers: Answers | None = None,
    version: int | None = None,
) -> Registration:
    """By those who keep the registration. Raises Stale."""
    activity, guest = locked_guest(guest)
    require(permissions.can_keep_registration(actor, guest))
    if version is not None and version != guest.version:
        raise Stale()
    return _change(actor, activity, guest, facts, answers, now)


def _change(
    actor: Actor, activity: Activity, guest: Registration, facts: Facts, answers: Answers | None, now: datetime
) -> Registration:
    rules.ensure_editable(activity.state_enum)
    if guest.state_enum not in STANDING:
        raise rules.RegistrationOver()
    before = guest.firm
    names = set_facts(guest, facts, CHANGEABLE)
    if guest.firm != before:
        guest.enterprise_id = firm_named(guest.firm)
    ensure_once(guest)
    guest.version += 1
    guest.save()
    set_answers(guest, activity, answers or {})
    audit.record(actor, "edit_guest", guest, now=now, changed=names)
    return guest


def _end(actor: Actor, activity: Activity, guest: Registration, state: RegistrationState, now: datetime) -> None:
    """Raises RegistrationOver where it was over, ActivityFixed once the activity is."""
    rules.ensure_editable(activity.state_enum)
    if guest.state_enum not in STANDING:
        raise rules.RegistrationOver()
    guest.state, guest.ended_at, guest.queued_at = state, now, None
    guest.code_hash, guest.version = "", guest.version + 1
    guest.save()
    count_change(activity)
    move_up(actor, activity, now=now)
