"""Fewer breaks, the same encounters, and every rule kept."""

from dataclasses import replace

from shanghui.engines.timetabling import Event
from shanghui.engines.timetabling.domains import board, slots_of
from shanghui.engines.timetabling.grid import NOBODY, Grid, breaks
from shanghui.engines.timetabling.smoothing import smooth, until_clock
from tests.engines.timetabling.checker import broken, drawn


def first_come(event: Event) -> Grid:
    grid = Grid(board(event))
    for m in range(len(event.encounters)):
        slot = next((one for one in slots_of(grid.open_slots(m)) if grid.has_room(m, one)), None)
        if slot is not None:
            grid.put(m, slot)
    return grid


def test_breaks_become_fewer_and_nothing_falls_out() -> None:
    event = replace(drawn(7, people=40, encounters=300, slots=16), tables=14, all_placed=False, fairness=None, floor=0)
    grid = first_come(event)
    before, placed = breaks(grid.busy), sum(slot != NOBODY for slot in grid.slot_of)
    assert smooth(grid, 1, 300_000, lambda: False) == 300_000
    assert breaks(grid.busy) < 0.8 * before
    slot_of = {one.id: slot for one, slot in zip(event.encounters, grid.slot_of, strict=True) if slot != NOBODY}
    assert len(slot_of) == placed
    assert list(broken(event, slot_of)) == []


def test_it_stops_when_told_and_has_nothing_to_do_without_encounters() -> None:
    grid = first_come(drawn(1))
    assert smooth(grid, 1, 1000, lambda: True) == 0
    assert smooth(Grid(board(Event(3, 1, (), ()))), 1, 1000, lambda: False) == 0
    assert until_clock(0.0)()
    assert not until_clock(float("inf"))()
