"""Working days: Monday to Friday, except what the calendar says. Pure Python; clocks of later mechanisms use it."""

from collections.abc import Mapping
from datetime import date, timedelta

Exceptions = Mapping[date, bool]
_ONE = timedelta(days=1)
#: a year with fewer weekdays off than this has no published arrangement (a real one has eleven or more)
FEWEST_HOLIDAYS = 5


def is_working_day(day: date, exceptions: Exceptions) -> bool:
    """`exceptions`: date → working, for holidays on weekdays (False) and make-up days at weekends (True)."""
    return exceptions.get(day, day.weekday() < 5)


def add_working_days(start: date, number: int, exceptions: Exceptions) -> date:
    """The `number`-th working day after `start` (before, when negative); 0 gives start itself, or the next one."""
    step = _ONE if number >= 0 else -_ONE
    day, left = start, abs(number)
    if left == 0:
        while not is_working_day(day, exceptions):
            day += _ONE
    while left:
        day += step
        left -= is_working_day(day, exceptions)
    return day


def working_days_between(start: date, end: date, exceptions: Exceptions) -> int:
    """Working days after `start` up to and including `end`; negative when end lies before start.

    For a working day `start` and any number: working_days_between(start, add_working_days(start, number)) == number.
    """
    if end < start:
        return -_counted(end, start - _ONE, exceptions)
    return _counted(start + _ONE, end, exceptions)


def is_arranged(year: int, exceptions: Exceptions) -> bool:
    """Whether the year's holidays are known, or weekends alone are counted."""
    weekdays_off = sum(
        1 for day, working in exceptions.items() if day.year == year and not working and day.weekday() < 5
    )
    return weekdays_off >= FEWEST_HOLIDAYS


def _counted(first: date, last: date, exceptions: Exceptions) -> int:
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return sum(is_working_day(day, exceptions) for day in days)
