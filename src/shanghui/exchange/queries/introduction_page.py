"""One introduction as its page and the API show it to one reader."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.labels import FITS, OUTCOMES
from shanghui.exchange.models import Introduction, Listing, Outcome
from shanghui.exchange.models.introductions import IntroductionQuerySet
from shanghui.exchange.queries.deals import outcomes_of_deal
from shanghui.exchange.queries.duties import duty_of, sides_of, sides_to_answer
from shanghui.exchange.queries.introduction_steps import Step, steps
from shanghui.exchange.queries.introduction_timeline import Line, timeline
from shanghui.exchange.queries.introductions import introductions, party_name
from shanghui.exchange.rules import Duty, Fit, OutcomeKind, Side
from shanghui.network.models import Enterprise, Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Contact:
    """Of a firm; of the organisation where it speaks for itself."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class Party:
    """One side as this reader may know it. `contact` is None until both firms have said yes; `known`: which firm it is."""

    side: Side
    name: str
    known: bool
    enterprise: Enterprise | None
    organisation: Organisation
    listing: Listing | None
    listing_seen: bool
    broker: str
    consent_at: datetime | None
    contact: Contact | None
    mine: bool


@dataclass(frozen=True)
class FitLine:
    requirement: str
    state: Fit
    label: "StrOrPromise"
    evidence: str


@dataclass(frozen=True)
class OutcomeLine:
    """`elsewhere`: another introduction of the same deal has it already."""

    kind: OutcomeKind
    label: "StrOrPromise"
    outcome: Outcome | None
    elsewhere: bool


@dataclass(frozen=True)
class IntroductionPage:
    introduction: Introduction
    steps: list[Step]
    parties: list[Party]
    fits: list[FitLine]
    timeline: list[Line]
    outcomes: list[OutcomeLine]
    duty: Duty | None
    #: sides for which she may still say yes; sides for which she speaks
    answers: list[Side] = field(default_factory=list)
    speaks: list[Side] = field(default_factory=list)
    conducts: bool = False
    amounts: bool = False

    @property
    def fit_counts(self) -> list[tuple[str, "StrOrPromise", int]]:
        """state, label, how many; of those that occur."""
        counted = [(state.value, FITS[state], sum(one.state is state for one in self.fits)) for state in Fit]
        return [one for one in counted if one[2]]


def introduction_page(actor: Actor, introduction: Introduction, day: date) -> IntroductionPage:
    """Of a row that the actor sees."""
    return IntroductionPage(
        introduction=introduction,
        steps=steps(introduction, day),
        parties=[_party(actor, introduction, side) for side in (Side.NEED, Side.OFFER)],
        fits=fits_of(introduction.fits),
        timeline=timeline(actor, introduction),
        outcomes=_outcomes(introduction),
        duty=duty_of(actor, introduction, day),
        answers=sides_to_answer(actor, introduction),
        speaks=sides_of(actor, introduction),
        conducts=permissions.can_conduct(actor, introduction),
        amounts=permissions.can_see_amounts(actor, introduction),
    )


def whole(actor: Actor) -> IntroductionQuerySet:
    """Rows with everything that a page shows of them."""
    return introductions(actor).select_related("asking_broker__person", "asked_broker__person", "same_deal")


def fits_of(given: list[dict[str, str]]) -> list[FitLine]:
    return [
        FitLine(one["requirement"], Fit(one["state"]), FITS[Fit(one["state"])], one.get("evidence", ""))
        for one in given
    ]


def _party(actor: Actor, introduction: Introduction, side: Side) -> Party:
    known = permissions.sees_firm(actor, introduction, side)
    enterprise, listing = introduction.enterprise_of(side), introduction.listing_of(side)
    broker = introduction.asking_broker if side == introduction.asking_side else introduction.asked_broker
    person = getattr(broker, "person", None)
    released = permissions.can_see_contacts(actor, introduction)
    return Party(
        side=side,
        name=enterprise.name if enterprise and known else party_name(actor, introduction, side),
        known=known,
        enterprise=enterprise if known else None,
        organisation=introduction.organisation_of(side),
        listing=listing,
        listing_seen=listing is not None and permissions.sees_listing(actor, listing),
        broker=person.name if person else str(broker or ""),
        consent_at=introduction.consent_of(side),
        contact=_contact(introduction, side) if released else None,
        mine=side in sides_of(actor, introduction),
    )


def _contact(introduction: Introduction, side: Side) -> Contact:
    enterprise = introduction.enterprise_of(side)
    if enterprise is not None:
        return Contact(enterprise.contact_name, enterprise.phone, enterprise.email)
    organisation = introduction.organisation_of(side)
    return Contact(organisation.called, organisation.phone, organisation.email)


def _outcomes(introduction: Introduction) -> list[OutcomeLine]:
    own = {OutcomeKind(row.kind): row for row in introduction.outcomes.all()}
    counted = outcomes_of_deal(introduction)
    return [
        OutcomeLine(kind, OUTCOMES[kind], own.get(kind), kind not in own and kind.value in counted)
        for kind in OutcomeKind
    ]
