"""Reads of the working-day calendar."""

import calendar
from dataclasses import dataclass
from datetime import date

from shanghui.catalogue.models import CalendarDay
from shanghui.catalogue.working_days import is_arranged


@dataclass(frozen=True)
class ShownDay:
    """A day as the year view draws it."""

    date: date
    working: bool
    note: str
    exceptional: bool


@dataclass(frozen=True)
class ShownMonth:
    """A month of weeks from Monday; None pads the first and the last week."""

    first: date
    weeks: tuple[tuple[ShownDay | None, ...], ...]


@dataclass(frozen=True)
class ShownYear:
    """A year; `arranged` is false while its holidays are not known and weekends alone count."""

    year: int
    arranged: bool
    months: tuple[ShownMonth, ...]


def working_day_exceptions(first: date, last: date) -> dict[date, bool]:
    """Date → working, for the days of [first, last] that are not what their weekday says. One query."""
    days = CalendarDay.objects.filter(date__range=(first, last)).values_list("date", "working")
    return {day: working for day, working in days if working != (day.weekday() < 5)}


def year_calendar(year: int) -> ShownYear:
    """The whole year in one query."""
    named = {day.date: day for day in CalendarDay.objects.of_years([year])}
    exceptions = {day: row.working for day, row in named.items()}
    months = tuple(ShownMonth(date(year, month, 1), _weeks(year, month, named)) for month in range(1, 13))
    return ShownYear(year, is_arranged(year, exceptions), months)


def _weeks(year: int, month: int, named: dict[date, CalendarDay]) -> tuple[tuple[ShownDay | None, ...], ...]:
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return tuple(tuple(_shown(day, named) if day.month == month else None for day in week) for week in weeks)


def _shown(day: date, named: dict[date, CalendarDay]) -> ShownDay:
    row = named.get(day)
    usual = day.weekday() < 5
    working = row.working if row else usual
    return ShownDay(day, working, row.note if row else "", working != usual)
