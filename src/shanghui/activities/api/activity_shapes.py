"""Shapes of activities and guests that the API answers with and accepts."""

from datetime import datetime, time
from typing import Annotated

from ninja import Field, Schema

from shanghui.activities.actions.activity_parts import Asked, Parts, Point
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries.activities import Line
from shanghui.activities.queries.occasions import address
from shanghui.activities.queries.seats import Seats
from shanghui.activities.rules import ActivityKind, ActivityState, Confirmation, QuestionKind, RegistrationState
from shanghui.core.api import Strict
from shanghui.core.audience import Audience
from shanghui.network.api.shapes import Named

Id = Annotated[int, Field(ge=1, le=2**62)]


class PointShape(Strict):
    at: time
    title: str = Field(min_length=1, max_length=120)
    speaker: str = Field("", max_length=120)


class QuestionShape(Strict):
    """`id` of one that stands; without it the question is new. `choices` for the kinds choice and many."""

    id: Id | None = None
    kind: QuestionKind = QuestionKind.TEXT
    text: str = Field(min_length=1, max_length=120)
    choices: list[str] = Field(default_factory=list, max_length=50)
    demanded: bool = False


class InvitationShape(Strict):
    organisation: Id
    quota: int | None = Field(None, ge=1, le=100_000)


class ActivityPatch(Strict):
    """`co_hosts`, `points`, `questions`, `invitations` are given whole, or not at all."""

    kind: ActivityKind | None = None
    title: str | None = Field(None, min_length=1, max_length=60)
    summary: str | None = Field(None, max_length=200)
    description: str | None = Field(None, max_length=4000)
    series: str | None = Field(None, max_length=60)
    public: str | None = Field(None, max_length=60)
    industry: str | None = Field(None, max_length=10)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    venue: str | None = Field(None, min_length=1, max_length=120)
    address: str | None = Field(None, max_length=200)
    contact: str | None = Field(None, max_length=60)
    audience: Audience | None = None
    by_invitation: bool | None = None
    capacity: int | None = Field(None, ge=1, le=1_000_000)
    quota_per_unit: int | None = Field(None, ge=1, le=1_000_000)
    register_until: datetime | None = None
    confirmation: Confirmation | None = None
    co_hosts: list[Id] | None = Field(None, max_length=100)
    points: list[PointShape] | None = Field(None, max_length=100)
    questions: list[QuestionShape] | None = Field(None, max_length=20)
    invitations: list[InvitationShape] | None = Field(None, max_length=500)
    version: int | None = None


class ActivityIn(ActivityPatch):
    kind: ActivityKind
    title: str = Field(min_length=1, max_length=60)
    starts_at: datetime
    ends_at: datetime
    venue: str = Field(min_length=1, max_length=120)


class ReasonIn(Strict):
    reason: str = Field(min_length=1, max_length=200)
    version: int | None = None


class VersionIn(Strict):
    version: int | None = None


class SeatsOut(Schema):
    """`free` is null where there is no limit."""

    capacity: int | None
    free: int | None
    seated: int
    waiting: int
    unconfirmed: int


class ActivityLine(Schema):
    id: int
    kind: ActivityKind
    title: str
    organisation: Named
    starts_at: datetime
    ends_at: datetime
    venue: str
    series: str
    public: str
    state: ActivityState
    capacity: int | None
    seated: int
    waiting: int


class ActivityPage(Schema):
    items: list[ActivityLine]
    next: str


class ActivityOut(Schema):
    """`public_address` is where people register without an account; empty for a draft. `invitations` are the hosts' alone.
    `conflicts`: activities of neighbours for the same public in the same week, told to the hosts."""

    id: int
    version: int
    kind: ActivityKind
    state: ActivityState
    title: str
    summary: str
    description: str
    series: str
    public: str
    industry: str | None
    organisation: Named
    co_hosts: list[Named]
    starts_at: datetime
    ends_at: datetime
    register_until: datetime
    venue: str
    address: str
    contact: str
    audience: Audience
    by_invitation: bool
    quota_per_unit: int | None
    confirmation: Confirmation
    cancellation: str
    points: list[PointShape]
    questions: list[QuestionShape]
    invitations: list[InvitationShape]
    seats: SeatsOut
    public_address: str
    conflicts: list[Named]
    hidden_conflicts: int


class AnswerShape(Strict):
    """Several choices one a line; a yes or no as `yes` or `no`."""

    question: Id
    text: str = Field(max_length=500)


