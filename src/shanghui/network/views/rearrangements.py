"""What was moved, merged or handed over: its result, and the way back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shanghui.core.actor import Actor
from shanghui.core.reference import Reference, resolve
from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Appointment, Rearrangement
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
    """Its author, the federation, and whoever sees its subject; for others it does not exist."""
    rearrangement = get_object_or_404(Rearrangement.objects.select_related("by"), pk=pk)
    own = permissions.can_undo(actor, by=rearrangement.by_id)
    if not own and subject_of(actor, rearrangement) is None:
        raise NotFound()
    return rearrangement
