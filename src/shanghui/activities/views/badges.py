"""Badges: a page to print, and the same as PDF."""

from functools import cache
from math import ceil
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from shanghui.activities.models import Activity
from shanghui.activities.queries.badges import badges, pages_of
from shanghui.activities.queries.door import counts
from shanghui.activities.queries.hosted import hosted_activity
from shanghui.core.asking import actor_of, ensure_keys, number
from shanghui.core.paper import pdf_of
from shanghui.core.refusal import UnknownFilter

#: cards of one part: ten sheets are set in some three seconds
PART = 100
STYLES = Path(__file__).parents[1] / "static/activities/badges.css"


@login_required
@require_safe
def show_badges(request: HttpRequest, pk: int) -> HttpResponse:
    """`part`: the first, second … hundred guests by name."""
    activity, part, parts = _asked(request, pk)
    context = {"activity": activity, "part": part, "parts": range(1, parts + 1), "sheets": _sheets(activity, part)}
    return render(request, "activities/badges.html", context)


@login_required
@require_safe
def badges_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """All fonts inside. Raises PaperMissing where this machine cannot set it."""
    activity, part, parts = _asked(request, pk)
    html = render_to_string("activities/badges_paper.html", {"activity": activity, "sheets": _sheets(activity, part)})
    answer = HttpResponse(pdf_of(html, _styles()), content_type="application/pdf")
    name = f"badges-{pk}" + (f"-{part}" if parts > 1 else "")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _asked(request: HttpRequest, pk: int) -> tuple[Activity, int, int]:
    """The activity, the part asked for, and how many there are."""
    ensure_keys(request, "part")
    activity = hosted_activity(actor_of(request), pk)
    part, parts = number(request.GET.get("part", "1")), max(1, ceil(counts(activity).expected / PART))
    if not 1 <= part <= parts:
        raise UnknownFilter()
    return activity, part, parts


def _sheets(activity: Activity, part: int) -> object:
    return pages_of(badges(activity, (part - 1) * PART, PART))


@cache
def _styles() -> str:
    """The sheet of the printed page."""
    return STYLES.read_text(encoding="utf-8")
