"""Shapes of programmes."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.timezone import now
from ninja import Field, Schema

from shanghui.activities import rules
from shanghui.activities.models import Programme
from shanghui.activities.queries.programme_page import programme_page
from shanghui.activities.queries.programmes import Line
from shanghui.core.actor import Actor
from shanghui.core.api import Strict
from shanghui.core.audience import Audience

Money = Field(None, ge=0, max_digits=14, decimal_places=2)


class CriterionIn(Strict):
    name: str = Field(min_length=1, max_length=40)
    weight: int = Field(1, ge=1, le=rules.MOST_WEIGHT)


class ProgrammePatch(Strict):
    """`criteria` are given whole, or not at all. `version`: the one read; another answers 409."""

    title: str | None = Field(None, min_length=2, max_length=60)
    theme: str | None = Field(None, max_length=4000)
    wanted: str | None = Field(None, max_length=2000)
    venue: str | None = Field(None, max_length=120)
    budget: Decimal | None = Money
    places: int | None = Field(None, ge=1, le=rules.MOST_PLACES)
    start: date | None = None
    end: date | None = None
    apply_until: date | None = None
    selection: rules.Selection | None = None
    votes_each: int | None = Field(None, ge=1, le=rules.MOST_VOTES)
    audience: Audience | None = None
    criteria: list[CriterionIn] | None = Field(None, max_length=rules.MOST_CRITERIA)
    version: int | None = None


class ProgrammeIn(ProgrammePatch):
    title: str = Field(min_length=2, max_length=60)
    places: int = Field(ge=1, le=rules.MOST_PLACES)
    start: date
    end: date
    apply_until: date


class ReopenIn(Strict):
    apply_until: date


class ReasonIn(Strict):
    reason: str = Field(min_length=1, max_length=200)


class AnswerIn(Strict):
    application: int
    answer: str = Field(max_length=200)


class DecideIn(Strict):
    """`answer` goes to all who are not chosen, `answers` to single ones; `reason` where it is not the ranking's choice."""

    chosen: list[int] = Field(max_length=rules.MOST_PLACES)
    answer: str = Field("", max_length=200)
    answers: list[AnswerIn] = Field([], max_length=2000)
    reason: str = Field("", max_length=200)
    version: int | None = None


class CriterionOut(Schema):
    id: int
    name: str
    weight: int


class ProgrammeLine(Schema):
    """`applications`: how many, where that is hers to know; `own`: the id of her organisation's application."""

    id: int
    title: str
    organisation: int
    organisation_name: str
    state: rules.ProgrammeState
    start: date
    end: date
    apply_until: date
    places: int
    applications: int | None
    own: int | None


class ProgrammePage(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    items: list[ProgrammeLine]
    next: str


class ProgrammeOut(Schema):
    """`votes_left`: of her unit, null where it does not vote now."""

    id: int
    title: str
    organisation: int
    organisation_name: str
    state: rules.ProgrammeState
    theme: str
    wanted: str
    venue: str
    budget: Decimal | None
    places: int
    start: date
    end: date
    apply_until: date
    selection: rules.Selection
    votes_each: int
    audience: Audience
    decision: str
    version: int
    criteria: list[CriterionOut]
    own: int | None
    may_apply: bool
    votes_left: int | None


class ActivityMade(Schema):
    """A draft that came of a chosen application."""

    id: int
    application: int
    organisation: int


class DecidedOut(Schema):
    programme: ProgrammeOut
    activities: list[ActivityMade]


LISTED = ("id", "title", "state", "start", "end", "apply_until", "places")
TOLD = (*LISTED, "theme", "wanted", "venue", "budget", "selection", "votes_each", "audience", "decision", "version")


def line_out(line: Line) -> dict[str, Any]:
    row = line.programme
    shown = {name: getattr(row, name) for name in LISTED} | _opener(row)
    return shown | {"applications": line.count, "own": line.mine.pk if line.mine else None}


def programme_out(actor: Actor, row: Programme) -> dict[str, Any]:
    """What the page shows, but for the applications."""
    page = programme_page(actor, row, now())
    return (
        {name: getattr(row, name) for name in TOLD}
        | _opener(row)
        | {
            "criteria": [{"id": one.pk, "name": one.name, "weight": one.weight} for one in page["criteria"]],
            "own": page["mine"].pk if page["mine"] else None,
            "may_apply": page["may_apply"],
            "votes_left": page["box"].left if page["box"].may_vote else None,
        }
    )


def _opener(row: Programme) -> dict[str, Any]:
    return {"organisation": row.organisation_id, "organisation_name": row.organisation.name}