class GuestPatch(Strict):
    name: str | None = Field(None, min_length=1, max_length=60)
    firm: str | None = Field(None, max_length=120)
    position: str | None = Field(None, max_length=60)
    phone: str | None = Field(None, max_length=40)
    email: str | None = Field(None, max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$")
    answers: list[AnswerShape] = Field(default_factory=list, max_length=20)
    version: int | None = None


class GuestIn(GuestPatch):
    """`unit`: through which organisation she comes; a secretary's own without it. `enterprise`: a firm of the network."""

    name: str = Field(min_length=1, max_length=60)
    unit: Id | None = None
    enterprise: Id | None = None


class ConfirmIn(Strict):
    guests: list[Id] = Field(min_length=1, max_length=1000)


class GuestOut(Schema):
    """`private_address` is her own page. `place` is not told here: the order of `state=waiting` is the line."""

    id: int
    version: int
    name: str
    firm: str
    position: str
    phone: str
    email: str
    state: RegistrationState
    unit: Named | None
    enterprise: int | None
    registered_at: datetime
    arrived_at: datetime | None
    answers: list[AnswerShape]
    private_address: str


class GuestPage(Schema):
    items: list[GuestOut]
    next: str


def line_out(line: Line) -> dict[str, object]:
    row = line.activity
    return {
        "id": row.pk, "kind": row.kind, "title": row.title, "organisation": _named(row.organisation),
        "starts_at": row.starts_at, "ends_at": row.ends_at, "venue": row.venue, "series": row.series,
        "public": row.public, "state": row.state, "capacity": row.capacity, "seated": line.seated, "waiting": line.waiting,
    }  # fmt: skip


def activity_out(row: Activity, seats: Seats, page: dict[str, object], hosts: bool) -> dict[str, object]:
    """`page` as `activity_page` has it."""
    conflicts = page["conflicts"]
    plain = (
        "version", "kind", "state", "title", "summary", "description", "series", "public", "starts_at", "ends_at",
        "register_until", "venue", "address", "contact", "audience", "by_invitation", "quota_per_unit", "confirmation",
        "cancellation",
    )  # fmt: skip
    return {name: getattr(row, name) for name in plain} | {
        "id": row.pk,
        "industry": row.industry.code if row.industry else None,
        "organisation": _named(row.organisation),
        "co_hosts": [_named(one) for one in page["co_hosts"]],  # type: ignore[attr-defined]
        "points": [{"at": one.at, "title": one.title, "speaker": one.speaker} for one in page["points"]],  # type: ignore[attr-defined]
        "questions": [
            {"id": one.pk, "kind": one.kind, "text": one.text, "choices": one.options, "demanded": one.demanded}
            for one in row.questions.all()
        ],
        "invitations": [{"organisation": one.organisation_id, "quota": one.quota} for one in page["invitations"]]  # type: ignore[attr-defined]
        if hosts
        else [],
        "seats": {
            "capacity": seats.capacity, "free": seats.free, "seated": seats.seated, "waiting": seats.waiting,
            "unconfirmed": seats.unconfirmed if hosts else 0,
        },
        "public_address": page["public_address"],
        "conflicts": [{"id": one.pk, "name": one.title} for one in getattr(conflicts, "seen", [])],
        "hidden_conflicts": getattr(conflicts, "hidden", 0),
    }  # fmt: skip


def guest_out(row: Registration, answers: dict[int, str]) -> dict[str, object]:
    return {
        "id": row.pk, "version": row.version, "name": row.name, "firm": row.firm, "position": row.position,
        "phone": row.phone, "email": row.email, "state": row.state, "unit": _named(row.unit) if row.unit else None,
        "enterprise": row.enterprise_id, "registered_at": row.registered_at, "arrived_at": row.arrived_at,
        "answers": [{"question": pk, "text": text} for pk, text in answers.items()],
        "private_address": address("activities:guest", row.key),
    }  # fmt: skip


def parts_of(body: ActivityPatch, bodies: dict[int, object]) -> Parts:
    """`bodies`: organisations by id, as far as she sees them."""
    return Parts(
        co_hosts=None if body.co_hosts is None else [bodies[pk] for pk in body.co_hosts],  # type: ignore[misc]
        points=None if body.points is None else [Point(one.at, one.title, one.speaker) for one in body.points],
        questions=None
        if body.questions is None
        else [Asked(one.text, one.kind, tuple(one.choices), one.demanded, one.id) for one in body.questions],
        invitations=None if body.invitations is None else {one.organisation: one.quota for one in body.invitations},
    )


def _named(row: object) -> dict[str, object]:
    return {"id": row.pk, "name": row.name}  # type: ignore[attr-defined]
