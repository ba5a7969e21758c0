"""Timetables of public and generated events against first come, first served in the same run: weight, breaks, seconds.

    python benchmarks/bench_timetabling.py [--public N] [--seconds 60]

Public events (JAIR 74, 2022) if they are among the shared data: the optimum or the infeasibility that was published must
come out. Generated ones: 200 to 2,000 participants, demand with a long tail as at real events, a floor of three; the share
of the bound on the weight, and breaks over those of first come, first served. Ends with 1 when a result is wrong.
"""

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from shanghui.engines.timetabling import Budget, Encounter, Event, Participant, Status, event_of, solve
from shanghui.engines.timetabling.domains import board, slots_of
from shanghui.engines.timetabling.grid import Grid, breaks

ROOT = Path(__file__).resolve().parent.parent
EVENTS = Path(os.environ.get("SHANGHUI_SHARED", ROOT.parent / "shared")) / "data" / "timetabling" / "events"
SIZES = [(200, 20, 44), (1000, 30, 220), (2000, 40, 440)]
PUBLIC_SECONDS = 150.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", type=int, default=1000, help="how many public events")
    parser.add_argument("--seconds", type=float, default=10.0, help="for each generated event")
    options = parser.parse_args()
    wrong = public(options.public)
    for people, slots, tables in SIZES:
        generated(people, slots, tables, options.seconds)
    return 1 if wrong else 0


def public(most: int) -> int:
    """How many came out wrong."""
    if not EVENTS.exists():
        print("the public events are not here: skipped")
        return 0
    seconds, wrong = [], 0
    for name, event, optimum, theirs in list(published())[:most]:
        found = solve(event, budget=Budget(PUBLIC_SECONDS))
        ours = {Status.OPTIMAL: found.breaks, Status.INFEASIBLE: None}.get(found.status, -1)
        wrong += ours != optimum
        seconds.append(found.seconds)
        print(
            f"{name:34} breaks {ours!s:>5} published {optimum!s:>5}  {found.seconds:6.1f} s, published {theirs} s",
            flush=True,
        )
    if seconds:
        middle = statistics.median(seconds)
        print(
            f"{len(seconds)} events, {wrong} wrong; total {sum(seconds):.0f} s, median {middle:.1f}, worst {max(seconds):.1f}"
        )
    return wrong


def published() -> Iterator[tuple[str, Event, int | None, float]]:
    for one in json.loads((EVENTS / "published.json").read_text(encoding="utf-8")):
        name = f"{one['instance']}.d{one['d']}"
        event = event_of(json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8")))
        yield name, event, None if one["infeasible"] else one["optimum"], one["maxsat_s"]


def generated(people: int, slots: int, tables: int, seconds: float) -> None:
    event = made(people, slots, tables)
    found = solve(event, seed=1, budget=Budget(seconds))
    begun = time.perf_counter()
    weight, torn = first_come(event)
    print(
        f"{people} participants, {len(event.encounters)} wishes: share of the bound {found.weight / found.weight_bound:.4%}"
        f" (first come {weight / found.weight_bound:.1%}), breaks {found.breaks} ({found.breaks / torn:.2f} of"
        f" first come), {found.status}, {found.seconds:.1f} s (first come {time.perf_counter() - begun:.1f} s)",
        flush=True,
    )


def made(people: int, slots: int, tables: int) -> Event:
    """Buyers whom many want, sellers who want several; a fifth of the wishes bound to a session."""
    dice = random.Random(people)
    names = [f"p{at}" for at in range(people)]
    everybody = tuple(Participant(name, frozenset(t for t in range(slots) if dice.random() < 0.05)) for name in names)
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < people * slots * 2 // 5:
        buyer = int(people / 3 * dice.random() ** 2.5)
        pairs[names[buyer], names[people // 3 + dice.randrange(people - people // 3)]] = None
    half = slots // 2
    encounters = tuple(
        Encounter(f"m{at}", pair, dice.randint(1, 10), dice.choice(["morning", "afternoon", *[None] * 8]))
        for at, pair in enumerate(pairs)
    )
    sessions = {"morning": frozenset(range(half)), "afternoon": frozenset(range(half, slots))}
    return Event(slots, tables, everybody, encounters, sessions, floor=3)


def first_come(event: Event) -> tuple[int, int]:
    """Weight and breaks where each wish goes into the first slot that is free, in the order they came."""
    grid, weight = Grid(board(event)), 0
    for m, one in enumerate(event.encounters):
        slot = next((slot for slot in slots_of(grid.open_slots(m)) if grid.has_room(m, slot)), None)
        if slot is not None:
            grid.put(m, slot)
            weight += one.weight
    return weight, breaks(grid.busy)


if __name__ == "__main__":
    raise SystemExit(main())
