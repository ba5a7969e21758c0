"""Who may know of a move, a merge or a hand-over."""

from typing import Any

from shanghui.core.actor import Actor
from shanghui.core.reference import Reference, resolve
from shanghui.network.models import Appointment, Rearrangement
from shanghui.network.queries.people import seen_appointments
from shanghui.network.rules import RearrangementKind


def subject_of(actor: Actor, rearrangement: Rearrangement) -> object:
    """What was rearranged, as a link for this actor; None when she may not see it."""
    kind, pk = rearrangement.subject_kind, rearrangement.subject_id
    if rearrangement.kind == RearrangementKind.HAND_OVER:
        kind = "network.person"
        pk = Appointment.objects.filter(pk=rearrangement.subject_id).values_list("person", flat=True).first() or 0
    return resolve(actor, Reference(kind, pk))


def knows_of(actor: Actor, rearrangement: Rearrangement) -> bool:
    """Its author, and whoever sees all that it names; for others, the federation too, it does not exist."""
    if rearrangement.by_id is not None and rearrangement.by_id == actor.user_id:
        return True
    return subject_of(actor, rearrangement) is not None and _sees_other(actor, rearrangement)


def _sees_other(actor: Actor, rearrangement: Rearrangement) -> bool:
    """The sentence names both sides, so both must be hers to see."""
    if rearrangement.kind == RearrangementKind.HAND_OVER:
        return seen_appointments(actor).filter(pk=rearrangement.subject_id).exists()
    named = {pk for step in rearrangement.steps for pk in _parents(step)} | {rearrangement.other_id} - {None}
    return all(resolve(actor, Reference(rearrangement.subject_kind, pk)) for pk in named if pk)


def _parents(step: dict[str, Any]) -> set[int | None]:
    """Above whom a moved organisation stood or stands."""
    moved = [step.get(side) or {} for side in ("before", "after")] if step["model"] == "network.affiliation" else []
    return {side.get("parent_id") for side in moved if isinstance(side, dict)}
