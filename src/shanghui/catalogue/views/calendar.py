"""The working-day calendar: a year at a time, and one day to change."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shanghui.catalogue import actions, queries
from shanghui.catalogue.forms import CalendarDayForm
from shanghui.catalogue.labels import WEEKDAYS
from shanghui.catalogue.permissions import can_edit_catalogue
from shanghui.catalogue.views.asking import editor, reader
from shanghui.core.refusal import BadRequest

FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_safe
@login_required
def working_days(request: HttpRequest) -> HttpResponse:
    """The year `year` (this year without it); with `day`, that day's form for an officer."""
    actor = reader(request, "year", "day")
    chosen = _day(request.GET["day"]) if "day" in request.GET else None
    year = queries.year_calendar(_year(request.GET.get("year"), chosen))
    can_edit = can_edit_catalogue(actor)
    context = {
        "year": year, "chosen": chosen if can_edit else None, "can_edit": can_edit, "weekdays": WEEKDAYS,
        "form": _form(year, chosen) if chosen and can_edit else None, "tab": "working_days", "today": localdate(),
    }  # fmt: skip
    return render(request, "catalogue/working_days.html", context)


@require_POST
@login_required
def set_calendar_day(request: HttpRequest) -> HttpResponse:
    actor = editor(request)
    form = CalendarDayForm(request.POST)
    if not form.is_valid():
        raise BadRequest()
    facts = form.cleaned_data
    actions.set_calendar_day(actor=actor, **facts, now=now())
    messages.success(request, _("工作日历已更新。"))
    return redirect(f"{reverse('catalogue:working_days')}?year={facts['day'].year}")


def _form(year: queries.ShownYear, chosen: date) -> CalendarDayForm:
    weeks = year.months[chosen.month - 1].weeks
    day = next(day for week in weeks for day in week if day is not None and day.date == chosen)
    return CalendarDayForm(initial={"day": chosen, "working": "1" if day.working else "0", "note": day.note})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise BadRequest() from fault


def _year(text: str | None, chosen: date | None) -> int:
    if chosen is not None:
        year = chosen.year
    elif text is None:
        return localdate().year
    else:
        year = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadRequest()
    return year
