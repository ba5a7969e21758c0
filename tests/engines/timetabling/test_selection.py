"""The choice of encounters and the bound on their weight."""

from dataclasses import replace

import pytest

from shanghui.engines.timetabling import Encounter, Event, Participant
from shanghui.engines.timetabling.domains import board
from shanghui.engines.timetabling.selection import bound_of, select
from tests.engines.timetabling.checker import best, drawn

PEOPLE = tuple(Participant(name) for name in "abc")


@pytest.mark.parametrize("seed", range(30))
def test_no_timetable_weighs_more_than_the_bound(seed: int) -> None:
    event = drawn(seed)
    found, wanted = select(board(event), 10), best(event)
    assert found.holds or wanted is None
    assert wanted is None or wanted[0] <= found.bound
    assert wanted is None or wanted[0] <= bound_of(board(event))


def test_the_heavier_is_chosen_where_one_has_no_time_for_both() -> None:
    event = Event(1, 2, PEOPLE, (Encounter("ab", ("a", "b"), 2), Encounter("ac", ("a", "c"), 5)))
    assert select(board(event), 10).chosen == (1,)
    assert select(board(event), 10).bound == bound_of(board(event)) == 5
    assert bound_of(board(Event(1, 1, (), ()))) == select(board(Event(1, 1, (), ())), 10).bound == 0


def test_floor_costs_weight_and_may_not_be_kept() -> None:
    both = (Encounter("ab", ("a", "b"), 9), Encounter("ac", ("a", "c"), 1))
    assert select(board(Event(2, 2, PEOPLE, both, floor=1)), 10).chosen == (0, 1)
    assert not select(board(Event(1, 2, PEOPLE, both, floor=1)), 10).holds


def test_what_must_be_placed_and_has_no_slot() -> None:
    event = Event(1, 1, (replace(PEOPLE[0], unavailable=frozenset({0})), *PEOPLE[1:]), (Encounter("ab", ("a", "b")),))
    assert select(board(event), 10).chosen == ()
    assert not select(board(replace(event, all_placed=True)), 10).holds
