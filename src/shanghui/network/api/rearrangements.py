"""Moves, merges and hand-overs: read them, undo them."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router
from ninja.decorators import decorate_view

from shanghui.core.actor import Actor
from shanghui.core.audit import note_foreign
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import NotFound
from shanghui.network.actions import rearranging
from shanghui.network.api import shapes
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Rearrangement
from shanghui.network.queries.rearrangements import knows_of

router = Router(tags=["rearrangements"])


@router.get("/{rearrangement_id}", response=shapes.RearrangementOut)
def read_rearrangement(request: HttpRequest, rearrangement_id: int) -> Rearrangement:
    return _seen(actor_of(request), rearrangement_id)


@router.post("/{rearrangement_id}/undo", response=shapes.RearrangementOut)
@decorate_view(idempotent)
def undo_rearrangement(request: HttpRequest, rearrangement_id: int) -> Rearrangement:
    actor = actor_of(request, "network:write")
    rearranging.undo_rearrangement(actor=actor, rearrangement=_seen(actor, rearrangement_id), now=now())
    return Rearrangement.objects.get(pk=rearrangement_id)


def _seen(actor: Actor, pk: int) -> Rearrangement:
    row = Rearrangement.objects.filter(pk=pk).first()
    if row is None or not knows_of(actor, row):
        note_foreign(actor, Rearrangement, pk, now=now())
        raise NotFound()
    return row
