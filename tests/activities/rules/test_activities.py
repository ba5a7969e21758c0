"""Steps and times of an activity."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.activities import rules
from shanghui.activities.rules import ActivityState as State

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)
ALLOWED = {
    (State.DRAFT, State.PUBLISHED), (State.DRAFT, State.CANCELLED), (State.PUBLISHED, State.CLOSED),
    (State.PUBLISHED, State.CANCELLED),
}  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("wanted", State)
def test_steps(state: State, wanted: State) -> None:
    if (state, wanted) in ALLOWED:
        rules.ensure_activity_step(state, wanted)
        return
    with pytest.raises(rules.ActivityStepRefused):
        rules.ensure_activity_step(state, wanted)


@pytest.mark.parametrize(
    ("state", "may"), [(State.DRAFT, True), (State.PUBLISHED, True), (State.CLOSED, False), (State.CANCELLED, False)]
)
def test_what_is_over_is_fixed(state: State, may: bool) -> None:
    if may:
        rules.ensure_editable(state)
        return
    with pytest.raises(rules.ActivityFixed):
        rules.ensure_editable(state)


def test_times() -> None:
    hour = timedelta(hours=1)
    rules.ensure_times(NOON, NOON + hour, NOON + hour)
    for end, until in ((NOON, NOON), (NOON + hour, NOON + 2 * hour)):
        with pytest.raises(rules.ActivityTimesReversed):
            rules.ensure_times(NOON, end, until)
