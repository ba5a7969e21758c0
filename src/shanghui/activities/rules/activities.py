"""Kinds and states of activities, and what an activity is measured by. Pure Python."""

from datetime import datetime, timedelta
from enum import StrEnum

from shanghui.core.refusal import Refusal


class ActivityKind(StrEnum):
    """What sort of activity it is; that it is a benchmark is earned, hence no kind that one chooses."""

    FEATURED = "featured"
    BRAND = "brand"
    MATCHMAKING = "matchmaking"
    PARTY_BUILDING = "party_building"
    TRAINING = "training"
    OTHER = "other"


class ActivityState(StrEnum):
    """draft → published → closed; cancelled from both before."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Confirmation(StrEnum):
    """Who says that a telephone number or address is right: a code sent there, or the host's secretary."""

    CODE = "code"
    SECRETARY = "secretary"
    NONE = "none"


class QuestionKind(StrEnum):
    """Own fields of a registration form."""

    TEXT = "text"
    CHOICE = "choice"
    MANY = "many"
    NUMBER = "number"
    YES = "yes"


class Measure(StrEnum):
    """What a benchmark activity is measured by; each is counted, never typed."""

    ARRIVED = "arrived"
    ARRIVED_SHARE = "arrived_share"
    UNITS = "units"
    ENTERPRISES = "enterprises"
    SATISFACTION = "satisfaction"
    NEEDS_FOUND = "needs_found"
    INTRODUCTIONS = "introductions"
    LANDED = "landed"


ACTIVITY_STEPS: dict[ActivityState, frozenset[ActivityState]] = {
    ActivityState.DRAFT: frozenset({ActivityState.PUBLISHED, ActivityState.CANCELLED}),
    ActivityState.PUBLISHED: frozenset({ActivityState.CLOSED, ActivityState.CANCELLED}),
    ActivityState.CLOSED: frozenset(),
    ActivityState.CANCELLED: frozenset(),
}

#: results of introductions begun at an activity are counted for so long after it
RESULTS_AFTER = timedelta(days=90)

#: reminders go out so long before an activity begins
REMIND_BEFORE = timedelta(days=1)

MOST_QUESTIONS = 20


class ActivityStepRefused(Refusal):
    """An activity in this state cannot go there."""


class ActivityTimesReversed(Refusal):
    """It ends before it begins, or registration closes after it has ended."""

    status = 400


class ActivityFixed(Refusal):
    """An activity that is over or cancelled is not changed any more."""


class QuestionAnswered(Refusal):
    """A question that guests have answered is not taken off the form."""


def ensure_activity_step(state: ActivityState, wanted: ActivityState) -> None:
    """Raises ActivityStepRefused."""
    if wanted not in ACTIVITY_STEPS[state]:
        raise ActivityStepRefused()


def ensure_editable(state: ActivityState) -> None:
    """Raises ActivityFixed."""
    if state in {ActivityState.CLOSED, ActivityState.CANCELLED}:
        raise ActivityFixed()


def ensure_times(starts_at: datetime, ends_at: datetime, register_until: datetime) -> None:
    """Raises ActivityTimesReversed."""
    if ends_at <= starts_at or register_until > ends_at:
        raise ActivityTimesReversed()
