"""From a name to a guest: registered without an account, or entered by a secretary; confirmed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from shanghui.activities import permissions, rules
from shanghui.activities.actions import activities as activity_actions
from shanghui.activities.actions.codes import put_code
from shanghui.activities.actions.guest_facts import OWN, Answers, Facts, ensure_once, set_answers, set_facts
from shanghui.activities.actions.guest_letters import tell_guest, tell_secretaries
from shanghui.activities.actions.seats import confirm, give_seat
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.guest_units import firm_belongs_to, firm_named, invited, may_come_through
from shanghui.activities.rules import ActivityState, Confirmation, RegistrationState
from shanghui.core import audit
from shanghui.core.actor import VISITOR, Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.network.models import Enterprise, Organisation


@transaction.atomic
def register(
    *, activity: Activity, facts: Facts, now: datetime, unit_id: int | None = None, answers: Answers | None = None
) -> Registration:
    """Somebody without an account, on the public page. Raises RegistrationClosed, InvitedOnly, RegisteredAlready.

    Whether her firm is known is found out silently: nothing that she is answered depends on it."""
    activity = activity_actions.locked(activity.pk)
    rules.ensure_open(activity.state_enum, activity.register_until, now)
    _ensure_comes_through(activity, unit_id)
    guest = Registration(activity=activity, unit_id=unit_id, registered_at=now)
    set_facts(guest, facts, OWN)
    guest.enterprise_id = firm_named(guest.firm)
    ensure_once(guest)
    if activity.confirmation == Confirmation.NONE:
        give_seat(activity, guest, now=now)
        tell_guest(guest, guest.state, now=now, activity=activity)
    else:
        guest.state = RegistrationState.UNCONFIRMED
        guest.save()
        _ask_confirmation(activity, guest, now)
    set_answers(guest, activity, answers or {})
    audit.record(VISITOR, "register_guest", guest, now=now, activity=activity.pk, state=guest.state)
    return guest


@transaction.atomic
def enter_guest(
    *,
    actor: Actor,
    activity: Activity,
    facts: Facts,
    now: datetime,
    unit_id: int | None = None,
    enterprise_id: int | None = None,
    answers: Answers | None = None,
) -> Registration:
    """A secretary for her members, the host for anybody, a firm's contact for it: confirmed at once.

    Hosts may enter guests until the end; through other units they come while registration is open."""
    activity = activity_actions.locked(activity.pk)
    require(permissions.can_register_for(actor, activity))
    hosts = permissions.hosts(actor, activity)
    if not hosts:
        unit_id = _own_unit(actor, activity, unit_id, now)
        enterprise_id = actor.enterprise_id or enterprise_id
    elif activity.state != ActivityState.PUBLISHED or now > activity.ends_at:
        raise rules.RegistrationClosed()
    elif unit_id is not None and not Organisation.objects.visible_to(actor).active().filter(pk=unit_id).exists():
        raise BadRequest()
    if enterprise_id not in {None, actor.enterprise_id} and not _sees_firm(actor, enterprise_id):
        raise BadRequest()
    guest = Registration(
        activity=activity, unit_id=unit_id, enterprise_id=enterprise_id, registered_at=now,
        entered_by_id=actor.user_id,
    )  # fmt: skip
    set_facts(guest, facts, OWN)
    guest.enterprise_id = guest.enterprise_id or firm_named(guest.firm)
    ensure_once(guest)
    give_seat(activity, guest, now=now)
    set_answers(guest, activity, answers or {})
    tell_guest(guest, guest.state, now=now, activity=activity)
    audit.record(actor, "enter_guest", guest, now=now, activity=activity.pk, state=guest.state)
    return guest


@transaction.atomic
def confirm_guests(*, actor: Actor, activity: Activity, ids: Sequence[int], now: datetime) -> list[Registration]:
    """The host's secretary, one or many: in the order in which they registered. Those confirmed already are passed over."""
    activity = activity_actions.kept(actor, activity)
    rules.ensure_editable(activity.state_enum)
    rows = Registration.objects.unrestricted("the host's list").filter(
        activity=activity, pk__in=list(ids), state=RegistrationState.UNCONFIRMED
    )
    found = list(rows.order_by("registered_at", "pk"))
    for guest in found:
        confirm(activity, guest, now=now)
    audit.record_many(actor, [audit.Entry("confirm_guest", guest, {"state": guest.state}) for guest in found], now=now)
    return found


def _ensure_comes_through(activity: Activity, unit_id: int | None) -> None:
    if activity.by_invitation and not invited(activity, unit_id):
        raise rules.InvitedOnly()
    if unit_id is not None and not may_come_through(activity, unit_id):
        raise BadRequest()


def _own_unit(actor: Actor, activity: Activity, unit_id: int | None, now: datetime) -> int | None:
    """Her own organisation; a firm's contact names one of those that the firm belongs to."""
    rules.ensure_open(activity.state_enum, activity.register_until, now)
    unit = actor.organisation_id or unit_id
    if actor.organisation_id is not None and unit_id not in {None, actor.organisation_id}:
        raise BadRequest()
    if unit is not None and actor.organisation_id is None and not firm_belongs_to(actor.enterprise_id, unit):
        raise BadRequest()
    if activity.by_invitation and not invited(activity, unit):
        raise rules.InvitedOnly()
    return unit


def _sees_firm(actor: Actor, enterprise_id: int | None) -> bool:
    return Enterprise.objects.visible_to(actor).active().filter(pk=enterprise_id or 0).exists()


def _ask_confirmation(activity: Activity, guest: Registration, now: datetime) -> None:
    """By a code where she left a mail address; the telephone alone is for the secretary to call."""
    if activity.confirmation == Confirmation.CODE and guest.email:
        put_code(activity, guest, now=now)
        return
    tell_guest(guest, "received", now=now, activity=activity)
    if not _others_wait(activity, guest):
        tell_secretaries(activity, activity.organisation_id, "arriving", now=now, names=[guest.name])


def _others_wait(activity: Activity, guest: Registration) -> bool:
    """Then the secretaries were told already, and one letter is enough."""
    rows = Registration.objects.unrestricted("is the host told?").filter(activity=activity)
    return rows.filter(state=RegistrationState.UNCONFIRMED, code_hash="").exclude(pk=guest.pk).exists()
