"""The door on the day, and the questions after it: when it is open, what an offline arrival becomes. Pure Python."""

from datetime import datetime, timedelta
from enum import StrEnum

from shanghui.activities.rules.activities import ActivityState
from shanghui.activities.rules.registrations import OFFLINE_FOR, NotOnTheDay
from shanghui.core.refusal import Refusal

#: the door is open from so long before an activity begins until so long after it ends
DOOR_AROUND = timedelta(days=1)
#: how long after the end a guest may still answer the three questions, or change what she answered
FEEDBACK_FOR = timedelta(days=14)
#: clocks of phones differ; what is further ahead is no time at all
CLOCKS_DIFFER = timedelta(minutes=5)


class Reconciled(StrEnum):
    """What became of an arrival that was noted without network."""

    DONE = "done"
    ALREADY = "already"
    UNKNOWN = "unknown"
    TOO_OLD = "too_old"
    OVER = "over"


class NoSeatLeft(Refusal):
    """All seats are taken, or all of this unit; who stands at the door may be let in all the same, if somebody says so."""


class NotArrived(Refusal):
    """There is no check-in to undo."""


class FeedbackNotOpen(Refusal):
    """The activity has not begun, or is over for too long; or the guest had no seat."""


def ensure_on_the_day(state: ActivityState, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Raises NotOnTheDay. A closed activity's door stays open as long as phones may bring what they noted."""
    held = state in {ActivityState.PUBLISHED, ActivityState.CLOSED}
    if not held or not starts_at - DOOR_AROUND <= now <= ends_at + DOOR_AROUND:
        raise NotOnTheDay()


def ensure_feedback_open(state: ActivityState, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Raises FeedbackNotOpen."""
    held = state in {ActivityState.PUBLISHED, ActivityState.CLOSED}
    if not held or not starts_at <= now <= ends_at + FEEDBACK_FOR:
        raise FeedbackNotOpen()


def believable(at: datetime, now: datetime) -> datetime | None:
    """The moment of an offline arrival, never later than now; None where it is too old or lies in the future."""
    if not now - OFFLINE_FOR <= at <= now + CLOCKS_DIFFER:
        return None
    return min(at, now)
