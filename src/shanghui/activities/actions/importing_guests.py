"""Guests from a table: each row through the same actions as on the pages."""

from collections.abc import Sequence
from datetime import datetime

from shanghui.activities.actions import guest_changes, registrations
from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import STANDING
from shanghui.core.actor import Actor
from shanghui.core.refusal import Refusal
from shanghui.network.actions.importing_one_by_one import state_of
from shanghui.sheets.kinds import Line, Outcome, TakenBack

FACTS = ("name", "firm", "position", "phone", "email")


def write_guest(actor: Actor, line: Line, standing: int | None, now: datetime) -> Outcome:
    """A new guest is confirmed and has her seat or her place in line; one who stands on the list is brought up to date."""
    facts = {name: str(line.values[name]) for name in FACTS if line.values.get(name)}
    if standing is not None:
        return _brought_up(actor, line, standing, facts, now)
    activity = Activity.objects.unrestricted("the action asks").get(pk=int(str(line.values["activity_id"])))
    unit = line.values.get("unit_id")
    made = registrations.enter_guest(
        actor=actor, activity=activity, facts=facts, unit_id=unit if isinstance(unit, int) else None, now=now
    )
    return Outcome(line.number, state_of(made=True, changed=False), made.pk, {"made": made.version})


def _brought_up(actor: Actor, line: Line, standing: int, facts: dict[str, str], now: datetime) -> Outcome:
    guest = Registration.objects.unrestricted("the action asks").get(pk=standing)
    before = {name: getattr(guest, name) for name, value in facts.items() if getattr(guest, name) != value}
    if not before:
        return Outcome(line.number, state_of(made=False, changed=False), guest.pk)
    news = {name: facts[name] for name in before}
    changed = guest_changes.edit_guest(actor=actor, guest=guest, facts=news, now=now)
    trace = {"changes": before, "version": changed.version}
    return Outcome(line.number, state_of(made=False, changed=True), guest.pk, trace)


def undo_guests(actor: Actor, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
    """Guests whom the import made are cancelled, facts put back; whoever was changed since stays, and is named."""
    return [_undo(actor, outcome, now) for outcome in outcomes]


def _undo(actor: Actor, outcome: Outcome, now: datetime) -> TakenBack:
    trace = outcome.trace
    guest = Registration.objects.unrestricted("the action asks").filter(pk=outcome.subject or 0).first()
    if not trace or guest is None or guest.state_enum not in STANDING:
        return TakenBack(outcome.number)
    if guest.version != trace.get("made", trace.get("version")) or guest.arrived_at is not None:
        return TakenBack(outcome.number, guest.name)
    try:
        if "made" in trace:
            guest_changes.cancel_registration(actor=actor, guest=guest, now=now)
        else:
            guest_changes.edit_guest(actor=actor, guest=guest, facts=trace["changes"], now=now)
    except Refusal:
        return TakenBack(outcome.number, guest.name)
    return TakenBack(outcome.number)
