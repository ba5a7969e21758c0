"""Shapes of agreements and commitments."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Field, Schema

from shanghui.core.actor import Actor
from shanghui.core.api import Strict
from shanghui.core.audience import Audience
from shanghui.exchange import rules
from shanghui.exchange.models import Agreement, AgreementReview
from shanghui.exchange.queries.agreement_page import Owed, agreement_page
from shanghui.exchange.queries.agreement_results import Results
from shanghui.exchange.queries.agreements import Line, Named
from shanghui.exchange.queries.agreements_waiting import Due, Waiting

Months = Field(None, ge=1, le=rules.LONGEST_MONTHS)


class AgreementPatch(Strict):
    """`parties`: codes, O and an organisation's id or E and an enterprise's. `version`: the one read; another answers 409."""

    title: str | None = Field(None, min_length=2, max_length=80)
    purpose: str | None = Field(None, max_length=2000)
    text: str | None = Field(None, max_length=20_000)
    signed_on: date | None = None
    start: date | None = None
    end: date | None = None
    review_months: int | None = Months
    audience: Audience | None = None
    parties: list[str] | None = Field(None, max_length=rules.MOST_PARTIES)
    version: int | None = None


class AgreementIn(AgreementPatch):
    title: str = Field(min_length=2, max_length=80)
    introduction: int | None = None


class ReviewIn(Strict):
    on: date
    found: str = Field(min_length=1, max_length=1000)
    verdict: rules.Verdict


class NewDue(Strict):
    commitment: int
    due_on: date


class RenewIn(Strict):
    signed_on: date
    start: date
    end: date | None = None
    dues: list[NewDue] | None = None


class ReasonIn(Strict):
    reason: str = Field(min_length=1, max_length=200)


class CommitmentIn(Strict):
    """`party`: the `id` of one of the agreement's parties."""

    party: int
    text: str = Field(min_length=1, max_length=300)
    due_on: date
    repeat_months: int | None = Months


class ReferenceIn(Strict):
    kind: str = Field(max_length=60)
    id: int = Field(ge=1, le=2**62)


class EvidenceIn(Strict):
    """A sentence, something in this house, or both."""

    text: str = Field("", max_length=300)
    reference: ReferenceIn | None = None


class PartyOut(Schema):
    """`code` is empty and the name says nothing where the party is not open to her."""

    id: int
    code: str
    name: str


class AgreementLine(Schema):
    """What is not hers to know is null."""

    id: int
    title: str
    parties: list[PartyOut]
    state: rules.AgreementState | None = None
    ending: str | None = None
    start: date | None = None
    end: date | None = None
    review_on: date | None = None
    due_on: date | None = None


class AgreementPage(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    items: list[AgreementLine]
    next: str


class CommitmentOut(Schema):
    """`carried`: it went over into the renewed agreement. `reference` is null where it is not hers to see."""

    id: int
    party: int
    text: str
    due_on: date
    repeat_months: int | None
    state: rules.CommitmentState
    overdue: bool
    carried: bool
    evidence: str
    reason: str
    reference: str | None


class ReviewOut(Schema):
    id: int
    on: date
    found: str
    verdict: rules.Verdict
    by: str
    acting_for: str


class TallyOut(Schema):
    """`amount` in yuan, of those that she may see; null where there is none."""

    kind: rules.OutcomeKind
    count: int
    amount: Decimal | None


class ResultsOut(Schema):
    introductions: int
    outcomes: list[TallyOut]


class AgreementOut(AgreementLine):
    purpose: str | None = None
    text: str | None = None
    signed_on: date | None = None
    review_months: int | None = None
    audience: Audience | None = None
    reason: str | None = None
    ended_on: date | None = None
    organisation: int | None = None
    follows: int | None = None
    followed_by: int | None = None
    introduction: int | None = None
    version: int | None = None
    commitments: list[CommitmentOut] | None = None
    reviews: list[ReviewOut] | None = None
    results: ResultsOut | None = None


class WaitingOut(Schema):
    due: Due
    on: date
    overdue: bool
    title: str
    text: str
    url: str


TOLD = (
    "purpose", "signed_on", "start", "end", "review_months", "review_on", "audience", "reason", "ended_on", "ending",
    "state", "version",
)  # fmt: skip


def line_out(line: Line) -> dict[str, Any]:
    row, shown = line.agreement, _existence(line.agreement, line.parties)
    if line.taking_part:
        shown |= {name: getattr(row, name) for name in ("state", "ending", "start", "end", "review_on")}
        shown["due_on"] = line.due_on
    return shown


def agreement_out(actor: Actor, row: Agreement) -> dict[str, Any]:
    """What the page shows."""
    page: dict[str, Any] = agreement_page(actor, row)
    shown = _existence(row, page["parties"])
    if not page["inside"]:
        return shown
    renewed, before = page["renewed"], page["before"]
    return shown | {
        **{name: getattr(row, name) for name in TOLD},
        "text": row.text if page["reads_text"] else None,
        "organisation": row.organisation_id,
        "introduction": row.introduction_id,
        "follows": before.pk if before else None,
        "followed_by": renewed.pk if renewed else None,
        "commitments": [commitment_out(one) for one in page["owed"]],
        "reviews": [review_out(one) for one in page["reviews"]],
        "results": results_out(page["results"]),
    }


def commitment_out(one: Owed) -> dict[str, Any]:
    row = one.row
    names = ("id", "text", "due_on", "repeat_months", "state", "evidence", "reason")
    shown = {name: getattr(row, name) for name in names}
    told = one.evidence.text if one.evidence else None
    return shown | {"party": row.party_id, "overdue": one.late, "carried": one.carried, "reference": told}


def review_out(row: AgreementReview) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in ("id", "on", "found", "verdict", "acting_for")}
    return shown | {"by": row.by_name}


def results_out(found: Results) -> dict[str, Any]:
    outcomes = [{"kind": one.kind, "count": one.count, "amount": one.amount} for one in found.tallies]
    return {"introductions": found.introductions, "outcomes": outcomes}


def waiting_out(one: Waiting) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("due", "on", "overdue", "title", "text", "url")}


def _existence(row: Agreement, parties: list[Named]) -> dict[str, Any]:
    named = [{"id": party.id, "code": party.code, "name": party.name} for party in parties]
    return {"id": row.pk, "title": row.title, "parties": named}
