"""Organisations from a table: made or edited, and placed in their area and under their superior."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.timezone import localdate

from shanghui.catalogue.models import Region
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.refusal import NotPermitted
from shanghui.network import rules
from shanghui.network.actions import organisations as actions
from shanghui.network.actions.importing import Trace, turn_back
from shanghui.network.actions.importing_one_by_one import state_of
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.actions.writing import set_keys, shown
from shanghui.network.models import Affiliation, Appointment, Membership, Organisation, Rearrangement
from shanghui.network.queries.import_lookups import OrganisationNames
from shanghui.network.rules import AffiliationOrder, OrganisationKind
from shanghui.sheets.kinds import Line, Outcome, TakenBack

TEXTS = ("name", "short_name", "credit_code", "address", "phone", "email", "website", "introduction", "audience")
ORDERS = {"area": AffiliationOrder.AREA, "superior": AffiliationOrder.ADMINISTRATIVE}


def write_organisation(actor: Actor, names: OrganisationNames, line: Line, now: datetime) -> Outcome:
    """One row; raises the refusals of the actions."""
    target = names.by_id.get(line.target or names.find(str(line.values["name"])) or 0)
    facts = _facts(line)
    trace: Trace = {}
    if target is None:
        if "kind" not in line.values:
            raise rules.ParentUnfit()
        kind = OrganisationKind(str(line.values["kind"]))
        organisation = actions.create_organisation(actor=actor, kind=kind, facts=facts, now=now)
        trace["made"] = organisation.version
    else:
        organisation = Organisation.objects.unrestricted("the action asks").get(pk=target.pk)
        trace |= _edit(actor, organisation, facts, now)
    moves = [
        move.pk
        for column, order in ORDERS.items()
        if (move := _place(actor, names, organisation, order, str(line.values.get(column, "")), now))
    ]
    if moves:
        trace["moves"] = moves
    names.add(organisation)  # last: a row that was refused on its way has left nothing that others could stand under
    state = state_of(made="made" in trace, changed=bool(trace))
    return Outcome(line.number, state, organisation.pk, trace)


def _facts(line: Line) -> dict[str, object]:
    facts: dict[str, object] = {name: line.values[name] for name in TEXTS if name in line.values}
    for name in ("region", "hometown"):
        if pk := line.values.get(f"{name}_id"):
            facts[name] = Region.objects.get(pk=pk)
    if "founded_on" in line.values:
        facts["founded_on"] = date.fromisoformat(str(line.values["founded_on"]))
    return facts


def _edit(actor: Actor, organisation: Organisation, facts: Mapping[str, object], now: datetime) -> Trace:
    new = {name: value for name, value in facts.items() if not _equal(getattr(organisation, name), value)}
    if not new:
        return {}
    changes = {_column(name): [_shown(getattr(organisation, name)), _shown(value)] for name, value in new.items()}
    actions.edit_organisation(actor=actor, organisation=organisation, facts=new, now=now)
    return {"changes": changes, "version": organisation.version + 1}


def _equal(before: object, value: object) -> bool:
    texts = isinstance(before, str) and isinstance(value, str)
    return str(before).split() == str(value).split() if texts else before == value


def _column(name: str) -> str:
    return f"{name}_id" if name in {"region", "hometown"} else name


def _shown(value: object) -> object:
    return value.pk if isinstance(value, Region) else shown(value)


def _place(
    actor: Actor,
    names: OrganisationNames,
    organisation: Organisation,
    order: AffiliationOrder,
    name: str,
    now: datetime,
) -> Rearrangement | None:
    """Move it where the row says, if it does not stand there today."""
    if not name:
        return None
    parent = names.by_id.get(names.find(name) or 0)
    if parent is None:
        raise rules.SuperiorMissing()
    today = localdate(now)
    if Affiliation.objects.on(today).filter(child=organisation, order=order, parent=parent).exists():
        return None
    return actions.move_organisation(
        actor=actor, organisation=organisation, order=order, parent=parent, on=today, now=now
    )


def undo_organisation(actor: Actor, outcome: Outcome, now: datetime) -> TakenBack:
    """Moves first, then facts; kept, and named, where something was done to it since."""
    organisation = Organisation.objects.unrestricted("what this run wrote").filter(pk=outcome.subject or 0).first()
    if organisation is None:
        return TakenBack(outcome.number)
    try:
        with transaction.atomic():
            for pk in reversed(outcome.trace.get("moves", [])):
                move = Rearrangement.objects.get(pk=pk)
                undo_rearrangement(actor=actor, rearrangement=move, now=now)
            _turn_back(actor, organisation, outcome.trace, now)
    except (rules.CannotUndo, rules.AlreadyUndone, NotPermitted, ProtectedError):
        return TakenBack(outcome.number, organisation.name)
    return TakenBack(outcome.number)


def _turn_back(actor: Actor, organisation: Organisation, trace: Mapping[str, Any], now: datetime) -> None:
    if "made" in trace:
        hangs = (
            Membership.objects.filter(organisation=organisation).exists()
            or Appointment.objects.filter(organisation=organisation).exists()
            or Affiliation.objects.filter(parent=organisation).exists()
            or Affiliation.objects.filter(child=organisation).exists()
        )
        if hangs or organisation.version != trace["made"]:
            raise rules.CannotUndo()
        audit.record(actor, "undo_import", organisation, now=now, name=organisation.name)
        Organisation.objects.unrestricted("what this run made").filter(pk=organisation.pk).delete()
    elif "changes" in trace:
        if organisation.version != trace["version"] or not turn_back(organisation, trace["changes"]):
            raise rules.CannotUndo()
        organisation.version -= 1  # its facts are again those of that version, which an earlier row may have written
        set_keys(organisation)
        organisation.save()
        audit.record(actor, "undo_import", organisation, now=now, name=organisation.name)


def undo_each(actor: Actor, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
    return [undo_organisation(actor, outcome, now) for outcome in outcomes]
