"""What a party owes: written down, kept, broken or dropped."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.reference import Reference, resolve
from shanghui.core.refusal import BadRequest
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions.agreements import advance, kept
from shanghui.exchange.models import Agreement, AgreementParty, Commitment
from shanghui.exchange.rules import AgreementState, CommitmentState


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows it: a sentence, a thing in this house that she sees, or both."""

    text: str = ""
    reference: Reference | None = None


@transaction.atomic
def add_commitment(
    *,
    actor: Actor,
    agreement: Agreement,
    party: AgreementParty,
    text: str,
    due_on: date,
    now: datetime,
    repeat_months: int | None = None,
) -> Commitment:
    """Once, or every so many months."""
    agreement = kept(actor, agreement, AgreementState.DRAFTED, AgreementState.IN_FORCE)
    if party.agreement_id != agreement.pk or not text.strip() or "\0" in text:
        raise BadRequest()
    commitment = Commitment(agreement=agreement, party=party, text=text.strip()[:300], due_on=due_on)
    commitment.repeat_months = repeat_months
    commitment.save()
    advance(agreement)
    audit.record(actor, "add_commitment", commitment, now=now, agreement=agreement.pk, due_on=str(due_on))
    return commitment


@transaction.atomic
def keep_commitment(*, actor: Actor, commitment: Commitment, evidence: Evidence, now: datetime) -> Commitment:
    """Said by the party's own secretaries, with what shows it; a recurring one comes round again."""
    commitment = _locked(commitment)
    require(permissions.can_keep_commitment(actor, commitment))
    if not evidence.text.strip() and evidence.reference is None:
        raise rules.EvidenceWanted()
    commitment.evidence = _clean(evidence.text, 300)
    if evidence.reference is not None:
        if resolve(actor, evidence.reference) is None:
            raise BadRequest()
        commitment.evidence_kind, commitment.evidence_id = evidence.reference.kind, evidence.reference.id
    _settle(actor, commitment, CommitmentState.KEPT, now)
    _come_round(commitment)
    return commitment


@transaction.atomic
def break_commitment(*, actor: Actor, commitment: Commitment, reason: str, now: datetime) -> Commitment:
    """Not kept, and why; a recurring one comes round again all the same."""
    commitment = _locked(commitment)
    require(permissions.can_break_commitment(actor, commitment))
    commitment.reason = _reason(reason)
    _settle(actor, commitment, CommitmentState.BROKEN, now)
    _come_round(commitment)
    return commitment


@transaction.atomic
def drop_commitment(*, actor: Actor, commitment: Commitment, reason: str, now: datetime) -> Commitment:
    """No longer asked for; said by whoever keeps the agreement, not by who owes it."""
    commitment = _locked(commitment)
    require(permissions.can_keep_agreement(actor, commitment.agreement.organisation_id))
    commitment.reason = _reason(reason)
    _settle(actor, commitment, CommitmentState.DROPPED, now)
    return commitment


def _locked(commitment: Commitment) -> Commitment:
    """Locked, with its agreement."""
    rows = Commitment.objects.select_for_update(of=("self", "agreement")).select_related("agreement")
    return rows.get(pk=commitment.pk)


def _settle(actor: Actor, commitment: Commitment, state: CommitmentState, now: datetime) -> None:
    """After the permission: a stranger learns nothing of the state. Raises CommitmentSettled, AgreementStepRefused."""
    if commitment.state != CommitmentState.OPEN or Commitment.objects.filter(follows=commitment).exists():
        raise rules.CommitmentSettled()
    agreement = commitment.agreement
    if agreement.state == AgreementState.DRAFTED and state != CommitmentState.DROPPED:
        raise rules.AgreementStepRefused()
    commitment.state, commitment.settled_at = state, now
    commitment.settled_by_id, commitment.settled_for = actor.user_id, actor.acting_for[:120]
    commitment.save()
    audit.record(actor, f"{state.value}_commitment", commitment, now=now, agreement=agreement.pk)


def _come_round(commitment: Commitment) -> None:
    """The next round, as long as the agreement holds that long."""
    agreement = commitment.agreement
    due_on = rules.next_of(commitment.due_on, commitment.repeat_months, agreement.end)
    if due_on is not None and agreement.state == AgreementState.IN_FORCE:
        Commitment.objects.create(
            agreement=agreement,
            party_id=commitment.party_id,
            text=commitment.text,
            due_on=due_on,
            repeat_months=commitment.repeat_months,
            follows=commitment,
        )


def _reason(text: str) -> str:
    if not text.strip():
        raise rules.ReasonWanted()
    return _clean(text, 200)


def _clean(text: str, longest: int) -> str:
    if "\0" in text:
        raise BadRequest()  # PostgreSQL has no NUL in texts
    return text.strip()[:longest]
