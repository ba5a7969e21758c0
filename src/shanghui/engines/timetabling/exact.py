"""The best timetable, proved: core-guided MaxSAT (RC2, Ignatiev, Morgado and Marques-Silva 2019) in a process of its own.

One encoding and one solver, so that the same event has the same answer on every machine; where time runs out, nothing.
"""

from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from pysat.card import EncType
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from shanghui.engines.timetabling.clauses import Clauses, clauses_of, slots_in
from shanghui.engines.timetabling.domains import Board

SOLVER = "cadical153"
COUNTER = EncType.seqcounter


@dataclass(frozen=True, slots=True)
class Proved:
    """Slots by encounter, with fewest breaks at the highest weight; None where there is no timetable."""

    slots: dict[int, int] | None


def prove(board: Board, seconds: float) -> Proved | None:
    """Give what was proved, or None when the time ran out. The other process ends with this call."""
    context = get_context("spawn")  # a fork would copy locks and connections that threads hold
    ours, theirs = context.Pipe()
    prover = context.Process(target=prove_for, args=(theirs, board), daemon=True)
    prover.start()
    theirs.close()
    try:
        if not ours.poll(max(seconds, 0.0)):
            return None
        found: Proved = ours.recv()
        return found
    except EOFError:  # it was killed, for want of memory perhaps
        return None
    finally:
        prover.kill()
        prover.join()
        ours.close()


def prove_for(other: Connection, board: Board) -> None:
    """Answer with what `proved` finds."""
    other.send(proved(clauses_of(board, COUNTER)))


def proved(say: Clauses) -> Proved:
    """Solve to the end, however long that takes."""
    if any(not clause for clause in say.hard):
        return Proved(None)
    formula = WCNF()
    formula.extend(say.hard)
    for literal, cost in say.soft:
        formula.append([literal], weight=cost)
    with RC2(formula, solver=SOLVER, adapt=True, exhaust=True, minz=True) as solver:
        model = solver.compute()
    return Proved(None if model is None else slots_in(say, model))
