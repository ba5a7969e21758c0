"""What a grid amounts to: weight, breaks, tables, who has no place and why, and whether every rule is kept."""

from collections.abc import Iterator, Mapping
from time import monotonic

from shanghui.engines.timetabling.domains import bits
from shanghui.engines.timetabling.grid import NOBODY, Grid, breaks, runs
from shanghui.engines.timetabling.model import Placement, Status, Timetable, Why
from shanghui.engines.timetabling.tables import tables_of


def keeps(grid: Grid) -> bool:
    """What insertion does not see to by itself: that all are placed, the floor, and fairness."""
    event = grid.board.event
    if event.all_placed and NOBODY in grid.slot_of:
        return False
    masks = masks_of(grid)
    if event.fairness is not None:
        had = [runs(mask) - 1 if mask else 0 for mask in masks.values()]
        if had and max(had) - min(had) > event.fairness:
            return False
    for at, mine in enumerate(grid.board.of):
        placed = sum(grid.slot_of[m] != NOBODY for m in mine)
        if placed < min(event.floor, len(mine), grid.board.free[at].bit_count()):
            return False
    return True


def masks_of(grid: Grid) -> Mapping[int, int]:
    """For each participant the slots in which it meets somebody."""
    board_ = grid.board
    return {at: bits([grid.slot_of[m] for m in mine if grid.slot_of[m] != NOBODY]) for at, mine in enumerate(board_.of)}


def weight_of(grid: Grid) -> int:
    """The weight of all that is placed."""
    return sum(
        one.weight for one, slot in zip(grid.board.event.encounters, grid.slot_of, strict=True) if slot != NOBODY
    )


def told(
    grid: Grid, status: Status, bound: float | None, begun: float, kept: Mapping[int, int] | None = None
) -> Timetable:
    """Write it down. `bound`: none where the weight is proved to be the highest; `kept`: tables that stay, by encounter."""
    encounters = grid.board.event.encounters
    slot_of = {m: slot for m, slot in enumerate(grid.slot_of) if slot != NOBODY}
    tables = tables_of(grid.board, slot_of, kept or {})
    weight, torn = weight_of(grid), breaks(masks_of(grid).values())
    placed = tuple(Placement(encounters[m].id, slot, tables[m]) for m, slot in slot_of.items())
    bound = float(weight) if bound is None else bound
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
