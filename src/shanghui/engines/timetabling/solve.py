"""A timetable for an event: proved where it is small, near the best where it is large."""

from collections.abc import Callable, Iterable
from time import monotonic

from shanghui.engines.timetabling.conflict import conflict_of
from shanghui.engines.timetabling.domains import Board, board
from shanghui.engines.timetabling.exact import prove
from shanghui.engines.timetabling.grid import NOBODY, Grid, breaks
from shanghui.engines.timetabling.insertion import insert, insert_all
from shanghui.engines.timetabling.model import Budget, Event, Progress, Status, Timetable
from shanghui.engines.timetabling.outcome import keeps, masks_of, told, weight_of
from shanghui.engines.timetabling.selection import select
from shanghui.engines.timetabling.smoothing import smooth, until_clock

SMALL = 6_000  # encounters × slots that are given to the prover
MOVES = 2_000_000  # tried for each second of the budget, so that the answer does not depend on the machine
SHAKES, SHAKE = 20, 50_000  # how often, and how many moves, the grid is shaken for what found no place
SHARE = 0.7  # of the time is the prover's
LEAST = 5.0  # seconds for the choice, and more than its share for the rest: a busy machine is to give the same answer
CHOOSING = 0.4  # of what is left is for the choice of encounters


Report = Callable[[Progress], None]


def solve(event: Event, *, seed: int = 0, budget: Budget | None = None, report: Report | None = None) -> Timetable:
    """Place as much weight as can be, then with as few breaks as can be.

    Small events are solved to the proof, large ones by choice, insertion and annealing. The same event, seed and budget
    have the same answer as long as the clock does not cut it short. `Status` says what is proved. `report` is told what
    is known so far, many times a second or once in a while; whatever it raises ends the work.
    """
    budget, report = budget or Budget(), report or _nobody
    begun = monotonic()
    known = board(event)
    if len(event.encounters) * event.slots <= SMALL:
        proof = prove(known, budget.seconds * SHARE, lambda: report(Progress()))
        if proof is not None and proof.slots is None:
            conflict = conflict_of(known, until_clock(begun + budget.seconds))
            return Timetable(Status.INFEASIBLE, conflict=conflict, seconds=monotonic() - begun)
        if proof is not None and proof.slots is not None:
            grid = Grid(known)
            for m, slot in proof.slots.items():
                grid.put(m, slot)
            return told(grid, Status.OPTIMAL, None, begun)
        return _near(known, seed, budget.seconds * (1 - SHARE), begun, report)
    return _near(known, seed, budget.seconds, begun, report)


def _nobody(progress: Progress) -> None:
    """Where nobody wants to know."""


def _near(known: Board, seed: int, seconds: float, begun: float, report: Report) -> Timetable:
    report(Progress())
    selection = select(known, max(seconds * CHOOSING, LEAST))
    if not selection.holds:
        return Timetable(
            Status.INFEASIBLE,
            conflict=conflict_of(known, until_clock(monotonic() + seconds)),
            seconds=monotonic() - begun,
        )
    grid = Grid(known)
    report(Progress(0, selection.bound))
    _place(grid, selection.chosen, seed)
    found = Progress(weight_of(grid), selection.bound, breaks(masks_of(grid).values()))
    is_over = until_clock(monotonic() + seconds + LEAST)

    def until() -> bool:
        report(found)
        return is_over()

    smooth(grid, seed, int(MOVES * seconds), until)
    is_best = weight_of(grid) >= selection.bound and not breaks(masks_of(grid).values())
    status = Status.OPTIMAL if is_best else Status.FEASIBLE
    return told(grid, status if keeps(grid) else Status.UNKNOWN, selection.bound, begun)


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
