"""Chosen encounters into slots: where both are free, or after a Kempe chain has made room."""

from collections.abc import Iterable

from shanghui.engines.timetabling.domains import slots_of
from shanghui.engines.timetabling.grid import NOBODY, Grid, runs


def insert_all(grid: Grid, chosen: Iterable[int]) -> list[int]:
    """Place the chosen, those with the fewest slots first; give those that found no place."""
    board = grid.board

    def narrow(m: int) -> tuple[int, int, int]:
        one, other = board.pairs[m]
        return board.allowed[m].bit_count(), -len(board.of[one]) - len(board.of[other]), m

    left = [m for m in sorted(chosen, key=narrow) if not insert(grid, m)]
    return [m for m in left if not (insert(grid, m) or insert_by_chain(grid, m))]


def insert(grid: Grid, m: int) -> bool:
    """Where it tears the fewest breaks, the emptiest slot of these."""
    slots = [slot for slot in slots_of(grid.open_slots(m)) if grid.has_room(m, slot)]
    if not slots:
        return False
    one, other = (grid.busy[seat] for seat in grid.seats[m])
    grid.put(m, min(slots, key=lambda slot: (runs(one | 1 << slot) + runs(other | 1 << slot), grid.load[slot], slot)))
    return True


def insert_by_chain(grid: Grid, m: int) -> bool:
    """One is free here and the other there: a chain from one of them frees the same slot for both."""
    event, allowed = grid.board.event, grid.board.allowed[m]
    everything = (1 << event.slots) - 1
    one, other = grid.seats[m]
    free_one, free_other = everything & ~grid.busy[one], everything & ~grid.busy[other]
    for wanted in slots_of(allowed & (free_one | free_other)):
        blocked, free = (other, free_other) if free_one >> wanted & 1 else (one, free_one)
        block = grid.at[blocked][wanted]
        if block == NOBODY:  # both are free: no table is
            if _make_room(grid, m, wanted):
                return True
            continue
        for aside in slots_of(free):
            chain = grid.chain(block, wanted, aside)
            if not grid.may_swap(chain, wanted, aside):
                continue
            grid.swap(chain, wanted, aside)
            if grid.open_slots(m) >> wanted & 1 and grid.has_room(m, wanted):
                grid.put(m, wanted)
                return True
            grid.swap(chain, aside, wanted)
    return False


def shortest_chain(grid: Grid, m: int, most: int) -> tuple[list[int], int, int] | None:
    """The fewest encounters, at most so many, that change sides so that m finds a place: they, m's slot, and the other.

    In m's slot one of the two is free, and the other has a free slot for what it has there.
    """
    best: tuple[list[int], int, int] | None = None
    for blocked, free in (grid.seats[m], grid.seats[m][::-1]):
        for wanted in slots_of(grid.board.allowed[m] & grid.busy[blocked] & ~grid.busy[free]):
            block = grid.at[blocked][wanted]
            for aside in slots_of(grid.board.allowed[block] & ~grid.busy[blocked]):
                chain = grid.chain(block, wanted, aside, most if best is None else len(best[0]) - 1)
                if chain and grid.at[free][aside] not in chain and _frees(grid, m, chain, wanted, aside):
                    best = chain, wanted, aside
    return best


def _frees(grid: Grid, m: int, chain: list[int], wanted: int, aside: int) -> bool:
    """The swap may be made, and after it m has room."""
    leaving = sum(1 if grid.slot_of[one] == wanted else -1 for one in chain)
    if grid.load[wanted] - leaving >= grid.board.event.tables or not grid.may_swap(chain, wanted, aside):
        return False
    if not (grid.limited[m] or grid.bound_to[m]):
        return True
    grid.swap(chain, wanted, aside)
    is_free = grid.has_room(m, wanted)
    grid.swap(chain, aside, wanted)
    return is_free


def _make_room(grid: Grid, m: int, wanted: int) -> bool:
    """Move an encounter that stands in a full slot to another slot that is free for both of it."""
    if grid.load[wanted] < grid.board.event.tables:
        return False
    inside = [other for other, slot in enumerate(grid.slot_of) if slot == wanted]
    for other in inside:
        for slot in slots_of(grid.open_slots(other)):
            if grid.has_room(other, slot):
                grid.take(other)
                grid.put(other, slot)
                if grid.has_room(m, wanted):
                    grid.put(m, wanted)
                    return True
                grid.take(other)
                grid.put(other, wanted)
    return False
