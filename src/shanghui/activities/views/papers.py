"""A version on paper, as a file for Excel, and its event for anybody who wants to check it."""

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanghui.activities import rules
from shanghui.activities.models import Timetable
from shanghui.activities.queries import papers, timetables
from shanghui.activities.queries.timetabling_problem import event_file, problem_of
from shanghui.activities.views.board import Asked, asked, version_of
from shanghui.core.asking import ensure_keys, number
from shanghui.core.paper import pdf_of
from shanghui.sheets.answers import table_answer

#: the strict policy keeps styles out of templates; a page on paper has none but this one
STYLE = Path(__file__).parents[1] / "static/activities/paper.css"


@login_required
@require_safe
def show_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody's schedule and each table's sheet, to be printed."""
    of = asked(request, pk)
    timetable = _wanted(request, of)
    return render(request, "activities/board_paper.html", _sheets(of, timetable))


@login_required
@require_safe
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    of = asked(request, pk)
    timetable = _wanted(request, of)
    page = render_to_string("activities/board_paper_pdf.html", _sheets(of, timetable))
    written = pdf_of(page, STYLE.read_text(encoding="utf-8"))
    answer = HttpResponse(written, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="schedules-{pk}-{timetable.number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_safe
def timetable_file(request: HttpRequest, pk: int, ending: str) -> StreamingHttpResponse:
    of = asked(request, pk)
    timetable = _wanted(request, of)
    name = f"timetable-{pk}-{timetable.number}"
    return table_answer(name, ending, _("日程"), papers.file_header(), papers.file_rows(timetable))


@login_required
@require_safe
def event_json(request: HttpRequest, pk: int) -> HttpResponse:
    """What `shanghui timetable` reads."""
    ensure_keys(request)
    of = asked(request, pk)
    answer = JsonResponse(event_file(problem_of(of.matchmaking)))
    answer["Content-Disposition"] = f'attachment; filename="event-{pk}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def _wanted(request: HttpRequest, of: Asked) -> Timetable:
    """By its number; by itself the published one, else the one that is worked on. Raises NothingPublished."""
    ensure_keys(request, "version")
    text = request.GET.get("version", "")
    if text:
        return version_of(of, number(text))
    found = timetables.published(of.matchmaking) or timetables.current(of.matchmaking)
    if found is None:
        raise rules.NothingPublished()
    found.matchmaking = of.matchmaking
    return found


def _sheets(of: Asked, timetable: Timetable) -> dict[str, object]:
    return {
        "activity": of.matchmaking.activity,
        "timetable": timetable,
        "people": papers.personal_sheets(timetable),
        "tables": papers.table_sheets(timetable),
    }
