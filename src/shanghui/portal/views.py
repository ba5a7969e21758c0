"""Home, search and the palette."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from shanghui.core.actor import Actor
from shanghui.core.refusal import ensure_keys_known
from shanghui.portal.queries.doing import doors
from shanghui.portal.queries.finding import find
from shanghui.portal.queries.glance import glance
from shanghui.portal.queries.waiting import waiting_for

LONGEST = 100


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me."""
    ensure_keys_known(request.GET)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    day = localdate()
    groups = waiting_for(actor, day)
    number = sum(len(group.items) for group in groups)
    late = next((item for group in groups for item in group.items if item.late), None)
    context = {"groups": groups, "number": number, "late": late, "glance": glance(actor, day), "day": day}
    return render(request, "portal/home.html", context)


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Everything that matches, by kind; the whole list of a kind is in the directory."""
    ensure_keys_known(request.GET, "q")
    text = request.GET.get("q", "")[:LONGEST]
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return render(request, "portal/search.html", {"text": text, "groups": find(actor, text, limit=20)})


@require_safe
@login_required
def palette(request: HttpRequest) -> HttpResponse:
    """Options for Ctrl-K: doors and deeds first, then what was found."""
    ensure_keys_known(request.GET, "q")
    text = request.GET.get("q", "")[:LONGEST]
    actor: Actor = request.actor  # type: ignore[attr-defined]
    groups = [*doors(request, actor, text), *find(actor, text, limit=5)]
    return render(request, "core/palette_options.html", {"groups": groups})
