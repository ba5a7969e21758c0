"""Shapes of introductions: what a reader may know, and what a step takes."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from shanghui.core.actor import Actor
from shanghui.core.api import Strict
from shanghui.exchange import permissions
from shanghui.exchange.models import Introduction, Outcome
from shanghui.exchange.queries.duties import duty_of
from shanghui.exchange.queries.introduction_page import IntroductionPage, Party
from shanghui.exchange.queries.introductions import party_name
from shanghui.exchange.rules import DeclineReason, Duty, EventKind, Fit, IntroductionState, OutcomeKind, Side


class ContactOut(Schema):
    name: str
    phone: str
    email: str


class PartyOut(Schema):
    """`enterprise` is null where the organisation speaks for itself, and where the firm is not known yet.

    `contact` is null until both firms have said yes.
    """

    side: Side
    name: str
    enterprise: int | None
    organisation: int
    organisation_name: str
    listing: int | None
    consented_at: datetime | None
    contact: ContactOut | None


class FitShape(Strict):
    requirement: str = Field(max_length=200)
    state: Fit
    evidence: str = Field("", max_length=200)


class OutcomeOut(Schema):
    """`amount` in yuan; null for those who may not see it."""

    kind: OutcomeKind
    on: date
    amount: Decimal | None
    evidence: str


class EventOut(Schema):
    """A line of the timeline. `by` is empty where a firm's own people acted."""

    at: datetime
    what: EventKind
    by: str
    acting_for: str
    text: str


class IntroductionLine(Schema):
    """As in a list. `duty` is what it wants of the reader now."""

    id: int
    subject: str
    state: IntroductionState
    asking_side: Side
    need_party: str
    offer_party: str
    asking_organisation: int
    asked_organisation: int
    answer_due: date | None
    lapses_on: date | None
    next_step: str
    next_step_on: date | None
    follow_up_on: date | None
    duty: Duty | None
    version: int


class IntroductionOut(IntroductionLine):
    """`message`: of broker to broker, null for the firms."""

    message: str | None
    parties: list[PartyOut]
    fits: list[FitShape]
    released_at: datetime | None
    met_at: datetime | None
    ended_at: datetime | None
    declined_by: Side | None
    reason: DeclineReason | None
    same_deal: int | None
    outcomes: list[OutcomeOut]
    timeline: list[EventOut]


class IntroductionPageOut(Schema):
    """`next` is given back as `before`; null on the last page."""

    items: list[IntroductionLine]
    next: int | None


class DraftIn(Strict):
    """Of `need` and `offer` one must be brokered by the caller. `ask`: send it at once."""

    need: int
    offer: int
    message: str = Field("", max_length=1000)
    fits: list[FitShape] = Field([], max_length=30)
    ask: bool = False


class AnswerIn(Strict):
    """The version that was read; another one answers 409."""

    version: int | None = None


class SideIn(AnswerIn):
    side: Side


class DeclineIn(SideIn):
    reason: DeclineReason
    text: str = Field("", max_length=200)


class LinkOut(Schema):
    """Known here and then never again."""

    side: Side
    url: str
    expires_at: datetime


class MeetingIn(Strict):
    on: date
    text: str = Field("", max_length=1000)
    next_step: str = Field("", max_length=200)
    next_step_on: date | None = None


class NextStepIn(Strict):
    next_step: str = Field(min_length=1, max_length=200)
    on: date | None = None


class TextIn(Strict):
    text: str = Field(min_length=1, max_length=1000)


class OutcomeIn(Strict):
    kind: OutcomeKind
    on: date
    amount: Decimal | None = Field(None, ge=0, max_digits=16, decimal_places=2)
    evidence: str = Field("", max_length=200)


class ConcludeIn(Strict):
    """`reason` where nothing came of it."""

    reason: DeclineReason | None = None
    text: str = Field("", max_length=200)


def line_out(actor: Actor, row: Introduction, day: date) -> dict[str, object]:
    return {
        "id": row.pk,
        "subject": row.subject,
        "state": row.state,
        "asking_side": row.asking_side,
        "need_party": party_name(actor, row, Side.NEED),
        "offer_party": party_name(actor, row, Side.OFFER),
        "asking_organisation": row.asking_organisation_id,
        "asked_organisation": row.asked_organisation_id,
        "answer_due": row.answer_due,
        "lapses_on": row.lapses_on,
        "next_step": row.next_step,
        "next_step_on": row.next_step_on,
        "follow_up_on": row.follow_up_on,
        "duty": duty_of(actor, row, day),
        "version": row.version,
    }


def introduction_out(actor: Actor, page: IntroductionPage, day: date) -> dict[str, object]:
    row = page.introduction
    brokers = permissions.can_read_messages(actor, row)
    return line_out(actor, row, day) | {
        "message": row.message if brokers else None,
        "parties": [_party_out(party) for party in page.parties],
        "fits": [{"requirement": one.requirement, "state": one.state, "evidence": one.evidence} for one in page.fits],
        "released_at": row.released_at,
        "met_at": row.met_at,
        "ended_at": row.ended_at,
        "declined_by": row.declined_by or None,
        "reason": row.reason or None,
        "same_deal": row.same_deal_id,
        "outcomes": [outcome_out(one.outcome, page.amounts) for one in page.outcomes if one.outcome],
        "timeline": [
            {"at": one.at, "what": one.what, "by": one.who, "acting_for": one.acting_for, "text": one.text}
            for one in page.timeline
        ],
    }


def outcome_out(outcome: Outcome, amounts: bool) -> dict[str, object]:
    amount = outcome.amount if amounts else None
    return {"kind": outcome.kind, "on": outcome.on, "amount": amount, "evidence": outcome.evidence}


def _party_out(party: Party) -> dict[str, object]:
    contact = party.contact
    return {
        "side": party.side,
        "name": party.name,
        "enterprise": party.enterprise.pk if party.enterprise else None,
        "organisation": party.organisation.pk,
        "organisation_name": party.organisation.called,
        "listing": party.listing.pk if party.listing and party.listing_seen else None,
        "consented_at": party.consent_at,
        "contact": {"name": contact.name, "phone": contact.phone, "email": contact.email} if contact else None,
    }
