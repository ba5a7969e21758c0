"""On the day: what happened is reported, repairs are read, accepted or dropped; two versions are compared."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.activities.actions import repairing as actions
from shanghui.activities.actions.placing import encounter_of
from shanghui.activities.forms.board import GuestForm, LateForm
from shanghui.activities.models import Timetable
from shanghui.activities.queries import comparing, timetables
from shanghui.activities.queries.board import scores_of
from shanghui.activities.queries.placing import table_called
from shanghui.activities.queries.repairs import proposals_shown
from shanghui.activities.views.board import Asked, asked, ensure_published, page_asked, progress_of, version_of
from shanghui.activities.views.placing import posted
from shanghui.core.asking import ensure_keys, number
from shanghui.core.refusal import NotFound

CHANGES_SHOWN = 50


@login_required
@require_safe
def show_repairs(request: HttpRequest, pk: int) -> HttpResponse:
    """Proposals of now, and the forms of what may have happened."""
    ensure_keys(request)
    return _page(request, asked(request, pk))


@login_required
@require_http_methods(["POST"])
def report_absent(request: HttpRequest, pk: int) -> HttpResponse:
    of = asked(request, pk)
    form = GuestForm(request.POST, matchmaking=of.matchmaking, auto_id="absent_%s")
    if not form.is_valid():
        return _page(request, of, absent_form=form)
    made = actions.report_absent(actor=of.actor, participant=form.cleaned_data["guest"], now=timezone.now())
    return _done(request, of, made)


@login_required
@require_http_methods(["POST"])
def report_late(request: HttpRequest, pk: int) -> HttpResponse:
    of = asked(request, pk)
    form = LateForm(request.POST, matchmaking=of.matchmaking, auto_id="late_%s")
    if not form.is_valid():
        return _page(request, of, late_form=form)
    facts = form.cleaned_data
    made = actions.report_late(actor=of.actor, participant=facts["guest"], slot=facts["slot"], now=timezone.now())
    return _done(request, of, made)


@login_required
@require_POST
def close_table(request: HttpRequest, pk: int) -> HttpResponse:
    of = asked(request, pk)
    table = of.matchmaking.tables.filter(pk=posted(request, "table")).first()
    if table is None:
        raise NotFound()
    return _done(request, of, actions.close_table(actor=of.actor, table=table, now=timezone.now()))


@login_required
@require_POST
def open_table(request: HttpRequest, pk: int) -> HttpResponse:
    """One more; with `table` one that was closed."""
    of = asked(request, pk)
    table = of.matchmaking.tables.filter(pk=posted(request, "table")).first() if request.POST.get("table") else None
    if table is None and request.POST.get("table"):
        raise NotFound()
    made = actions.open_table(actor=of.actor, matchmaking=of.matchmaking, table=table, now=timezone.now())
    return _done(request, of, made)


@login_required
@require_POST
def propose_exchange(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Swap us": by the ids of two encounters."""
    of = asked(request, pk)
    published = ensure_published(of)
    one, other = (encounter_of(published, posted(request, name)) for name in ("encounter", "other"))
    made = actions.propose_exchange(actor=of.actor, matchmaking=of.matchmaking, pair=(one, other), now=timezone.now())
    return _done(request, of, made)


@login_required
@require_POST
def accept(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    actions.accept_proposal(actor=of.actor, proposal=version_of(of, numbered), now=timezone.now())
    messages.success(request, _("新的日程已发布，只通知有变动的参加者。"))
    return redirect(of.url)


@login_required
@require_POST
def reject(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    actions.reject_proposal(actor=of.actor, proposal=version_of(of, numbered), now=timezone.now())
    messages.success(request, _("方案没有采用，已发布的日程不变。"))
    return redirect("activities:board_repairs", pk)


@login_required
@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request, "one", "other", "page")
    of = asked(request, pk)
    one, other = (version_of(of, number(request.GET.get(name, ""))) for name in ("one", "other"))
    found = comparing.changes(one, other)
    page = page_asked(request, "page", found, CHANGES_SHOWN)
    context = {
        "activity": of.matchmaking.activity,
        "sides": [(one, scores_of(one)), (other, scores_of(other))],
        "counts": comparing.tally(found),
        "changes": comparing.shown(other, list(page)),
        "page": page,
        "versions": timetables.versions(of.matchmaking),
        "one": one,
        "other": other,
    }
    return render(request, "activities/board_compare.html", context)


def _done(request: HttpRequest, of: Asked, made: Timetable | None) -> HttpResponse:
    if made is None:
        messages.success(request, _("已记下。日程还没有发布，排的时候会算进去。"))
    return redirect("activities:board_repairs", of.matchmaking.activity_id)


def _page(request: HttpRequest, of: Asked, **bound: forms.Form) -> HttpResponse:
    matchmaking = of.matchmaking
    published = timetables.published(matchmaking)
    running = timetables.busy(matchmaking)
    tables = [(table, table_called(table.name, table.number)) for table in matchmaking.tables.all()]
    context: dict[str, Any] = {
        "activity": matchmaking.activity,
        "published": published,
        "running": running,
        "progress": progress_of(running) if running else None,
        "proposals": proposals_shown(timetables.proposals(matchmaking), published),
        "open_tables": [one for one in tables if not one[0].closed],
        "closed_tables": [one for one in tables if one[0].closed],
        "absent_form": GuestForm(matchmaking=matchmaking, auto_id="absent_%s"),
        "late_form": LateForm(matchmaking=matchmaking, auto_id="late_%s"),
    }
    return render(request, "activities/board_repairs.html", context | bound, status=422 if bound else 200)
