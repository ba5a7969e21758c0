"""Seats and the waitlist."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.activities import rules
from shanghui.activities.rules import ActivityState

NOW = datetime(2026, 12, 1, 5, tzinfo=UTC)


def test_registration_is_open_until_the_very_moment() -> None:
    rules.ensure_open(ActivityState.PUBLISHED, NOW, NOW)
    with pytest.raises(rules.RegistrationClosed):
        rules.ensure_open(ActivityState.PUBLISHED, NOW, NOW + timedelta(seconds=1))
    with pytest.raises(rules.RegistrationClosed):
        rules.ensure_open(ActivityState.DRAFT, NOW, NOW)


@pytest.mark.parametrize(
    ("seated", "capacity", "of_unit", "quota", "has"),
    [
        (9, 10, 0, None, True),
        (10, 10, 0, None, False),
        (9, 10, 2, 2, False),
        (9, 10, 1, 2, True),
        (500, None, 40, None, True),
        (500, None, 3, 3, False),
    ],
)
def test_a_seat_is_one_of_the_house_and_one_of_the_unit(
    seated: int, capacity: int | None, of_unit: int, quota: int | None, has: bool
) -> None:
    assert rules.has_seat(seated=seated, capacity=capacity, of_unit=of_unit, quota=quota) is has
