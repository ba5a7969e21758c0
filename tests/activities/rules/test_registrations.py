"""When registration is open, and whether there is a seat."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.activities import rules
from shanghui.activities.rules import ActivityState

NOON = datetime(2031, 3, 3, 12, tzinfo=UTC)


def test_open_until_the_very_moment() -> None:
    rules.ensure_open(ActivityState.PUBLISHED, NOON, NOON)
    with pytest.raises(rules.RegistrationClosed):
        rules.ensure_open(ActivityState.PUBLISHED, NOON, NOON + timedelta(seconds=1))


@pytest.mark.parametrize("state", [ActivityState.DRAFT, ActivityState.CLOSED, ActivityState.CANCELLED])
def test_closed_in_other_states(state: ActivityState) -> None:
    with pytest.raises(rules.RegistrationClosed):
        rules.ensure_open(state, NOON, NOON)


@pytest.mark.parametrize(
    ("seated", "capacity", "of_unit", "quota", "seat"),
    [
        (0, None, 0, None, True), (9, 10, 0, None, True), (10, 10, 0, None, False), (11, 10, 0, None, False),
        (5, 10, 2, 2, False), (5, 10, 1, 2, True), (5, None, 0, 0, False),
    ],
)  # fmt: skip
def test_seat(seated: int, capacity: int | None, of_unit: int, quota: int | None, seat: bool) -> None:
    assert rules.has_seat(seated=seated, capacity=capacity, of_unit=of_unit, quota=quota) is seat
