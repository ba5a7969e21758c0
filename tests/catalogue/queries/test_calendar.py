"""The year as it is drawn."""

from datetime import date

import pytest

from shanghui.catalogue.queries import working_day_exceptions, year_calendar

pytestmark = pytest.mark.usefixtures("catalogue")


def test_year_is_whole_and_drawn_in_one_query(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        year = year_calendar(2026)
    days = {day.date: day for month in year.months for week in month.weeks for day in week if day}
    assert len(days) == 365
    assert year.arranged
    festival = days[date(2026, 2, 17)]
    assert (festival.working, festival.note, festival.exceptional) == (False, "春节", True)
    make_up = days[date(2026, 2, 28)]
    assert (make_up.working, make_up.exceptional) == (True, True)
    weekend = days[date(2026, 2, 15)]
    assert (weekend.working, weekend.note, weekend.exceptional) == (False, "春节", False)
    assert all(len(week) == 7 for month in year.months for week in month.weeks)


def test_year_to_come_is_not_arranged() -> None:
    assert not year_calendar(2027).arranged


def test_exceptions_are_only_days_that_differ_from_their_weekday() -> None:
    exceptions = working_day_exceptions(date(2026, 1, 1), date(2026, 1, 31))
    assert exceptions == {date(2026, 1, 1): False, date(2026, 1, 2): False, date(2026, 1, 4): True}
