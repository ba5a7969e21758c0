"""Draft, edit, put in force, review and end agreements."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.core import audit
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, Stale
from shanghui.exchange import permissions, rules
from shanghui.exchange.models import Agreement, AgreementParty, AgreementReview, Introduction
from shanghui.exchange.rules import AgreementEnding, AgreementState, Verdict
from shanghui.network.actions.writing import shown, storable
from shanghui.network.models import Enterprise, Organisation
from shanghui.network.rules import ensure_period

Facts = Mapping[str, object]
Places = Sequence[Organisation | Enterprise]
EDITABLE = frozenset({"title", "purpose", "text", "signed_on", "start", "end", "review_months", "audience"})
#: what the next review is counted from
RHYTHM = frozenset({"start", "end", "review_months"})
#: what the trail keeps only the name of
LONG = frozenset({"purpose", "text"})


@transaction.atomic
def add_agreement(
    *,
    actor: Actor,
    facts: Facts,
    parties: Places,
    organisation: Organisation,
    now: datetime,
    introduction: Introduction | None = None,
) -> Agreement:
    """A draft, kept by her organisation; from an introduction only once both firms know each other."""
    require(permissions.can_keep_agreement(actor, organisation.pk))
    if introduction is not None and not introduction.is_released:
        raise rules.ConsentMissing()
    agreement = Agreement(organisation=organisation, introduction=introduction)
    _set(agreement, facts)
    agreement.save()
    _set_parties(agreement, parties)
    audit.record(actor, "add_agreement", agreement, now=now, title=agreement.title)
    return agreement


@transaction.atomic
def edit_agreement(
    *,
    actor: Actor,
    agreement: Agreement,
    facts: Facts,
    now: datetime,
    parties: Places | None = None,
    version: int | None = None,
) -> Agreement:
    """None leaves the parties as they are. Raises Stale, and PartyOwes where a party with commitments would go."""
    agreement = kept(actor, agreement, AgreementState.DRAFTED, AgreementState.IN_FORCE)
    if version is not None and version != agreement.version:
        raise Stale()
    changes = _set(agreement, facts)
    if agreement.state == AgreementState.IN_FORCE:
        _ensure_signed(agreement)
        if RHYTHM & set(changes):
            last = agreement.reviews.order_by("-on").values_list("on", flat=True).first()
            agreement.review_on = rules.next_of(last or agreement.start, agreement.review_months, agreement.end)
    if parties is not None:
        _set_parties(agreement, parties)
    advance(agreement)
    audit.record(actor, "edit_agreement", agreement, now=now, changed=changes)
    return agreement


@transaction.atomic
def put_in_force(*, actor: Actor, agreement: Agreement, now: datetime) -> Agreement:
    """Signed: the clocks of reviews and commitments run from now on."""
    agreement = kept(actor, agreement, AgreementState.DRAFTED)
    _ensure_signed(agreement)
    agreement.state = AgreementState.IN_FORCE
    agreement.review_on = rules.next_of(agreement.start, agreement.review_months, agreement.end)
    advance(agreement)
    audit.record(actor, "put_agreement_in_force", agreement, now=now)
    return agreement


@transaction.atomic
def review_agreement(
    *, actor: Actor, agreement: Agreement, on: date, found: str, verdict: Verdict, now: datetime
) -> AgreementReview:
    """What was found; the next review is counted from this one. Ending or changing it are steps of their own."""
    agreement = kept(actor, agreement, AgreementState.IN_FORCE)
    review = AgreementReview(agreement=agreement, on=on, verdict=verdict, by_id=actor.user_id, at=now)
    review.found = _said(found, 1000)
    review.by_name, review.acting_for = actor.name[:60], actor.acting_for[:120]
    review.save()
    agreement.review_on = rules.next_of(on, agreement.review_months, agreement.end)
    advance(agreement)
    audit.record(actor, "review_agreement", agreement, now=now, on=str(on), verdict=verdict)
    return review


@transaction.atomic
def end_agreement(*, actor: Actor, agreement: Agreement, reason: str, now: datetime) -> Agreement:
    """Before its time, or a draft that comes to nothing: with the reason."""
    agreement = kept(actor, agreement, AgreementState.DRAFTED, AgreementState.IN_FORCE)
    agreement.reason = _said(reason, 200)
    end_as(agreement, AgreementEnding.TERMINATED, localdate(now))
    audit.record(actor, "end_agreement", agreement, now=now, reason=agreement.reason)
    return agreement


def expire_agreements(*, now: datetime) -> int:
    """The clock: those past their last day. A second run finds nothing."""
    today = localdate(now)
    rows = Agreement.objects.unrestricted("the clock").in_force().filter(end__lt=today)
    return sum(_expire(pk, now) for pk in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _expire(pk: int, now: datetime) -> bool:
    rows = Agreement.objects.unrestricted("the clock").in_force().filter(pk=pk, end__lt=localdate(now))
    agreement = rows.select_for_update(of=("self",)).first()
    if agreement is None:
        return False
    end_as(agreement, AgreementEnding.EXPIRED, agreement.end)
    audit.record(SYSTEM, "expire_agreement", agreement, now=now)
    return True


def kept(actor: Actor, agreement: Agreement, *states: AgreementState) -> Agreement:
    """Locked, hers to keep, and in one of the states. Raises AgreementStepRefused."""
    rows = Agreement.objects.unrestricted("the action asks").select_for_update(of=("self",))
    agreement = rows.get(pk=agreement.pk)
    require(permissions.can_keep_agreement(actor, agreement.organisation_id))
    if agreement.state_enum not in states:
        raise rules.AgreementStepRefused()
    return agreement


def advance(agreement: Agreement) -> None:
    agreement.version += 1
    agreement.save()


def end_as(agreement: Agreement, ending: AgreementEnding, on: date | None) -> None:
    agreement.state, agreement.ending = AgreementState.ENDED, ending
    agreement.ended_on, agreement.review_on = on, None
    advance(agreement)


def _set(agreement: Agreement, facts: Facts) -> dict[str, object]:
    """Raises BadRequest on a field that is not hers to set, PeriodUpsideDown, ContactsInText. What changed, for the trail."""
    if set(facts) - EDITABLE:
        raise BadRequest()
    changes: dict[str, object] = {}
    for name, given in facts.items():
        before, value = getattr(agreement, name), storable(agreement, name, given)
        if before != value:
            changes[name] = [] if name in LONG else [shown(before), shown(value)]
            setattr(agreement, name, value)
    ensure_period(agreement.start, agreement.end)
    rules.ensure_no_contacts(agreement.title)
    return changes


def _set_parties(agreement: Agreement, places: Places) -> None:
    """Parties that stay keep their commitments."""
    wanted = [(isinstance(place, Enterprise), place.pk) for place in places]
    rules.ensure_parties(len(wanted), len(set(wanted)))
    standing = {
        (row.enterprise_id is not None, row.enterprise_id or row.organisation_id): row
        for row in agreement.parties.all()
    }
    for key, row in standing.items():
        if key not in wanted:
            if row.commitments.exists():
                raise rules.PartyOwes()
            row.delete()
    for place, key in zip(places, wanted, strict=True):
        if key not in standing:
            _add_party(agreement, place)


def _add_party(agreement: Agreement, place: Organisation | Enterprise) -> None:
    if place.merged_into_id is not None:
        raise BadRequest()
    where = {"enterprise": place} if isinstance(place, Enterprise) else {"organisation": place}
    AgreementParty.objects.create(agreement=agreement, **where)


def _ensure_signed(agreement: Agreement) -> None:
    if agreement.signed_on is None or agreement.start is None:
        raise rules.SignatureMissing()


def _said(text: str, longest: int) -> str:
    if not text.strip():
        raise rules.ReasonWanted()
    if "\0" in text:
        raise BadRequest()  # PostgreSQL has no NUL in texts
    return text.strip()[:longest]
