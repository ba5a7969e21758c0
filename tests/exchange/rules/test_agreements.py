"""Dates that come round, and how many parties an agreement has."""

from datetime import date

import pytest

from shanghui.exchange import rules


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), 12, date(2027, 3, 31)),
        (date(9999, 12, 31), 120, date(9999, 12, 31)),
    ],
)
def test_same_day_of_a_later_month_or_its_last_one(day: date, months: int, expected: date) -> None:
    assert rules.months_later(day, months) == expected


def test_it_comes_round_as_long_as_the_agreement_holds() -> None:
    day = date(2026, 1, 1)
    assert rules.next_of(day, 3, None) == date(2026, 4, 1)
    assert rules.next_of(day, 3, date(2026, 4, 1)) == date(2026, 4, 1)
    assert rules.next_of(day, 3, date(2026, 3, 31)) is None
    assert rules.next_of(day, None, None) is None
    assert rules.next_of(None, 3, None) is None


def test_days_stay_within_the_calendar() -> None:
    assert rules.days_later(date(2026, 2, 28), 1) == date(2026, 3, 1)
    assert (rules.days_later(date.max, 1), rules.days_later(date.min, -1)) == (date.max, date.min)


@pytest.mark.parametrize(("parties", "different"), [(0, 0), (1, 1), (2, 1), (21, 21)])
def test_two_different_parties_at_least(parties: int, different: int) -> None:
    with pytest.raises(rules.PartiesUnfit):
        rules.ensure_parties(parties, different)
    rules.ensure_parties(2, 2)
