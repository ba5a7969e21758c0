"""Working days: the published arrangements of 2025 and 2026, and the rules around them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.catalogue.actions.load import _rows
from shanghui.catalogue.working_days import (
    add_working_days,
    is_arranged,
    is_working_day,
    working_days_between,
)

PUBLISHED = {date.fromisoformat(row["date"]): row["working"] == "1" for row in _rows("calendar_days.csv")}


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2026-02-13", 1, "2026-02-14"),  # a Saturday at work before the Spring Festival
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-09-24", 3, "2026-09-30"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-09", 1, "2026-10-10"),
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-05-06", 0, "2026-05-06"),
        ("2026-05-01", 0, "2026-05-06"),
        ("2025-12-31", 1, "2026-01-04"),
    ],
)
def test_working_days_are_added_as_published(start: str, number: int, end: str) -> None:
    assert add_working_days(date.fromisoformat(start), number, PUBLISHED) == date.fromisoformat(end)


def test_year_without_arrangement_counts_weekends_only() -> None:
    assert not is_arranged(2027, PUBLISHED)
    assert is_arranged(2025, PUBLISHED)
    assert is_arranged(2026, PUBLISHED)
    assert not is_working_day(date(2027, 1, 2), {})
    assert is_working_day(date(2027, 10, 1), {})


@pytest.mark.parametrize(("year", "days"), [(2025, 248), (2026, 248)])
def test_year_has_the_working_days_of_the_law(year: int, days: int) -> None:
    first = date(year - 1, 12, 31)
    assert working_days_between(first, date(year, 12, 31), PUBLISHED) == days


@given(st.dates(date(2024, 12, 1), date(2027, 2, 1)), st.integers(-300, 300))
def test_between_undoes_adding(start: date, number: int) -> None:
    start = add_working_days(start, 0, PUBLISHED)
    assert working_days_between(start, add_working_days(start, number, PUBLISHED), PUBLISHED) == number


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(1, 60))
def test_added_day_is_a_working_day(start: date, number: int) -> None:
    end = add_working_days(start, number, PUBLISHED)
    assert is_working_day(end, PUBLISHED)
    assert end - start >= timedelta(days=number)
