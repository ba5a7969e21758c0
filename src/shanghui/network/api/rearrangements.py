"""Moves, merges and hand-overs: undo them."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router
from ninja.decorators import decorate_view

from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.actions import rearranging
from shanghui.network.api import shapes
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Rearrangement

router = Router(tags=["rearrangements"])


@router.post("/{rearrangement_id}/undo", response=shapes.RearrangementOut)
@decorate_view(idempotent)
def undo_rearrangement(request: HttpRequest, rearrangement_id: int) -> Rearrangement:
    actor = actor_of(request, "network:write")
    row = Rearrangement.objects.filter(pk=rearrangement_id).first()
    if row is None or not permissions.can_undo(actor, by=row.by_id):
        raise NotFound()
    rearranging.undo_rearrangement(actor=actor, rearrangement=row, now=now())
    return Rearrangement.objects.get(pk=rearrangement_id)
