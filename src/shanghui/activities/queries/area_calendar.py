"""The activities of an area by week: what is planned, where two meet, which weeks are free."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate

from shanghui.activities.models import Activity
from shanghui.activities.queries.activities import of_area
from shanghui.activities.queries.conflicts import clashing, week_bounds
from shanghui.activities.rules import ActivityState
from shanghui.core.actor import Actor

#: a calendar names no more than these; nobody plans more in a month
MOST = 500


@dataclass(frozen=True)
class Entry:
    """An activity of a week; `clash`: another unit has the same public in the same week."""

    activity: Activity
    clash: bool


@dataclass(frozen=True)
class Week:
    """Monday, Sunday, the number of the ISO week, and what is planned."""

    number: int
    monday: date
    sunday: date
    entries: list[Entry]


def weeks(actor: Actor, area: int | None, month: date, series: str = "") -> list[Week]:
    """All weeks that touch the month, those without an activity too. One query."""
    first = month.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    begin, _ = week_bounds(first)
    _, end = week_bounds(last)
    rows = Activity.objects.visible_to(actor).filter(starts_at__gte=begin, starts_at__lt=end)
    rows = rows.exclude(state=ActivityState.CANCELLED)
    if area is not None:
        rows = rows.filter(of_area(area, first))
    if series:
        rows = rows.filter(series=series)
    found = list(rows.select_related("organisation").order_by("starts_at", "pk")[:MOST])
    return _by_week(found, localdate(begin), localdate(end))


def _by_week(found: list[Activity], first: date, end: date) -> list[Week]:
    clashes = clashing(found)
    made, monday = [], first
    while monday < end:
        sunday = monday + timedelta(days=6)
        entries = [Entry(row, row.pk in clashes) for row in found if monday <= localdate(row.starts_at) <= sunday]
        made.append(Week(monday.isocalendar().week, monday, sunday, entries))
        monday += timedelta(days=7)
    return made


def beside(month: date) -> tuple[date, date]:
    """The months before and after."""
    first = month.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1)
