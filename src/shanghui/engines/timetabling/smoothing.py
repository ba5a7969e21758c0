"""Fewer breaks in a timetable that stands: Kempe swaps between two slots, annealed.

Each move swaps two slots along a chain, so that nothing that is placed falls out. After Kirkpatrick, Gelatt and Vecchi
1983, and the Kempe moves of Mühlenthaler and Wanka (PATAT 2012).
"""

from collections.abc import Callable
from time import monotonic

import numpy as np

from shanghui.engines.timetabling.grid import NOBODY, Grid

HOT, COLD = 0.5, 0.1  # of a break: at first one more is taken in one of seven tries, in the end hardly any
LONGEST = 400  # encounters in a chain; a longer one turns half of the event round and changes little
STRETCH = 200_000  # moves between two looks at the clock


def smooth(grid: Grid, seed: int, moves: int, until: Callable[[], bool]) -> int:
    """Try so many moves, or stop when told; gives how many were tried.

    What needs a zone, a resource or an order keeps its slot, and so does all that would have to move with it.
    """
    placed = [m for m, slot in enumerate(grid.slot_of) if slot != NOBODY]
    if not placed or moves < 1:
        return 0
    from shanghui.engines.timetabling import annealing  # compiled when first wanted, then kept beside it

    board = annealing.Arrays(
        at=np.array(grid.at, dtype=np.int64),
        seats=np.array(grid.seats, dtype=np.int64),
        slot_of=np.array(grid.slot_of, dtype=np.int64),
        allowed=np.array(grid.board.allowed, dtype=np.uint64),
        busy=np.array(grid.busy, dtype=np.uint64),
        load=np.array(grid.load, dtype=np.int64),
        is_free=np.array([not (grid.limited[m] or grid.bound_to[m]) for m in range(len(grid.slot_of))]),
    )
    state, tried, rate = annealing.first_state(seed), 0, (COLD / HOT) ** (1 / moves)
    while tried < moves and not until():
        step = min(STRETCH, moves - tried)
        heat = HOT * rate**tried
        rolls = np.uint64(state)  # what is compiled gives plain numbers back
        state = annealing.anneal(board, np.array(placed), grid.board.event.tables, step, heat, rate, LONGEST, rolls)
        tried += step
    _take_over(grid, placed, board.slot_of)
    return tried


def _take_over(grid: Grid, placed: list[int], slot_of: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> None:
    for m in placed:
        grid.take(m)
    for m in placed:
        grid.put(m, int(slot_of[m]))


def until_clock(deadline: float) -> Callable[[], bool]:
    """Stop at a moment of the monotonic clock."""
    return lambda: monotonic() > deadline
