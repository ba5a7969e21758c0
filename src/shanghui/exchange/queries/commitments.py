"""One commitment, for those who take part in its agreement."""

from django.utils import timezone

from shanghui.core.actor import Actor
from shanghui.core.audit import note_foreign
from shanghui.core.refusal import NotFound
from shanghui.exchange.models import Commitment
from shanghui.exchange.models.agreements import taking_part


def seen_commitment(actor: Actor, pk: int) -> Commitment:
    """The row, or the same 404 for an absent and for a foreign one."""
    rows = Commitment.objects.filter(taking_part(actor, "agreement__")).select_related("agreement")
    commitment = rows.filter(pk=pk).first()
    if commitment is None:
        note_foreign(actor, Commitment, pk, now=timezone.now())
        raise NotFound()
    return commitment
