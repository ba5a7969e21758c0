"""The best timetable, proved, in a process of its own: SAT calls where all are placed, else core-guided MaxSAT (RC2).

Where all are placed only breaks count: with none at most, with one, with two …, until there is a timetable; each "no" is a
proof, and what the solver learnt from it stays. RC2 (Ignatiev, Morgado and Marques-Silva 2019) weighs encounters against each
other. One encoding and one solver, so that the same event has the same answer on every machine; where time runs out, nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic

from pysat.card import EncType, ITotalizer
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Solver

from shanghui.engines.timetabling.clauses import Clauses, clauses_of, slots_in
from shanghui.engines.timetabling.domains import Board

SOLVER = "cadical153"
COUNTER = EncType.seqcounter
TICK = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Proved:
    """Slots by encounter, with fewest breaks at the highest weight; None where there is no timetable."""

    slots: dict[int, int] | None


def prove(board: Board, seconds: float, tick: Callable[[], None] | None = None) -> Proved | None:
    """Give what was proved, or None when the time ran out. The other process ends with this call, also where `tick`,
    asked once a second, raises."""
    context = get_context("spawn")  # a fork would copy locks and connections that threads hold
    ours, theirs = context.Pipe()
    prover = context.Process(target=prove_for, args=(theirs, board), daemon=True)
    prover.start()
    theirs.close()
    try:
        if not _waited(ours, seconds, tick):
            return None
        found: Proved = ours.recv()
        return found
    except EOFError:  # it was killed, for want of memory perhaps
        return None
    finally:
        prover.kill()
        prover.join()
        ours.close()


def _waited(ours: Connection, seconds: float, tick: Callable[[], None] | None) -> bool:
    """Is there an answer in time?"""
    deadline = monotonic() + max(seconds, 0.0)
    while not ours.poll(max(min(deadline - monotonic(), TICK if tick else seconds), 0.0)):
        if monotonic() >= deadline:
            return False
        if tick:
            tick()
    return True


def prove_for(other: Connection, board: Board) -> None:
    """Answer with what `proved` finds."""
    other.send(proved(clauses_of(board, COUNTER)))


def proved(say: Clauses) -> Proved:
    """Solve to the end, however long that takes."""
    if any(not clause for clause in say.hard):
        return Proved(None)
    model = _fewest_breaks(say) if say.board.event.all_placed else _heaviest(say)
    return Proved(None if model is None else slots_in(say, model))


def _fewest_breaks(say: Clauses) -> list[int] | None:
    """A break more is allowed as long as there is no timetable. That there is none without breaks is said outright, not
    assumed: the solver then simplifies by it."""
    torn = [one for mine in say.breaks for one in mine]
    found = _model(say.hard + [[-one] for one in torn])
    if found is not None or not torn:
        return found
    with (
        Solver(name=SOLVER, bootstrap_with=say.hard) as solver,
        ITotalizer(lits=torn, ubound=1, top_id=say.pool.top) as counted,
    ):
        for most in range(1, len(torn)):
            for clause in counted.cnf.clauses[-counted.nof_new :]:
                solver.add_clause(clause)
            if solver.solve(assumptions=[-counted.rhs[most]]):
                return list(solver.get_model())
            if not solver.get_core():
                return None
            counted.increase(ubound=most + 1)
    return _model(say.hard)


def _model(clauses: list[list[int]]) -> list[int] | None:
    with Solver(name=SOLVER, bootstrap_with=clauses) as solver:
        return list(solver.get_model()) if solver.solve() else None


def _heaviest(say: Clauses) -> list[int] | None:
    formula = WCNF()
    formula.extend(say.hard)
    for literal, cost in say.soft:
        formula.append([literal], weight=cost)
    with RC2(formula, solver=SOLVER, adapt=True, exhaust=True, minz=True) as solver:
        found: list[int] | None = solver.compute()
    return found
