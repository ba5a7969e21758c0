"""A timetable for an event: proved where it is small, near the best where it is large."""

from collections.abc import Iterable, Iterator, Mapping
from time import monotonic

from shanghui.engines.timetabling.conflict import conflict_of
from shanghui.engines.timetabling.domains import Board, bits, board
from shanghui.engines.timetabling.exact import prove
from shanghui.engines.timetabling.grid import NOBODY, Grid, breaks, runs
from shanghui.engines.timetabling.insertion import insert, insert_all
from shanghui.engines.timetabling.model import Budget, Event, Placement, Status, Timetable, Why
from shanghui.engines.timetabling.selection import Selection, select
from shanghui.engines.timetabling.smoothing import smooth, until_clock
from shanghui.engines.timetabling.tables import tables_of

SMALL = 6_000  # encounters × slots that are given to the prover
MOVES = 2_000_000  # tried for each second of the budget, so that the answer does not depend on the machine
SHAKES, SHAKE = 20, 50_000  # how often, and how many moves, the grid is shaken for what found no place
SHARE = 0.7  # of the time is the prover's
LEAST = 5.0  # seconds for the choice, however few are given: without it all that follows is worth little
CHOOSING = 0.4  # of what is left is for the choice of encounters


def solve(event: Event, *, seed: int = 0, budget: Budget | None = None) -> Timetable:
    """Place as much weight as can be, then with as few breaks as can be.

    Small events are solved to the proof, large ones by choice, insertion and annealing. The same event, seed and budget
    have the same answer as long as the clock does not cut it short. `Status` says what is proved.
    """
    budget = budget or Budget()
    begun = monotonic()
    known = board(event)
    if len(event.encounters) * event.slots <= SMALL:
        proof = prove(known, budget.seconds * SHARE)
        if proof is not None and proof.slots is None:
            conflict = conflict_of(known, until_clock(begun + budget.seconds))
            return Timetable(Status.INFEASIBLE, conflict=conflict, seconds=monotonic() - begun)
        if proof is not None and proof.slots is not None:
            grid = Grid(known)
            for m, slot in proof.slots.items():
                grid.put(m, slot)
            return _told(grid, Status.OPTIMAL, None, begun)
        return _near(known, seed, budget.seconds * (1 - SHARE), begun)
    return _near(known, seed, budget.seconds, begun)


def _near(known: Board, seed: int, seconds: float, begun: float) -> Timetable:
    event = known.event
    selection = select(known, max(seconds * CHOOSING, LEAST))
    if not selection.holds:
        return Timetable(
            Status.INFEASIBLE,
            conflict=conflict_of(known, until_clock(monotonic() + seconds)),
            seconds=monotonic() - begun,
        )
    grid = Grid(known)
    _place(grid, selection.chosen, seed)
    smooth(grid, seed, int(MOVES * seconds), until_clock(monotonic() + seconds))
    is_best = weight_of(grid) >= selection.bound and not breaks(_masks(grid).values())
    status = Status.OPTIMAL if is_best else Status.FEASIBLE
    return _told(grid, status if _keeps(event, grid) else Status.UNKNOWN, selection, begun)


def _place(grid: Grid, chosen: Iterable[int], seed: int) -> None:
    """What was chosen, shaken while some of it finds no place; then whatever else fits beside it."""
    missing = insert_all(grid, chosen)
    for shake in range(SHAKES):
        if not missing:
            break
        smooth(grid, seed + shake, SHAKE, lambda: False)
        missing = insert_all(grid, missing)
    encounters = grid.board.event.encounters
    left = [m for m, slot in enumerate(grid.slot_of) if slot == NOBODY]
    for m in sorted(left, key=lambda m: (-encounters[m].weight, m)):
        insert(grid, m)


def _keeps(event: Event, grid: Grid) -> bool:
    """What insertion does not see to by itself: that all are placed, the floor, and fairness."""
    if event.all_placed and NOBODY in grid.slot_of:
        return False
    masks = _masks(grid)
    if event.fairness is not None:
        had = [runs(mask) - 1 if mask else 0 for mask in masks.values()]
        if had and max(had) - min(had) > event.fairness:
            return False
    for at, mine in enumerate(grid.board.of):
        placed = sum(grid.slot_of[m] != NOBODY for m in mine)
        if placed < min(event.floor, len(mine), grid.board.free[at].bit_count()):
            return False
    return True


def _masks(grid: Grid) -> Mapping[int, int]:
    """For each participant the slots in which it meets somebody."""
    board_ = grid.board
    return {at: bits([grid.slot_of[m] for m in mine if grid.slot_of[m] != NOBODY]) for at, mine in enumerate(board_.of)}


def weight_of(grid: Grid) -> int:
    """The weight of all that is placed."""
    return sum(
        one.weight for one, slot in zip(grid.board.event.encounters, grid.slot_of, strict=True) if slot != NOBODY
    )


def _told(grid: Grid, status: Status, selection: Selection | None, begun: float) -> Timetable:
    encounters = grid.board.event.encounters
    slot_of = {m: slot for m, slot in enumerate(grid.slot_of) if slot != NOBODY}
    tables = tables_of(grid.board, slot_of)
    weight, torn = weight_of(grid), breaks(_masks(grid).values())
    placed = tuple(Placement(encounters[m].id, slot, tables[m]) for m, slot in slot_of.items())
    bound = float(weight) if selection is None else selection.bound
    is_proved = status is Status.OPTIMAL
    seconds = monotonic() - begun
    return Timetable(status, placed, tuple(_unplaced(grid)), weight, bound, torn, torn if is_proved else 0, (), seconds)


def _unplaced(grid: Grid) -> Iterator[tuple[str, Why]]:
    for m, (one, slot) in enumerate(zip(grid.board.event.encounters, grid.slot_of, strict=True)):
        if slot == NOBODY:
            yield one.id, _why(grid, m)


def _why(grid: Grid, m: int) -> Why:
    if not grid.board.allowed[m]:
        return Why.NO_SLOT
    is_open = grid.open_slots(m)
    if not is_open:
        return Why.BUSY
    tables = grid.board.event.tables
    has_table = any(is_open >> slot & 1 and load < tables for slot, load in enumerate(grid.load))
    return Why.LIMITED if has_table else Why.TABLES
