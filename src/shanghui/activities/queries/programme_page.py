"""One programme as its page and the API show it to one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from shanghui.activities import permissions, rules
from shanghui.activities.labels import PROGRAMME_STATES
from shanghui.activities.models import Application, Programme
from shanghui.activities.queries import applications
from shanghui.activities.queries.programmes import days_left
from shanghui.activities.queries.units import units_of
from shanghui.activities.rules import PROGRAMME_STEPS, ApplicationState, ProgrammeState, Selection
from shanghui.core.actor import Actor

LINE = (ProgrammeState.DRAFT, ProgrammeState.OPEN, ProgrammeState.SELECTING, ProgrammeState.DECIDED)


@dataclass(frozen=True)
class Step:
    """A station of the state line: done, now or to come."""

    name: str
    state: str
    on: date | None = None


@dataclass(frozen=True)
class Turnout:
    """How many units have voted, of how many."""

    voted: int
    units: int


def programme_page(actor: Actor, programme: Programme, now: datetime) -> dict[str, Any]:
    """All but the applications, which are read a page at a time."""
    today = localdate(now)
    keeps = permissions.can_keep_programme(actor, programme)
    box = applications.ballot(actor, programme)
    mine = own_application(actor, programme)
    left = days_left(programme, today)
    takes = left is not None and left >= 0
    return {
        "programme": programme,
        "criteria": list(programme.criteria.all()),
        "left": left,
        "steps": steps(programme),
        "keeps": keeps,
        "may": may(programme) if keeps else {},
        "mine": mine,
        "may_apply": takes and mine is None and permissions.can_apply(actor, programme, actor.organisation_id),
        "box": box,
        "turnout": _turnout(programme, today) if keeps else None,
    }


def may(programme: Programme) -> dict[str, bool]:
    """What whoever keeps it may do with it now."""
    state = programme.state_enum
    nexts = PROGRAMME_STEPS[state]
    return {
        "edit": state in rules.EDITABLE_STATES,
        "open": state is ProgrammeState.DRAFT,
        "select": state is ProgrammeState.OPEN,
        "reopen": state is ProgrammeState.SELECTING,
        "decide": ProgrammeState.DECIDED in nexts,
        "withdraw": ProgrammeState.WITHDRAWN in nexts,
    }


def steps(programme: Programme) -> list[Step]:
    """None of a withdrawn one: it goes nowhere."""
    if programme.state_enum is ProgrammeState.WITHDRAWN:
        return []
    at = LINE.index(programme.state_enum)
    days = (programme.created_at, programme.opened_at, None, programme.decided_at)
    found = []
    for number, (state, day) in enumerate(zip(LINE, days, strict=True)):
        over = number < at or programme.state_enum is ProgrammeState.DECIDED
        standing = "done" if over else "now" if number == at else ""
        found.append(Step(str(PROGRAMME_STATES[state]), standing, localdate(day) if day else None))
    return found


def own_application(actor: Actor, programme: Programme) -> Application | None:
    """Of the organisation for which she acts; one that was withdrawn is none."""
    if actor.organisation_id is None:
        return None
    rows = Application.objects.visible_to(actor).filter(programme=programme, organisation=actor.organisation_id)
    return rows.exclude(state=ApplicationState.WITHDRAWN).first()


def _turnout(programme: Programme, today: date) -> Turnout | None:
    if programme.selection != Selection.BALLOT or programme.state_enum is not ProgrammeState.SELECTING:
        return None
    voted = programme.votes.order_by().values("unit").distinct().count()
    return Turnout(voted, units_of(programme, today).count())
