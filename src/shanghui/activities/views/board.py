"""The organiser's board: the page, its progress while something is computed, and what goes for a whole version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanghui.activities import permissions, rules
from shanghui.activities.actions import computing, publishing
from shanghui.activities.actions.placing import sentences, step_back
from shanghui.activities.forms.board import MoveForm, ScheduleForm
from shanghui.activities.models import Activity, Matchmaking, Slot, Table, Timetable
from shanghui.activities.queries import board as queries
from shanghui.activities.queries import timetables
from shanghui.activities.queries.placing import arounds_of, encounters_called, frame_of, table_called
from shanghui.activities.queries.rule_conflicts import conflict_sentences
from shanghui.activities.queries.unplaced import Grounds, Unplaced, told_unplaced, unplaced_rows
from shanghui.activities.rules import TimetableState
from shanghui.activities.rules.placing import Frame, why_not
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound, UnknownFilter

KEYS = ("version", "part", "tables", "pick", "unplaced")
UNPLACED_SHOWN = 6
ACTIVITIES = Activity.objects.select_related("matchmaking").prefetch_related("co_hosts")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose board, and who asks."""

    actor: Actor
    matchmaking: Matchmaking

    @property
    def url(self) -> str:
        return reverse("activities:board", args=[self.matchmaking.activity_id])


def asked(request: HttpRequest, pk: int) -> Asked:
    """The organisers' own. Raises NotFound, NotPermitted."""
    actor = actor_of(request)
    activity = seen(ACTIVITIES, actor, pk)
    require(permissions.can_organise(actor, activity))
    matchmaking = getattr(activity, "matchmaking", None)
    if matchmaking is None:
        raise NotFound()
    matchmaking.activity = activity
    return Asked(actor, matchmaking)


def version_of(of: Asked, numbered: int) -> Timetable:
    """Raises NotFound."""
    found = timetables.numbered(of.matchmaking, numbered)
    found.matchmaking = of.matchmaking
    return found


@login_required
@require_safe
def show_board(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request, *KEYS)
    of = asked(request, pk)
    wanted = request.GET.get("version", "")
    timetable = version_of(of, number(wanted)) if wanted else timetables.current(of.matchmaking)
    context = _frame(of, timetable)
    if timetable is not None:
        timetable.matchmaking = of.matchmaking
        context |= _grid(request, of, timetable, timezone.now())
    return render(request, "activities/board.html", context)


def _frame(of: Asked, timetable: Timetable | None) -> dict[str, Any]:
    """What is on the page whether there is a version or not."""
    matchmaking = of.matchmaking
    running = timetables.busy(matchmaking)
    versions = timetables.versions(matchmaking)
    failed = versions[0] if versions and versions[0].state == TimetableState.FAILED else None
    return {
        "activity": matchmaking.activity,
        "matchmaking": matchmaking,
        "timetable": timetable,
        "running": running,
        "progress": progress_of(running) if running else None,
        "failed": failed,
        "conflict": conflict_sentences(failed) if failed and failed.conflict else [],
        "versions": versions,
        "proposals": timetables.proposals(matchmaking),
        "schedule_form": ScheduleForm(auto_id="schedule_%s", initial={"keeps": True, "seconds": 20}),
        "editable": timetable is not None
        and timetable.state in timetables.EDITABLE
        and timetable.status != timetables.PROPOSAL
        and running is None,
    }


def _grid(request: HttpRequest, of: Asked, timetable: Timetable, now: datetime) -> dict[str, Any]:
    slots = list(of.matchmaking.slots.select_related("session"))
    tables = list(of.matchmaking.tables.all())
    shown = portions_asked(request, slots)
    page = page_asked(request, "tables", tables, queries.TABLES_SHOWN)
    part = shown[1]
    rows = queries.rows_shown(timetable, part.slots if part else [], list(page))
    frame = frame_of(timetable, now)
    context: dict[str, Any] = {
        "parts": shown[0],
        "part": part,
        "table_page": page,
        "rows": rows,
        "table_names": [table_called(table.name, table.number) for table in page],
        "table_ranges": _table_ranges(page.paginator),
        "scores": queries.scores_of(timetable),
        "strips": queries.strips_of(timetable, slots),
        "slots": slots,
        "has_steps": bool(timetable.progress.get("steps")) or timetable.origin is not None,
        "now_slot": next((slot.pk for slot in slots if slot.starts_at <= now < slot.ends_at), None),
    }
    here = f"?version={timetable.number}&part={part.number if part else 1}&tables={page.number}"
    context |= {"page_url": f"{of.url}{here}", "pick_url": f"{here}&pick="}
    unplaced = page_asked(request, "unplaced", unplaced_rows(timetable), UNPLACED_SHOWN)
    context |= {"unplaced_page": unplaced, "unplaced": _told(timetable, frame, list(unplaced))}
    return context | _picked(request, timetable, frame, rows, (slots, tables))


def _told(timetable: Timetable, frame: Frame, rows: Sequence[Any]) -> list[Unplaced]:
    return told_unplaced(Grounds(timetable, frame), rows) if rows else []


