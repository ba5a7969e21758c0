"""Shapes of applications to perform, of points, of where they stand."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import now
from ninja import Field, Schema

from shanghui.activities import rules
from shanghui.activities.api.programme_shapes import Money
from shanghui.activities.models import Application, Programme
from shanghui.activities.queries.application_page import application_page, sees_contact
from shanghui.activities.queries.applications import Line
from shanghui.activities.queries.standings import Standing
from shanghui.core.actor import Actor
from shanghui.core.api import Strict


class ApplicationPatch(Strict):
    title: str | None = Field(None, min_length=2, max_length=60)
    plan: str | None = Field(None, min_length=1, max_length=4000)
    on: date | None = None
    guests: int | None = Field(None, ge=0, le=1_000_000)
    money: Decimal | None = Money
    contact: str | None = Field(None, max_length=60)
    version: int | None = None


class ApplicationIn(ApplicationPatch):
    title: str = Field(min_length=2, max_length=60)
    plan: str = Field(min_length=1, max_length=4000)


class PointIn(Strict):
    criterion: int
    points: int = Field(ge=1, le=rules.MOST_POINTS)


class PointsIn(Strict):
    """One for each criterion of the programme."""

    points: list[PointIn] = Field(max_length=rules.MOST_CRITERIA)


class StandingOut(Schema):
    """`value`: 0 to 100, or votes; `place` from 1, null before anybody judged."""

    value: Decimal | None
    place: int | None
    shared: bool
    judges: int
    reasons: list[str]


class ApplicationOut(Schema):
    """What is not hers to know is null."""

    id: int
    programme: int
    organisation: int
    organisation_name: str
    title: str
    plan: str
    on: date | None
    guests: int | None
    money: Decimal | None
    contact: str | None
    answer: str | None
    state: rules.ApplicationState
    submitted_at: datetime
    version: int
    standing: StandingOut | None
    voted: bool
    activity: int | None


class ApplicationPage(Schema):
    """In the order of the ranking where she knows it; `next` is the cursor of the following page, empty on the last."""

    items: list[ApplicationOut]
    next: str


APPLIED = ("id", "title", "plan", "on", "guests", "money", "state", "submitted_at", "version")


def application_out(actor: Actor, row: Application) -> dict[str, Any]:
    """What its page shows."""
    page = application_page(actor, row, now())
    return _application(row, page["line"], page["sees_contact"])


def application_line_out(actor: Actor, programme: Programme, line: Line) -> dict[str, Any]:
    line.application.programme = programme
    return _application(line.application, line, sees_contact(actor, line.application))


def _application(row: Application, line: Line | None, sees: bool) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in APPLIED}
    return shown | {
        "programme": row.programme_id,
        "organisation": row.organisation_id,
        "organisation_name": row.organisation.name,
        "contact": row.contact if sees else None,
        "answer": row.answer if sees else None,
        "standing": _standing(line.standing) if line and line.standing else None,
        "voted": bool(line and line.voted),
        "activity": line.activity.pk if line and line.activity else None,
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("value", "place", "shared", "judges", "reasons")}
