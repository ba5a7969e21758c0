"""Renew an agreement: parties and open commitments go over into a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.refusal import BadRequest
from shanghui.exchange import rules
from shanghui.exchange.actions.agreements import end_as, kept
from shanghui.exchange.models import Agreement, AgreementParty, Commitment
from shanghui.exchange.rules import AgreementEnding, AgreementState, CommitmentState
from shanghui.network.rules import ensure_period


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when the renewed agreement holds, and when it was signed."""

    signed_on: date
    start: date
    end: date | None = None


@transaction.atomic
def renew_agreement(
    *, actor: Actor, agreement: Agreement, term: Term, dues: Mapping[int, date], now: datetime
) -> Agreement:
    """A new one in force with the same parties, and the open commitments of `dues` (id → new date); the old one ends."""
    agreement = kept(actor, agreement, AgreementState.IN_FORCE, AgreementState.ENDED)
    if agreement.state == AgreementState.ENDED and agreement.ending != AgreementEnding.EXPIRED:
        raise rules.AgreementStepRefused()
    renewed = _successor(agreement, term)
    _carry_over(agreement, renewed, dues)
    end_as(agreement, AgreementEnding.RENEWED, _last_day(agreement, term))
    audit.record(actor, "renew_agreement", agreement, now=now, renewed=renewed.pk)
    return renewed


def _last_day(agreement: Agreement, term: Term) -> date:
    """The day before the new one begins; what had expired stays so."""
    last = agreement.ended_on or rules.days_later(term.start, -1)
    return max(last, agreement.start or last)


def _successor(agreement: Agreement, term: Term) -> Agreement:
    ensure_period(term.start, term.end)
    renewed = Agreement(follows=agreement, state=AgreementState.IN_FORCE)
    for name in ("title", "purpose", "text", "review_months", "audience", "organisation_id", "introduction_id"):
        setattr(renewed, name, getattr(agreement, name))
    renewed.signed_on, renewed.start, renewed.end = term.signed_on, term.start, term.end
    renewed.review_on = rules.next_of(term.start, agreement.review_months, term.end)
    renewed.save()
    return renewed


def _carry_over(agreement: Agreement, renewed: Agreement, dues: Mapping[int, date]) -> None:
    """Raises BadRequest for a commitment that is not open in this agreement."""
    parties = {}
    for row in agreement.parties.all():
        parties[row.pk] = AgreementParty.objects.create(
            agreement=renewed, organisation_id=row.organisation_id, enterprise_id=row.enterprise_id
        )
    still_open = {row.pk: row for row in agreement.commitments.filter(state=CommitmentState.OPEN)}
    if set(dues) - set(still_open):
        raise BadRequest()
    for pk, due_on in dues.items():
        owed = still_open[pk]
        made = Commitment(agreement=renewed, party=parties[owed.party_id], text=owed.text, due_on=due_on, follows=owed)
        made.repeat_months = owed.repeat_months
        made.save()
