"""Why there is no timetable: a set of rules that cannot all be kept, none of which can be left out of the set.

The core that a solver gives is made smaller rule by rule (deletion; Marques-Silva 2010).
"""

from collections.abc import Callable

from pysat.card import EncType
from pysat.solvers import Solver

from shanghui.engines.timetabling.clauses import clauses_of
from shanghui.engines.timetabling.domains import Board
from shanghui.engines.timetabling.model import Rule

SOLVER = "glucose4"  # it keeps what it has learnt between calls that assume different rules
EFFORT = 20_000  # conflicts after which a rule is kept: it may be needed or not


def conflict_of(board: Board, until: Callable[[], bool]) -> tuple[Rule, ...]:
    """Give such a set; the empty one where the event has a timetable or none is found before `until` says stop."""
    said = clauses_of(board, EncType.seqcounter)
    guards: dict[Rule, int] = {}
    with Solver(name=SOLVER) as solver:
        for clause, rule in zip(said.hard, said.rules, strict=True):
            guard = [] if rule is None else [-guards.setdefault(rule, int(said.pool.id(("rule", rule))))]
            solver.add_clause(clause + guard)
        names = {guard: rule for rule, guard in guards.items()}
        core = _core(solver, list(guards.values()))
        if core is None:
            return ()
        return tuple(
            sorted((names[one] for one in _smallest(solver, core, until)), key=lambda rule: (rule.kind, rule.about))
        )


def _smallest(solver: Solver, core: list[int], until: Callable[[], bool]) -> list[int]:
    """Try to do without each rule in turn."""
    needed: list[int] = []
    while core and not until():
        without = _core(solver, needed + core[1:])
        if without is None:
            needed.append(core[0])
            core = core[1:]
        else:
            core = [one for one in without if one not in needed]
    return needed + core


def _core(solver: Solver, assumed: list[int]) -> list[int] | None:
    """Rules that cannot hold together, among those that are assumed; None where they can, or it takes too long."""
    solver.conf_budget(EFFORT)
    if solver.solve_limited(assumptions=assumed) is not False:
        return None
    return sorted(solver.get_core() or [])
