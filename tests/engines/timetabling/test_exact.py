"""The prover in its own process: its answer, or none in time."""

import multiprocessing
from multiprocessing import Pipe

import pytest

from shanghui.engines.timetabling import Encounter, Event, Participant, exact
from shanghui.engines.timetabling.clauses import clauses_of
from shanghui.engines.timetabling.domains import board
from shanghui.engines.timetabling.exact import COUNTER, Proved, prove, prove_for, proved
from tests.engines.timetabling.checker import breaks_in, broken, drawn

PAIR = Event(2, 1, (Participant("a"), Participant("b")), (Encounter("ab", ("a", "b"), fixed_slot=1),), all_placed=True)
NEVER = Event(1, 0, PAIR.participants, (Encounter("ab", ("a", "b")),), all_placed=True)


def test_answer_comes_from_another_process() -> None:
    assert prove(board(PAIR), 60) == Proved({0: 1})
    assert prove(board(NEVER), 60) == Proved(None)


def test_without_time_nothing_is_proved() -> None:
    assert prove(board(PAIR), 0) is None


def test_who_waits_is_asked_and_may_stop_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "TICK", 0.01)

    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        prove(board(drawn(1)), 60, stop)  # the other process takes longer than the first tick to begin
    assert multiprocessing.active_children() == []


def test_the_process_answers_once() -> None:
    ours, theirs = Pipe()
    prove_for(theirs, board(PAIR))
    assert ours.recv() == Proved({0: 1})


def test_clause_that_nothing_fulfils_is_proof_enough() -> None:
    said = clauses_of(board(PAIR), COUNTER)
    said.say([])
    assert proved(said) == Proved(None)


def day_of(*fixed: int, slots: int = 9, fairness: int | None = None) -> Event:
    """One who meets others in slots that are fixed, and one whose slot is free; all must be placed."""
    names = [f"p{at}" for at in range(len(fixed) + 1)]
    encounters = [Encounter(name, ("a", name), fixed_slot=slot) for name, slot in zip(names, fixed, strict=False)]
    people = (Participant("a"), *(Participant(name) for name in names))
    return Event(
        slots, 3, people, (*encounters, Encounter("free", ("a", names[-1]))), all_placed=True, fairness=fairness
    )


@pytest.mark.parametrize(("fixed", "fewest"), [((0, 1), 0), ((0, 2), 0), ((0, 3), 1), ((0, 2, 4), 1), ((0, 3, 6), 2)])
def test_a_break_more_until_there_is_a_timetable(fixed: tuple[int, ...], fewest: int) -> None:
    event = day_of(*fixed)
    found = proved(clauses_of(board(event), COUNTER)).slots
    assert found is not None
    slot_of = {one.id: found[m] for m, one in enumerate(event.encounters)}
    assert list(broken(event, slot_of)) == []
    assert breaks_in(event, slot_of) == fewest


def test_what_the_breaks_alone_do_not_forbid_is_infeasible_after_all() -> None:
    assert proved(clauses_of(board(day_of(0, 3, 6, fairness=1)), COUNTER)) == Proved(None)
    assert proved(clauses_of(board(day_of(0, 3, 6, fairness=2)), COUNTER)) != Proved(None)


def test_weight_comes_before_breaks() -> None:
    fixed = [Encounter(f"{slot}", ("a", f"p{slot}"), 1, fixed_slot=slot) for slot in (0, 2, 4)]
    people = tuple(Participant(name) for name in ("a", "p0", "p2", "p4"))
    event = Event(5, 2, people, (*fixed, Encounter("heavy", ("a", "p0"), 5, fixed_slot=2)))
    assert proved(clauses_of(board(event), COUNTER)) == Proved({0: 0, 2: 4, 3: 2})
