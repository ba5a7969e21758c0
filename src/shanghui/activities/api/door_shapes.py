"""Shapes of the door, the report and the benchmark."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from ninja import Field, Schema

from shanghui.activities.models import Registration
from shanghui.activities.queries.door import EXPECTED, Counts, UnitCount, ending
from shanghui.activities.queries.report import Report
from shanghui.activities.rules import Measure, Reconciled
from shanghui.core.api import Strict


class DoorQuery(Strict):
    """`show`: expected, arrived, waiting, all; `q` finds among all."""

    q: str = Field("", max_length=100)
    show: str = Field(EXPECTED, max_length=8)
    page: int = Field(1, ge=1, le=10_000)


class GuestOut(Schema):
    """`ending`: the last four digits of her number."""

    id: int
    name: str
    firm: str
    unit: str
    ending: str
    state: str
    arrived_at: datetime | None
    arrived_how: str


class CountsOut(Schema):
    arrived: int
    expected: int
    waiting: int


class UnitOut(Schema):
    unit: str
    arrived: int
    expected: int


class DoorOut(Schema):
    """`next` is 0 on the last page."""

    counts: CountsOut
    units: list[UnitOut]
    items: list[GuestOut]
    next: int


class OfflineGuestOut(Schema):
    """`sha256` is of the code, in hex: a code that is scanned can be checked by it, but not made from it."""

    id: int
    name: str
    firm: str
    ending: str
    initials: str
    sha256: str
    arrived: bool


class OfflineOut(Schema):
    """`until`: when the list is to be forgotten."""

    until: datetime
    guests: list[OfflineGuestOut]


class CheckInIn(Strict):
    """The guest by `registration`, or by `code` (the code or its address). `over` lets in where no seat is left."""

    registration: int | None = Field(None, ge=1, le=2**62)
    code: str = Field("", max_length=300)
    over: bool = False


class UndoIn(Strict):
    registration: int = Field(ge=1, le=2**62)


class WalkInIn(Strict):
    name: str = Field(min_length=1, max_length=60)
    firm: str = Field("", max_length=120)
    position: str = Field("", max_length=60)
    phone: str = Field("", max_length=40)
    unit: int | None = Field(None, ge=1, le=2**62)
    over: bool = False


class NotedIn(Strict):
    """`mark`: the phone's own name for this arrival; the guest by `registration`, or by `code`."""

    mark: UUID
    at: datetime
    registration: int | None = Field(None, ge=1, le=2**62)
    code: str = Field("", max_length=300)


class ArrivalsIn(Strict):
    items: list[NotedIn] = Field(max_length=500)


class AnswerOut(Schema):
    """`name`: of the guest, where it was one of this activity's."""

    mark: UUID
    answer: Reconciled
    name: str


class FeedbackIn(Strict):
    good: int = Field(ge=1, le=5)
    useful: int = Field(ge=1, le=5)
    better: str = Field("", max_length=500)


class MarkOut(Schema):
    measure: Measure
    least: Decimal
    reached: Decimal | None
    missing: Decimal
    met: bool


class BenchmarkOut(Schema):
    organisation: int
    earned: bool
    marks: list[MarkOut]


class FirmOut(Schema):
    name: str
    guests: int


class ReportOut(Schema):
    """Intent, signed and landed within 90 days are three facts, never summed."""

    registered: int
    arrived: int
    share: Decimal | None
    walk_ins: int
    no_shows: int
    units: list[UnitOut]
    firms: list[FirmOut]
    answers: int
    satisfaction: Decimal | None
    useful: Decimal | None
    remarks: list[str]
    needs_found: int
    introductions: int
    intent: int
    signed: int
    landed: int
    benchmark: BenchmarkOut | None


class CriterionIn(Strict):
    measure: Measure
    least: Decimal = Field(gt=0, le=99_999_999)


class CriteriaIn(Strict):
    criteria: list[CriterionIn] = Field(max_length=len(Measure))


class CriteriaOut(Schema):
    organisation: int
    name: str
    criteria: list[CriterionIn]


def guest_out(row: Registration) -> dict[str, object]:
    return {
        "id": row.pk,
        "name": row.name,
        "firm": row.firm or (row.enterprise.called if row.enterprise else ""),
        "unit": row.unit.called if row.unit else "",
        "ending": ending(row.phone),
        "state": row.state,
        "arrived_at": row.arrived_at,
        "arrived_how": row.arrived_how,
    }


def counts_out(counts: Counts) -> dict[str, int]:
    return {"arrived": counts.arrived, "expected": counts.expected, "waiting": counts.waiting}


def units_out(units: list[UnitCount]) -> list[dict[str, object]]:
    return [{"unit": one.called, "arrived": one.arrived, "expected": one.expected} for one in units]


def report_out(told: Report) -> dict[str, object]:
    names = (
        "registered", "arrived", "share", "walk_ins", "no_shows", "answers", "satisfaction", "useful", "needs_found",
        "introductions", "intent", "signed", "landed",
    )  # fmt: skip
    facts: dict[str, object] = {name: getattr(told.figures, name) for name in names}
    found = told.benchmark
    facts["benchmark"] = found and {
        "organisation": found.organisation.pk,
        "earned": found.earned,
        "marks": [{name: getattr(one, name) for name in MarkOut.model_fields} for one in found.marks],
    }
    facts["units"], facts["remarks"] = units_out(told.units), told.remarks
    facts["firms"] = [{"name": name, "guests": number} for name, number in told.firms]
    return facts
