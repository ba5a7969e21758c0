"""People with their posts from a table: found or added, appointed under the same rules as on the pages."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import NotPermitted
from shanghui.network import permissions, rules
from shanghui.network.actions import people as actions
from shanghui.network.actions.importing import Trace, set_facts, turn_back
from shanghui.network.actions.importing_one_by_one import state_of
from shanghui.network.actions.writing import set_keys
from shanghui.network.models import Appointment, Enterprise, Organisation, Person
from shanghui.network.rules import Post, periods_meet
from shanghui.sheets.kinds import Line, Outcome, TakenBack

CONTACTS = ("name", "phone", "email")


def write_person(actor: Actor, line: Line, person: Person | None, now: datetime) -> Outcome:
    """One row; raises the refusals of the actions, RoleBeyondOwn among them."""
    facts = {name: line.values[name] for name in CONTACTS if name in line.values}
    trace: Trace = {}
    if person is None:
        person = actions.add_person(actor=actor, facts=facts, now=now)
        trace["made"] = person.version
    else:
        trace |= _edit(actor, person, facts, now)
    if link := _appoint(actor, line, person, now):
        trace["links"] = link
    return Outcome(line.number, state_of(made="made" in trace, changed=bool(trace)), person.pk, trace)


def _edit(actor: Actor, person: Person, facts: Mapping[str, object], now: datetime) -> Trace:
    changes = set_facts(person, facts)
    if not changes:
        return {}
    new = {name: after for name, (_, after) in changes.items()}
    actions.edit_person(actor=actor, person=person, facts=new, now=now)
    return {"changes": changes, "version": person.version + 1}


def _appoint(actor: Actor, line: Line, person: Person, now: datetime) -> Trace:
    """What was done to the post: made, changed, or nothing."""
    place = _place(line)
    if place is None:
        return {}
    post = Post(str(line.values["post"]))
    start, end = _day(line, "start"), _day(line, "end")
    title = str(line.values.get("title", ""))
    known = _known(person, place, post, start, end)
    if known is None:
        made = actions.appoint(
            actor=actor, person=person, place=place, post=post, title=title, start=start, end=end, now=now
        )
        return {"pk": made.pk, "made": _shown(made)}
    facts = {name: value for name, value in (("title", title), ("start", start), ("end", end)) if value}
    changes = set_facts(known, facts)
    if not changes:
        return {}
    require(permissions.can_appoint(actor, place))
    rules.ensure_not_wider(actor.role, post)
    rules.ensure_period(known.start, known.end)
    known.save()
    audit.record(actor, "edit_appointment", person, now=now, post=post.value, changed=changes)
    return {"pk": known.pk, "changes": changes}


def _known(
    person: Person, place: Organisation | Enterprise, post: Post, start: date | None, end: date | None
) -> Appointment | None:
    where = {"organisation": place} if isinstance(place, Organisation) else {"enterprise": place}
    rows = Appointment.objects.filter(person=person, post=post, **where)
    return next((row for row in rows if periods_meet(start, end, row.start, row.end)), None)


def _place(line: Line) -> Organisation | Enterprise | None:
    if pk := line.values.get("organisation_id"):
        return Organisation.objects.unrestricted("the action asks").get(pk=pk)
    if pk := line.values.get("enterprise_id"):
        return Enterprise.objects.unrestricted("the action asks").get(pk=pk)
    return None


def _day(line: Line, name: str) -> date | None:
    return date.fromisoformat(str(line.values[name])) if line.values.get(name) else None


def _shown(row: Appointment) -> list[str]:
    return [row.post, row.title, str(row.start), str(row.end)]


def undo_person(actor: Actor, outcome: Outcome, now: datetime) -> TakenBack:
    person = Person.objects.unrestricted("what this run wrote").filter(pk=outcome.subject or 0).first()
    if person is None:
        return TakenBack(outcome.number)
    try:
        with transaction.atomic():
            _ensure_hers(actor, person, outcome.trace)
            _turn_back(person, outcome.trace)
            audit.record(actor, "undo_import", person, now=now, name=person.name)
    except (rules.CannotUndo, rules.RoleBeyondOwn, NotPermitted):
        return TakenBack(outcome.number, person.name)
    return TakenBack(outcome.number)


def _ensure_hers(actor: Actor, person: Person, trace: Mapping[str, Any]) -> None:
    """A colleague with fewer rights than whoever imported takes back only what she might have written herself."""
    row = Appointment.objects.filter(pk=trace.get("links", {}).get("pk", 0)).first()
    if row is not None:
        require(permissions.can_appoint(actor, row.place))
        rules.ensure_not_wider(actor.role, row.post_enum)
    require(not {"made", "changes"} & trace.keys() or permissions.can_edit_person(actor, person))


def _turn_back(person: Person, trace: Mapping[str, Any]) -> None:
    link = trace.get("links", {})
    row = Appointment.objects.filter(pk=link.get("pk", 0)).first()
    if row is not None and "made" in link:
        if _shown(row) != link["made"] or row.followed_by.exists():
            raise rules.CannotUndo()
        row.delete()
    elif row is not None:
        if not turn_back(row, link["changes"]):
            raise rules.CannotUndo()
        row.save()
    if "made" in trace:
        if person.version != trace["made"] or person.user_id or person.appointments.exists():
            raise rules.CannotUndo()
        Person.objects.unrestricted("what this run made").filter(pk=person.pk).delete()
    elif "changes" in trace:
        if person.version != trace["version"] or not turn_back(person, trace["changes"]):
            raise rules.CannotUndo()
        person.version -= 1  # its facts are again those of that version, which an earlier row may have written
        set_keys(person)
        person.save()


def undo_each(actor: Actor, outcomes: Sequence[Outcome], now: datetime) -> list[TakenBack]:
    return [undo_person(actor, outcome, now) for outcome in outcomes]
