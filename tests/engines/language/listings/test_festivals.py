from datetime import date

import pytest

from shanghui.engines.language.listings.festivals import festival_from, lantern_festival_from


@pytest.mark.parametrize(
    ("name", "today", "day"),
    [
        ("年", date(2026, 11, 20), date(2027, 2, 6)), ("春节", date(2026, 1, 5), date(2026, 2, 17)),
        ("中秋", date(2026, 9, 25), date(2027, 9, 15)), ("端午", date(2026, 5, 20), date(2026, 6, 19)),
        ("国庆", date(2026, 9, 15), date(2026, 10, 1)), ("元旦", date(2026, 9, 15), date(2027, 1, 1)),
    ],
)  # fmt: skip
def test_the_next_day_of_a_name_is_given(name: str, today: date, day: date) -> None:
    assert festival_from(name, today) == day


def test_years_beyond_the_table_give_nothing() -> None:
    assert festival_from("春节", date(2040, 1, 1)) is None
    assert festival_from("龙抬头", date(2026, 1, 1)) is None
    assert lantern_festival_from(date(2040, 1, 1)) is None


def test_lantern_festival_is_two_weeks_after_new_year() -> None:
    assert lantern_festival_from(date(2026, 1, 5)) == date(2026, 3, 3)
