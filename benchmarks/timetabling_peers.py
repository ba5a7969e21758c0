"""What the timetabling engine is measured against: first come, first served; and CP-SAT with the whole event, if it is there."""

import os
import time
from collections import defaultdict
from dataclasses import dataclass
from importlib.util import find_spec

from shanghui.engines.timetabling import Event
from shanghui.engines.timetabling.domains import board, slots_of
from shanghui.engines.timetabling.grid import Grid, breaks

#: `pip install ortools` for the comparison; nothing else needs it
HAS_CP_SAT = find_spec("ortools") is not None


@dataclass(frozen=True, slots=True)
class Peer:
    weight: int
    breaks: int
    seconds: float


def first_come(event: Event) -> Peer:
    """Each wish into the first slot that is free, in the order they came."""
    begun = time.perf_counter()
    grid = Grid(board(event))
    for m in range(len(event.encounters)):
        slot = next((slot for slot in slots_of(grid.open_slots(m)) if grid.has_room(m, slot)), None)
        if slot is not None:
            grid.put(m, slot)
    return _peer(grid, begun)


def cp_sat(event: Event, seconds: float) -> Peer | None:
    """The heaviest timetable that keeps the floor, breaks left aside, which is easier; None where none was found in time."""
    from ortools.sat.python import cp_model  # not above: the prover's process reads this module too

    begun, known, model = time.perf_counter(), board(event), cp_model.CpModel()
    at = {
        (m, slot): model.new_bool_var(f"{m} {slot}") for m, mask in enumerate(known.allowed) for slot in slots_of(mask)
    }
    of_encounter, of_slot, of_seat, of_person = (defaultdict(list) for _ in range(4))
    for (m, slot), one in at.items():
        of_encounter[m].append(one)
        of_slot[slot].append(one)
        for person in known.pairs[m]:
            of_seat[person, slot].append(one)
            of_person[person].append(one)
    for ones in (*of_encounter.values(), *of_seat.values()):
        model.add_at_most_one(ones)
    for ones in of_slot.values():
        model.add(sum(ones) <= event.tables)
    for person, ones in of_person.items():
        model.add(sum(ones) >= min(event.floor, len(known.of[person]), known.free[person].bit_count()))
    model.maximize(sum(event.encounters[m].weight * one for (m, _), one in at.items()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds - (time.perf_counter() - begun), 0.1)
    solver.parameters.num_workers = os.cpu_count() or 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    grid = Grid(known)
    for (m, slot), one in at.items():
        if solver.boolean_value(one):
            grid.put(m, slot)
    return _peer(grid, begun)


def _peer(grid: Grid, begun: float) -> Peer:
    encounters = grid.board.event.encounters
    weight = sum(one.weight for one, slot in zip(encounters, grid.slot_of, strict=True) if slot >= 0)
    return Peer(weight, breaks(grid.busy), time.perf_counter() - begun)
