"""What was moved, merged or handed over: its result, and the way back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys
from shanghui.core.audit import note_foreign
from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.actions.rearranging import undo_rearrangement
from shanghui.network.models import Rearrangement
from shanghui.network.queries.rearrangements import knows_of, subject_of


@login_required
@require_safe
def show_rearrangement(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    rearrangement = _seen(actor, pk)
    context = {
        "rearrangement": rearrangement,
        "subject": subject_of(actor, rearrangement),
        "may_undo": rearrangement.undone_at is None and permissions.can_undo(actor, rearrangement),
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


def _seen(actor: Actor, pk: int) -> Rearrangement:
    """The row, if she may know of it; NotFound otherwise."""
    rearrangement = get_object_or_404(Rearrangement.objects.select_related("by"), pk=pk)
    if not knows_of(actor, rearrangement):
        note_foreign(actor, Rearrangement, pk, now=timezone.now())
        raise NotFound()
    return rearrangement
