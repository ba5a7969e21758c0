"""What was moved, merged or handed over: its result, and the way back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shanghui.core.actor import Actor
from shanghui.core.audit import note_foreign
from shanghui.core.reference import Reference, resolve
from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Appointment, Rearrangement
from shanghui.network.queries.people import seen_appointments
from shanghui.network.rules import RearrangementKind
from shanghui.network.views.asking import actor_of, ensure_keys


@login_required
@require_safe
def show_rearrangement(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    rearrangement = _seen(actor, pk)
    context = {
        "rearrangement": rearrangement,
        "subject": subject_of(actor, rearrangement),
        "may_undo": rearrangement.undone_at is None and permissions.can_undo(actor, by=rearrangement.by_id),
        "rows": sum(len(step.get("pks", [1])) for step in rearrangement.steps),
    }
    return render(request, "network/rearrangement.html", context)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    rearrangement = _seen(actor, pk)
    undo_rearrangement(actor=actor, rearrangement=rearrangement, now=timezone.now())
    messages.success(request, _("已撤销，一切回到原来的样子。"))
    return redirect("network:rearrangement", pk)


def subject_of(actor: Actor, rearrangement: Rearrangement) -> object:
    """What was rearranged, as a link for this actor; None when she may not see it."""
    kind, pk = rearrangement.subject_kind, rearrangement.subject_id
    if rearrangement.kind == RearrangementKind.HAND_OVER:
        kind = "network.person"
        pk = Appointment.objects.filter(pk=rearrangement.subject_id).values_list("person", flat=True).first() or 0
    return resolve(actor, Reference(kind, pk))


def _seen(actor: Actor, pk: int) -> Rearrangement:
    """Its author, the federation, and whoever sees all that it names; for others it does not exist."""
    rearrangement = get_object_or_404(Rearrangement.objects.select_related("by"), pk=pk)
    own = permissions.can_undo(actor, by=rearrangement.by_id)
    if not own and (subject_of(actor, rearrangement) is None or not _sees_other(actor, rearrangement)):
        note_foreign(actor, Rearrangement, pk, now=timezone.now())
        raise NotFound()
    return rearrangement


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
