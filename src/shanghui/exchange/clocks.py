"""When an answer is due, a reminder goes out and an introduction lapses: working days of the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from shanghui.catalogue.queries import working_day_exceptions
from shanghui.catalogue.working_days import add_working_days
from shanghui.exchange import rules

#: no row of holidays is long enough to make more of so few working days
_FAR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Clock:
    """The last day for an answer, the day of the reminder, the last day before it lapses."""

    due: date
    remind: date
    lapses: date


def clock(start: date, due: int, remind: int, lapse: int) -> Clock:
    """Working days after `start`; one query."""
    exceptions = working_day_exceptions(start, start + _FAR)
    return Clock(*(add_working_days(start, days, exceptions) for days in (due, remind, lapse)))


def draft_clock(start: date) -> Clock:
    """For the broker who began it: a draft that nobody sends would keep the pair from everybody else."""
    return clock(start, rules.DRAFT_DAYS, rules.DRAFT_REMINDER_DAYS, rules.DRAFT_DAYS)


def answer_clock(start: date) -> Clock:
    """For the broker who was asked."""
    return clock(start, rules.ANSWER_DAYS, rules.REMINDER_DAYS, rules.LAPSE_DAYS)


def consent_clock(start: date) -> Clock:
    """For the two firms."""
    return clock(start, rules.CONSENT_DAYS, rules.REMINDER_DAYS, rules.CONSENT_DAYS + rules.LAPSE_DAYS)


def meeting_clock(start: date) -> Clock:
    """From consent to the meeting."""
    return clock(start, rules.MEETING_DAYS, rules.CONSENT_DAYS, rules.MEETING_DAYS + rules.LAPSE_DAYS)
