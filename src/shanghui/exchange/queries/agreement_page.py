"""All that the page of an agreement shows, as far as this reader may know it."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.core.reference import Reference, Shown, resolve
from shanghui.exchange import permissions
from shanghui.exchange.models import Agreement, Commitment
from shanghui.exchange.queries.agreement_results import Results, results
from shanghui.exchange.queries.agreements import named_parties, own_parties
from shanghui.exchange.rules import AgreementEnding, AgreementState, CommitmentState


@dataclass(frozen=True)
class Owed:
    """A commitment with what this reader may do about it."""

    row: Commitment
    party: str
    evidence: Shown | None
    carried: bool
    late: bool
    may_keep: bool
    may_break: bool
    may_drop: bool


def agreement_page(actor: Actor, agreement: Agreement) -> dict[str, object]:
    """For somebody who takes no part: title and parties."""
    inside = permissions.is_involved(actor, agreement)
    parties = named_parties(actor, [agreement.pk], [agreement.pk] if inside else []).get(agreement.pk, [])
    page: dict[str, object] = {"agreement": agreement, "parties": parties, "inside": inside}
    if not inside:
        return page
    keeps = permissions.can_keep_agreement(actor, agreement.organisation_id)
    owed = commitments(actor, agreement, {party.id: party.name for party in parties})
    page |= {
        "keeps": keeps,
        "owed": owed,
        "open": sum(one.row.state == CommitmentState.OPEN and not one.carried for one in owed),
        "reviews": list(agreement.reviews.all()),
        "results": results(actor, agreement),
        "reads_text": permissions.can_read_text(actor, agreement),
        "introduction": introduction_shown(actor, agreement),
        "renewed": Agreement.objects.involving(actor).filter(follows=agreement).first(),
        "before": Agreement.objects.involving(actor).filter(followed_by=agreement).first(),
        "late_review": agreement.review_on is not None and agreement.review_on < localdate(),
    }
    return page | steps(agreement, keeps)


def steps(agreement: Agreement, keeps: bool) -> dict[str, object]:
    """What whoever keeps it may do now."""
    state = agreement.state_enum
    return {
        "may_edit": keeps and state is not AgreementState.ENDED,
        "may_put_in_force": keeps and state is AgreementState.DRAFTED,
        "may_review": keeps and state is AgreementState.IN_FORCE,
        "may_renew": keeps and may_be_renewed(agreement),
    }


def may_be_renewed(agreement: Agreement) -> bool:
    return agreement.state == AgreementState.IN_FORCE or agreement.ending == AgreementEnding.EXPIRED


def commitments(actor: Actor, agreement: Agreement, names: dict[int, str]) -> list[Owed]:
    """Open ones first, the nearest at the top; then what was answered, the newest first."""
    own = own_parties(actor, agreement) if permissions.may_write(actor) else set()
    keeps = permissions.can_keep_agreement(actor, agreement.organisation_id)
    running, today = agreement.state != AgreementState.DRAFTED, localdate()
    found = []
    for row in agreement.commitments.select_related("followed_by"):
        carried = hasattr(row, "followed_by") and row.state == CommitmentState.OPEN
        asked = row.state == CommitmentState.OPEN and not carried
        hers = row.party_id in own
        found.append(
            Owed(
                row, names.get(row.party_id, ""), evidence_of(actor, row), carried,
                late=asked and running and row.due_on < today,
                may_keep=asked and running and hers,
                may_break=asked and running and (hers or keeps),
                may_drop=asked and keeps,
            )
        )  # fmt: skip
    return sorted(found, key=_place)


def _place(owed: Owed) -> tuple[bool, int, int]:
    asked = owed.row.state == CommitmentState.OPEN and not owed.carried
    day: date = owed.row.due_on
    return not asked, day.toordinal() if asked else -day.toordinal(), owed.row.pk


def evidence_of(actor: Actor, row: Commitment) -> Shown | None:
    """What it points at, where she may see it."""
    if not row.evidence_kind or row.evidence_id is None:
        return None
    return resolve(actor, Reference(row.evidence_kind, row.evidence_id))


def introduction_shown(actor: Actor, agreement: Agreement) -> Shown | None:
    """Where it came from, for those who see the introduction."""
    if agreement.introduction_id is None:
        return None
    return resolve(actor, Reference("exchange.introduction", agreement.introduction_id))


def possible_evidence(actor: Actor, agreement: Agreement) -> list[tuple[str, str]]:
    """Introductions between the parties that she sees, as choices of a form."""
    found: Results = results(actor, agreement, limit=20)
    pairs = [(row, resolve(actor, Reference("exchange.introduction", row.pk))) for row in found.shown]
    return [(f"exchange.introduction:{row.pk}", shown.text) for row, shown in pairs if shown is not None]
