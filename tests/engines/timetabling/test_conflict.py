"""The conflict that is named is one, and nothing of it can be left out."""

from dataclasses import replace

import pytest

from shanghui.engines.timetabling import Encounter, Event, Participant, Rule
from shanghui.engines.timetabling.conflict import conflict_of
from shanghui.engines.timetabling.domains import board
from tests.engines.timetabling.checker import best

A, B, C, D = (Participant(name) for name in "abcd")


def conflict(event: Event) -> tuple[Rule, ...]:
    return conflict_of(board(event), lambda: False)


def test_too_many_wishes_of_one_name_it_and_what_must_be_placed() -> None:
    event = Event(1, 5, (A, B, C), (Encounter("ab", ("a", "b")), Encounter("ac", ("a", "c"))), all_placed=True)
    assert {rule.about for rule in conflict(event)} <= {"a", "ab", "ac"}
    assert Rule("participant", "a") in conflict(event)
    assert best(event) is None


def test_too_few_tables() -> None:
    event = Event(1, 1, (A, B, C, D), (Encounter("ab", ("a", "b")), Encounter("cd", ("c", "d"))), all_placed=True)
    assert Rule("tables") in conflict(event)
    assert best(replace(event, tables=2)) is not None


def test_encounter_without_a_slot() -> None:
    away = Participant("a", frozenset({0, 1}))
    event = Event(2, 1, (away, B), (Encounter("ab", ("a", "b")),), all_placed=True)
    assert conflict(event) == (Rule("encounter", "ab"),)


def test_order_that_bites_its_tail() -> None:
    pairs = (Encounter("ab", ("a", "b"), after=("cd",)), Encounter("cd", ("c", "d"), after=("ab",)))
    event = Event(3, 2, (A, B, C, D), pairs, all_placed=True)
    assert conflict(event)
    assert best(event) is None


def test_fairness_that_cannot_be() -> None:
    fixed = (Encounter("ab", ("a", "b"), fixed_slot=0), Encounter("ac", ("a", "c"), fixed_slot=2))
    event = Event(3, 2, (A, B, C), fixed, all_placed=True, fairness=0)
    assert Rule("fairness") in conflict(event)
    assert best(replace(event, fairness=1)) is not None


@pytest.mark.parametrize("stops", [True, False])
def test_event_with_a_timetable_has_none(stops: bool) -> None:
    event = Event(2, 1, (A, B), (Encounter("ab", ("a", "b")),), all_placed=True)
    assert conflict_of(board(event), lambda: stops) == ()