def _picked(
    request: HttpRequest,
    timetable: Timetable,
    frame: Frame,
    rows: Sequence[queries.RowShown],
    places: tuple[Sequence[Slot], Sequence[Table]],
) -> dict[str, Any]:
    """The encounter that she has picked: where it may go, and why not elsewhere."""
    wanted = request.GET.get("pick", "")
    if not wanted:
        return {}
    around = arounds_of(timetable, [number(wanted)]).get(number(wanted))
    if around is None:
        raise NotFound()
    queries.mark_why(rows, frame, around, sentences)
    queries.mark_swaps(timetable, rows, frame, around)
    stands = (
        timetable.placements.select_related("slot", "table", "moved_from").filter(encounter=around.encounter).first()
    )
    initial = {"encounter": around.encounter}
    initial |= {"slot": stands.slot_id, "table": stands.table_id} if stands else {}
    form = MoveForm(initial=initial, slots=places[0], tables=places[1], auto_id="move_%s")
    broken = sentences(why_not(frame, around, *around.stands)) if around.stands else []
    return {
        "picked": around,
        "picked_name": encounters_called([around.encounter])[around.encounter],
        "stands": stands,
        "stands_table": table_called(stands.table.name, stands.table.number) if stands else "",
        "broken": [] if around.is_locked else broken,
        "move_form": form,
    }


def _table_ranges(pages: "Paginator[Table]") -> list[tuple[int, str]]:
    """Pages of tables by the first and the last of each."""
    found = []
    for at in pages.page_range:
        first, last = pages.page(at)[0], pages.page(at)[-1]
        ends = {"first": table_called(first.name, first.number), "last": table_called(last.name, last.number)}
        found.append((at, _("%(first)s至%(last)s") % ends))
    return found


def portions_asked(request: HttpRequest, slots: Sequence[Slot]) -> tuple[list[queries.Portion], queries.Portion | None]:
    """All portions and the one that is asked for; by itself the one that is on now, or the first."""
    parts = queries.portions(slots)
    text = request.GET.get("part", "")
    if not parts:
        return [], None
    if text:
        wanted = number(text)
        if not 1 <= wanted <= len(parts):
            raise UnknownFilter()
        return parts, parts[wanted - 1]
    now = timezone.now()
    return parts, next((part for part in parts if part.slots[-1].ends_at > now), parts[0])


def page_asked(request: HttpRequest, key: str, rows: Any, size: int) -> "Page[Any]":
    """Of one of the page's lists."""
    try:
        return Paginator(rows, size).page(number(request.GET.get(key) or "1"))
    except EmptyPage as error:
        raise UnknownFilter() from error


def progress_of(running: Timetable) -> dict[str, Any]:
    """What is known so far, and the share of the time that is over."""
    known = dict(running.progress)
    begun = parse_datetime(known.get("begun", ""))
    elapsed = (timezone.now() - begun).total_seconds() if begun else 0
    bound, weight = known.get("bound"), known.get("weight") or 0
    gap = round(100 * (bound - weight) / bound, 1) if bound and weight else None
    percent = min(99, round(100 * elapsed / max(running.seconds, 1)))
    return known | {"elapsed": round(elapsed), "gap": gap, "percent": percent, "bound": int(bound) if bound else None}


@never_cache
@login_required
@require_safe
def show_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The card; when it is done the page is asked to load itself anew."""
    ensure_keys(request)
    of = asked(request, pk)
    running = timetables.busy(of.matchmaking)
    if running is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"running": running, "progress": progress_of(running), "activity": of.matchmaking.activity}
    return render(request, "activities/board_progress.html", context)


@login_required
@require_POST
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    of = asked(request, pk)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        raise BadRequest()
    origin = timetables.current(of.matchmaking) if form.cleaned_data["keeps"] else None
    computing.schedule_all(
        actor=of.actor,
        matchmaking=of.matchmaking,
        now=timezone.now(),
        seconds=form.cleaned_data["seconds"],
        origin=origin,
    )
    return redirect(of.url)


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    computing.cancel_computing(actor=of.actor, timetable=version_of(of, numbered), now=timezone.now())
    messages.success(request, _("已停止计算，原来的版本都在。"))
    return redirect(of.url)


@login_required
@require_POST
def publish(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    publishing.publish(actor=of.actor, timetable=version_of(of, numbered), now=timezone.now())
    messages.success(request, _("日程已发布，留了邮箱的参加者会收到通知。"))
    return redirect(of.url)


@login_required
@require_POST
def unpublish(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    publishing.unpublish(actor=of.actor, timetable=version_of(of, numbered), now=timezone.now())
    messages.success(request, _("日程已收回，可以手工改，改好再发布。"))
    return redirect(of.url)


@login_required
@require_POST
def back(request: HttpRequest, pk: int, numbered: int) -> HttpResponse:
    of = asked(request, pk)
    step_back(actor=of.actor, timetable=version_of(of, numbered), now=timezone.now())
    messages.success(request, _("已退回一步。"))
    return redirect(of.url)


def ensure_published(of: Asked) -> Timetable:
    """Raises NothingPublished."""
    found = timetables.published(of.matchmaking)
    if found is None:
        raise rules.NothingPublished()
    return found
