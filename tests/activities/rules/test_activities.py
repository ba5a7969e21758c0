"""When an activity may do what."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.activities import rules
from shanghui.activities.rules import ActivityState

BEGIN = datetime(2026, 12, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_what_is_over_or_cancelled_goes_nowhere() -> None:
    for state in (ActivityState.CLOSED, ActivityState.CANCELLED):
        for wanted in ActivityState:
            with pytest.raises(rules.ActivityStepRefused):
                rules.ensure_activity_step(state, wanted)
        with pytest.raises(rules.ActivityFixed):
            rules.ensure_editable(state)


def test_a_draft_is_published_and_a_published_one_closed() -> None:
    rules.ensure_activity_step(ActivityState.DRAFT, ActivityState.PUBLISHED)
    rules.ensure_activity_step(ActivityState.PUBLISHED, ActivityState.CLOSED)
    rules.ensure_editable(ActivityState.PUBLISHED)
    with pytest.raises(rules.ActivityStepRefused):
        rules.ensure_activity_step(ActivityState.DRAFT, ActivityState.CLOSED)


def test_it_ends_after_it_begins_and_registration_before_it_ends() -> None:
    rules.ensure_times(BEGIN, BEGIN + HOUR, BEGIN + HOUR)
    with pytest.raises(rules.ActivityTimesReversed):
        rules.ensure_times(BEGIN, BEGIN, BEGIN)
    with pytest.raises(rules.ActivityTimesReversed):
        rules.ensure_times(BEGIN, BEGIN + HOUR, BEGIN + 2 * HOUR)
