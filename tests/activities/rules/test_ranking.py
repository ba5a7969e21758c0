"""Weights, places, ties, and what the ranking would choose."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from shanghui.activities.rules.ranking import Mark, in_order, places_of, suggested, weighted

D = Decimal


def test_weighted_mean_is_told_of_a_hundred() -> None:
    assert weighted([Mark(1, D(5)), Mark(3, D(5))]) == D(100)
    assert weighted([Mark(3, D(4)), Mark(1, D(2))]) == D("70.0")
    assert weighted([Mark(1, D(1))]) == D(20)
    assert weighted([Mark(1, D(10) / 3)]) == D("66.7")


def test_criterion_without_points_does_not_count_and_without_any_there_is_no_value() -> None:
    assert weighted([Mark(3, D(4)), Mark(9, None)]) == D(80)
    assert weighted([Mark(3, None)]) is None
    assert weighted([]) is None


def test_equal_values_share_a_place_and_the_next_one_is_lower() -> None:
    values = {1: D(80), 2: None, 3: D(90), 4: D(80), 5: D(10)}
    assert places_of(values) == {3: 1, 1: 2, 4: 2, 5: 4}
    assert in_order(values) == [3, 1, 4, 5, 2]


def test_nobody_is_suggested_without_a_point_or_a_vote() -> None:
    assert suggested({1: D(0), 2: None, 3: D(1)}, 3) == [3]
    assert suggested({1: D(5), 2: D(5), 3: D(9)}, 2) == [3, 1], "of equal ones the earlier"
    assert suggested({}, 3) == []


values = some.dictionaries(some.integers(1, 50), some.none() | some.decimals(0, 100, places=1), max_size=12)


@given(values, some.integers(1, 5))
def test_whoever_is_suggested_stands_no_lower_than_whoever_is_not(rows: dict[int, Decimal | None], places: int) -> None:
    chosen = suggested(rows, places)
    assert len(chosen) <= places
    left = [rows[pk] or D(0) for pk in rows if pk not in chosen]
    assert all((rows[pk] or D(0)) >= other for pk in chosen for other in left)
    assert sorted(in_order(rows)) == sorted(rows)


@given(some.lists(some.tuples(some.integers(1, 10), some.decimals(1, 5, places=2)), min_size=1, max_size=8))
def test_value_lies_between_one_point_and_all(marks: list[tuple[int, Decimal]]) -> None:
    value = weighted([Mark(weight, points) for weight, points in marks])
    assert value is not None
    assert D(20) <= value <= D(100)
