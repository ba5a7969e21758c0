"""When the door is open, and what an offline arrival is worth."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.activities.rules import (
    ActivityState,
    FeedbackNotOpen,
    NotOnTheDay,
    believable,
    ensure_feedback_open,
    ensure_on_the_day,
)

BEGIN = datetime(2026, 11, 20, 6, tzinfo=UTC)
END = BEGIN + timedelta(hours=3)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.mark.parametrize("now", [BEGIN - DAY, BEGIN, END, END + DAY])
def test_door_is_open_a_day_around(now: datetime) -> None:
    ensure_on_the_day(ActivityState.PUBLISHED, BEGIN, END, now)
    ensure_on_the_day(ActivityState.CLOSED, BEGIN, END, now)


@pytest.mark.parametrize(
    ("state", "now"),
    [
        (ActivityState.PUBLISHED, BEGIN - DAY - MINUTE),
        (ActivityState.PUBLISHED, END + DAY + MINUTE),
        (ActivityState.DRAFT, BEGIN),
        (ActivityState.CANCELLED, BEGIN),
    ],
)
def test_door_is_shut_else(state: ActivityState, now: datetime) -> None:
    with pytest.raises(NotOnTheDay):
        ensure_on_the_day(state, BEGIN, END, now)


@pytest.mark.parametrize(
    ("now", "open_"),
    [(BEGIN - MINUTE, False), (BEGIN, True), (END + 14 * DAY, True), (END + 14 * DAY + MINUTE, False)],
)
def test_feedback_is_taken_from_the_beginning_until_two_weeks_after(now: datetime, open_: bool) -> None:
    if open_:
        ensure_feedback_open(ActivityState.CLOSED, BEGIN, END, now)
    else:
        with pytest.raises(FeedbackNotOpen):
            ensure_feedback_open(ActivityState.CLOSED, BEGIN, END, now)


def test_cancelled_activity_takes_no_feedback() -> None:
    with pytest.raises(FeedbackNotOpen):
        ensure_feedback_open(ActivityState.CANCELLED, BEGIN, END, END)


def test_offline_time_is_believed_for_a_day_and_never_later_than_now() -> None:
    assert believable(END - DAY, END) == END - DAY
    assert believable(END - DAY - MINUTE, END) is None
    assert believable(END + MINUTE, END) == END
    assert believable(END + 6 * MINUTE, END) is None
