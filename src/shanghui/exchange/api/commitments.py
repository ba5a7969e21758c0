"""What a party of an agreement owes."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router, Status
from ninja.decorators import decorate_view

from shanghui.core.actor import Actor
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.reference import Reference
from shanghui.core.refusal import BadRequest
from shanghui.exchange.actions import commitments as actions
from shanghui.exchange.api import agreement_shapes as shapes
from shanghui.exchange.models import Agreement, Commitment
from shanghui.exchange.queries.agreement_page import commitments
from shanghui.exchange.queries.commitments import seen_commitment
from shanghui.network.api.asking import actor_of

router = Router(tags=["agreements"])
WRITE = "exchange:write"


@router.post("/{agreement_id}/commitments", response={201: shapes.CommitmentOut})
@decorate_view(idempotent)
def add_commitment(request: HttpRequest, agreement_id: int, body: shapes.CommitmentIn) -> object:
    actor = actor_of(request, WRITE)
    agreement = seen(Agreement.objects.all(), actor, agreement_id)
    party = agreement.parties.filter(pk=body.party).first()
    if party is None:
        raise BadRequest()
    facts = body.dict(exclude={"party"})
    made = actions.add_commitment(actor=actor, agreement=agreement, party=party, now=now(), **facts)
    return Status(201, _shown(actor, made))


@router.post("/commitments/{commitment_id}/kept", response=shapes.CommitmentOut)
@decorate_view(idempotent)
def keep_commitment(request: HttpRequest, commitment_id: int, body: shapes.EvidenceIn) -> object:
    actor = actor_of(request, WRITE)
    reference = Reference(body.reference.kind, body.reference.id) if body.reference else None
    evidence = actions.Evidence(body.text, reference)
    commitment = seen_commitment(actor, commitment_id)
    return _shown(actor, actions.keep_commitment(actor=actor, commitment=commitment, evidence=evidence, now=now()))


@router.post("/commitments/{commitment_id}/broken", response=shapes.CommitmentOut)
@decorate_view(idempotent)
def break_commitment(request: HttpRequest, commitment_id: int, body: shapes.ReasonIn) -> object:
    actor = actor_of(request, WRITE)
    commitment = seen_commitment(actor, commitment_id)
    return _shown(actor, actions.break_commitment(actor=actor, commitment=commitment, reason=body.reason, now=now()))


@router.post("/commitments/{commitment_id}/dropped", response=shapes.CommitmentOut)
@decorate_view(idempotent)
def drop_commitment(request: HttpRequest, commitment_id: int, body: shapes.ReasonIn) -> object:
    actor = actor_of(request, WRITE)
    commitment = seen_commitment(actor, commitment_id)
    return _shown(actor, actions.drop_commitment(actor=actor, commitment=commitment, reason=body.reason, now=now()))


def _shown(actor: Actor, commitment: Commitment) -> dict[str, Any]:
    rows = commitments(actor, commitment.agreement, {})
    return next(shapes.commitment_out(one) for one in rows if one.row.pk == commitment.pk)
