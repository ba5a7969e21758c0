"""Which encounters to place: the heaviest set that slots, tables, sessions and floors allow, whatever the order of slots.

A b-matching over sessions as a mixed integer programme (HiGHS through SciPy; Huangfu and Hall 2018). Its bound holds for
any timetable.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from shanghui.engines.timetabling.domains import Board, bits

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

GAP = 1e-4  # of the weight; the rest of the time is better spent on slots
Row = tuple[list[int], float, float]


@dataclass(frozen=True, slots=True)
class Selection:
    """Encounters by number; `bound`: no timetable weighs more. `holds` is false where not even this can be fulfilled."""

    chosen: tuple[int, ...]
    bound: float
    holds: bool = True


def select(board: Board, seconds: float) -> Selection:
    """Choose. Where the floors cannot be kept by anybody, it holds not."""
    from scipy.optimize import Bounds, milp  # takes longer to load than a small event to solve

    event, count = board.event, len(board.event.encounters)
    if not count:
        return Selection((), 0.0)
    weights = np.array([float(one.weight) for one in event.encounters])
    possible = np.array([1.0 if mask else 0.0 for mask in board.allowed])
    least = np.ones(count) if event.all_placed else np.zeros(count)
    if np.any(least > possible):
        return Selection((), 0.0, holds=False)
    # a little for each encounter: of equal weight, more meetings are better
    worth = weights + 0.5 / (count + 1)
    options = {"time_limit": seconds, "mip_rel_gap": GAP}
    found = milp(
        -worth,
        integrality=np.ones(count),
        bounds=Bounds(least, possible),
        constraints=_constraints(board),
        options=options,
    )
    if found.x is None:
        return Selection((), float(weights @ possible), holds=found.status != 2)
    chosen = tuple(int(m) for m in np.flatnonzero(found.x > 0.5))
    return Selection(chosen, float(np.floor(-found.mip_dual_bound + 1e-6)))


def bound_of(board: Board) -> float:
    """No timetable weighs more: the same programme with parts of encounters, which is quicker. The floor is left out."""
    from scipy.optimize import Bounds, milp

    weights = np.array([float(one.weight) for one in board.event.encounters])
    possible = np.array([1.0 if mask else 0.0 for mask in board.allowed])
    if not len(weights):
        return 0.0
    relaxed = replace(board, event=replace(board.event, floor=0))
    found = milp(-weights, bounds=Bounds(np.zeros(len(weights)), possible), constraints=_constraints(relaxed))
    return float(weights @ possible) if found.x is None else float(np.floor(-found.fun + 1e-6))


def _constraints(board: Board) -> "LinearConstraint":
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    rows = [row for row in (*_of_participants(board), *_of_slots(board)) if row[0]]
    columns = [m for members, _, _ in rows for m in members]
    starts = np.cumsum([0, *(len(members) for members, _, _ in rows)])
    matrix = csr_array((np.ones(len(columns)), columns, starts), shape=(len(rows), len(board.allowed)))
    return LinearConstraint(matrix, [low for _, low, _ in rows], [high for _, _, high in rows])


def _of_participants(board: Board) -> Iterator[Row]:
    event = board.event
    for at, (one, mine) in enumerate(zip(event.participants, board.of, strict=True)):
        free = board.free[at]
        due = min(event.floor, len(mine), free.bit_count())
        yield list(mine), float(due), float(one.delegates * free.bit_count())
        for slots in event.sessions.values():
            inside = bits(slots)
            within = [m for m in mine if board.allowed[m] and not board.allowed[m] & ~inside]
            yield within, 0.0, float(one.delegates * (free & inside).bit_count())
        fixed: defaultdict[int, list[int]] = defaultdict(list)
        for m in mine:
            if board.allowed[m].bit_count() == 1:
                fixed[board.allowed[m]].append(m)
        for members in fixed.values():
            yield members, 0.0, float(one.delegates)


def _of_slots(board: Board) -> Iterator[Row]:
    event, everything = board.event, range(len(board.allowed))
    yield list(everything), 0.0, float(event.tables * event.slots)
    for slots in event.sessions.values():
        inside = bits(slots)
        within = [m for m in everything if board.allowed[m] and not board.allowed[m] & ~inside]
        yield within, 0.0, float(event.tables * len(slots))
    for name, tables in event.zones.items():
        yield [m for m in everything if event.encounters[m].zone == name], 0.0, float(len(tables) * event.slots)
    for name, many in event.resources.items():
        yield [m for m in everything if name in event.encounters[m].resources], 0.0, float(many * event.slots)
