"""What the clauses say, seen through a solver: exactly the timetables that hold."""

from dataclasses import replace
from itertools import product

import pytest
from pysat.card import EncType
from pysat.solvers import Solver

from shanghui.engines.timetabling import clauses
from shanghui.engines.timetabling.clauses import PAIRWISE, Clauses, clauses_of, slots_in
from shanghui.engines.timetabling.domains import board
from tests.engines.timetabling.checker import broken, drawn


@pytest.mark.parametrize("crowd", [0.0, 9.0], ids=["seats", "encounters"])
@pytest.mark.parametrize("seed", range(12))
def test_exactly_the_timetables_that_hold_are_models(seed: int, crowd: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clauses, "CROWD", crowd)
    event = replace(drawn(seed, people=6, encounters=3, slots=3), tables=1 + seed % 2)
    said = clauses_of(board(event), EncType.seqcounter)
    with Solver(name="cadical153", bootstrap_with=[one for one in said.hard if one]) as solver:
        for slots in product(range(-1, 3), repeat=3):
            slot_of = {one.id: slot for one, slot in zip(event.encounters, slots, strict=True) if slot >= 0}
            wanted = [
                said.at(m, slot) if slot == here else -said.at(m, slot)
                for m, here in enumerate(slots)
                for slot in range(3)
            ]
            unknown = any(here >= 0 and not said.board.allowed[m] >> here & 1 for m, here in enumerate(slots))
            holds = next(broken(event, slot_of), None) is None
            is_model = all(said.hard) and not unknown and solver.solve(assumptions=wanted)
            assert is_model == holds, slot_of
            if is_model:
                assert slots_in(said, solver.get_model()) == {m: slot for m, slot in enumerate(slots) if slot >= 0}


@pytest.mark.parametrize("many", [2, PAIRWISE, PAIRWISE + 4])
@pytest.mark.parametrize("most", [0, 1, 2])
def test_at_most_counts(many: int, most: int) -> None:
    said = Clauses(board(drawn(0)), EncType.seqcounter)
    literals = [said.there(0, slot) for slot in range(many)]
    said.at_most(literals, most)
    with Solver(name="cadical153", bootstrap_with=said.hard) as solver:
        assert solver.solve(assumptions=literals[:most])
        assert not solver.solve(assumptions=literals[: most + 1]) or most >= many


def test_more_than_there_are_cannot_be() -> None:
    said = Clauses(board(drawn(0)), EncType.seqcounter)
    said.at_least([said.there(0, 0)], 2)
    assert said.hard == [[]]
