"""One encounter on the board: may it stand there, put it there, take it off, lock it, exchange it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanghui.activities.actions import placing as actions
from shanghui.activities.queries import board as queries
from shanghui.activities.queries.placing import arounds_of, frame_of, named
from shanghui.activities.rules.placing import why_not
from shanghui.activities.views.board import Asked, asked, page_asked, portions_asked, version_of
from shanghui.core.asking import ensure_keys, next_url, number
from shanghui.core.refusal import BadRequest, NotFound


@never_cache
@login_required
@require_safe
def ask_why_not(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    """For each cell of a page of the board what speaks against the encounter there: an empty list where it may stand."""
    ensure_keys(request, "encounter", "part", "tables")
    of = asked(request, pk)
    timetable = version_of(of, numbered)
    wanted = number(request.GET.get("encounter", ""))
    around = arounds_of(timetable, [wanted]).get(wanted)
    if around is None:
        raise NotFound()
    _parts, part = portions_asked(request, list(of.matchmaking.slots.select_related("session")))
    tables = list(page_asked(request, "tables", list(of.matchmaking.tables.all()), queries.TABLES_SHOWN))
    cells = [(slot, table) for slot in (part.slots if part else []) for table in tables]
    frame = named(frame_of(timetable, timezone.now()), [(slot.number, table.number) for slot, table in cells])
    told = {
        f"{slot.pk}-{table.pk}": actions.sentences(why_not(frame, around, slot.number, table.number))
        for slot, table in cells
    }
    return JsonResponse({"encounter": wanted, "cells": told})


@login_required
@require_POST
def move(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    timetable = version_of(of, numbered)
    encounter = actions.encounter_of(timetable, posted(request, "encounter"))
    cell = actions.cell_of(timetable, posted(request, "slot"), posted(request, "table"))
    actions.move_encounter(actor=of.actor, timetable=timetable, encounter=encounter, cell=cell, now=timezone.now())
    messages.success(request, _("已排好。"))
    return _back(request, of)


@login_required
@require_POST
def make_room(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    timetable = version_of(of, numbered)
    encounter = actions.encounter_of(timetable, posted(request, "encounter"))
    cell = actions.cell_of(timetable, posted(request, "slot"), posted(request, "table"))
    blocker = actions.encounter_of(timetable, posted(request, "blocker"))
    aside = actions.cell_of(timetable, posted(request, "aside_slot"), posted(request, "aside_table"))
    actions.make_room(
        actor=of.actor,
        timetable=timetable,
        encounter=encounter,
        cell=cell,
        blocker=(blocker, aside),
        now=timezone.now(),
    )
    messages.success(request, _("挪了一场，已排好。"))
    return _back(request, of)


@login_required
@require_POST
def exchange(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    timetable = version_of(of, numbered)
    one, other = (actions.encounter_of(timetable, posted(request, name)) for name in ("encounter", "other"))
    actions.exchange(actor=of.actor, timetable=timetable, pair=(one, other), now=timezone.now())
    messages.success(request, _("两场已对调。"))
    return _back(request, of)


@login_required
@require_POST
def unschedule(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    timetable = version_of(of, numbered)
    rows = [actions.encounter_of(timetable, one) for one in many_posted(request, "encounter")]
    count = actions.unschedule(actor=of.actor, timetable=timetable, encounters=rows, now=timezone.now())
    text = ngettext("取下了%(count)d场，在“为什么没排上”里。", "取下了%(count)d场，在“为什么没排上”里。", count)
    messages.success(request, text % {"count": count})
    return _back(request, of)


@login_required
@require_POST
def lock(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    """One, several, or all that stand in a slot (`slot`) or at all (`all`)."""
    of = asked(request, pk)
    timetable = version_of(of, numbered)
    rows = timetable.placements.all()
    if "slot" in request.POST:
        rows = rows.filter(slot=posted(request, "slot"))
    elif "all" not in request.POST:
        rows = rows.filter(encounter__in=many_posted(request, "encounter"))
    locked = request.POST.get("locked") == "1"
    ids = list(rows.values_list("encounter", flat=True))
    count = actions.lock_encounters(
        actor=of.actor, timetable=timetable, encounters=ids, locked=locked, now=timezone.now()
    )
    said = (
        ngettext("锁定了%(count)d场。", "锁定了%(count)d场。", count)
        if locked
        else ngettext("解锁了%(count)d场。", "解锁了%(count)d场。", count)
    )
    messages.success(request, said % {"count": count})
    return _back(request, of)


def posted(request: HttpRequest, name: str) -> int:
    """An id out of a form. Raises BadRequest."""
    return _id(request.POST.get(name, ""))


def many_posted(request: HttpRequest, name: str) -> list[int]:
    """Several; one at least. Raises BadRequest."""
    found = [_id(text) for text in request.POST.getlist(name)]
    if not found:
        raise BadRequest()
    return found


def _id(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise BadRequest()
    return int(text)


def _back(request: HttpRequest, of: Asked) -> HttpResponse:
    wanted = next_url(request, "portal:home") if request.POST.get("next") else ""
    return redirect(wanted or of.url)
