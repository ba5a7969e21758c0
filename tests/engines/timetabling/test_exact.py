"""The prover in its own process: its answer, or none in time."""

from multiprocessing import Pipe

from shanghui.engines.timetabling import Encounter, Event, Participant
from shanghui.engines.timetabling.clauses import clauses_of
from shanghui.engines.timetabling.domains import board
from shanghui.engines.timetabling.exact import COUNTER, Proved, prove, prove_for, proved

PAIR = Event(2, 1, (Participant("a"), Participant("b")), (Encounter("ab", ("a", "b"), fixed_slot=1),), all_placed=True)
NEVER = Event(1, 0, PAIR.participants, (Encounter("ab", ("a", "b")),), all_placed=True)


def test_answer_comes_from_another_process() -> None:
    assert prove(board(PAIR), 60) == Proved({0: 1})
    assert prove(board(NEVER), 60) == Proved(None)


def test_without_time_nothing_is_proved() -> None:
    assert prove(board(PAIR), 0) is None


def test_the_process_answers_once() -> None:
    ours, theirs = Pipe()
    prove_for(theirs, board(PAIR))
    assert ours.recv() == Proved({0: 1})


def test_clause_that_nothing_fulfils_is_proof_enough() -> None:
    said = clauses_of(board(PAIR), COUNTER)
    said.say([])
    assert proved(said) == Proved(None)
