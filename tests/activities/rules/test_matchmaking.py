"""Wishes and tables."""

from datetime import UTC, datetime, timedelta

import pytest

from shanghui.activities import rules

NOW = datetime(2026, 12, 1, 5, tzinfo=UTC)
DAY = timedelta(days=1)


def test_wishes_are_taken_between_two_moments_or_always() -> None:
    rules.ensure_wishes_open(None, None, NOW)
    rules.ensure_wishes_open(NOW, NOW, NOW)
    for opens, closes in ((NOW + DAY, None), (None, NOW - DAY)):
        with pytest.raises(rules.WishesClosed):
            rules.ensure_wishes_open(opens, closes, NOW)


@pytest.mark.parametrize(
    ("encounters", "slots", "tables"), [(60, 9, 8), (0, 9, 0), (1, 9, 1), (100, 10, 12), (5, 0, 6)]
)
def test_tables_wanted_are_encounters_over_slots_and_fifteen_percent(encounters: int, slots: int, tables: int) -> None:
    assert rules.tables_wanted(encounters, slots) == tables
