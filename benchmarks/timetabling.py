"""Timetables against first come, first served and against CP-SAT in the same run: weight, breaks, fairness, seconds.

    python benchmarks/timetabling.py [--public N] [--generated N]

Public events (JAIR 74, 2022) if they are among the shared data: the optimum or the infeasibility that was published must
come out. Generated ones: 200 to 2,000 participants, demand with a long tail as at real events, a floor of three; one with
30 % of the slots forbidden and 80 % of the wishes bound to a session; one minute for a thousand; and the day itself, with 30
who stay away and 20 who are late. CP-SAT is asked where ortools is installed. Ends with 1 when a timetable is wrong.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.engines.timetabling.checker import breaks_of, faults

from benchmarks.large_event import made, on_the_day
from benchmarks.timetabling_peers import HAS_CP_SAT, Peer, cp_sat, first_come
from shanghui.engines.timetabling import Budget, Event, Status, Timetable, event_of, repair, solve

EVENTS = Path(os.environ.get("SHANGHUI_SHARED", ROOT.parent / "shared")) / "data" / "timetabling" / "events"
THOUSAND = (1000, 30, 220)
#: people, slots, tables, share of slots in which somebody is away, of ten wishes those bound to a session; seconds
RUNS: list[tuple[int, int, int, float, int, float]] = [
    (200, 20, 44, 0.05, 2, 5.0),
    (*THOUSAND, 0.05, 2, 3.0),
    (*THOUSAND, 0.05, 2, 5.0),
    (2000, 40, 440, 0.05, 2, 10.0),
    (500, 24, 150, 0.3, 8, 10.0),
    (*THOUSAND, 0.05, 2, 60.0),
]
PUBLIC_SECONDS = 150.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", type=int, default=1000, help="how many public events")
    parser.add_argument("--generated", type=int, default=len(RUNS), help="how many generated events")
    options = parser.parse_args()
    wrong = public(options.public)
    if options.generated:
        solve(made(40, 8, 10), budget=Budget(0.1))  # the first call compiles the inner loop, or loads it
        wrong += sum(generated(*run) for run in RUNS[: options.generated])
        wrong += on_a_day(*THOUSAND)
    return 1 if wrong else 0


def public(most: int) -> int:
    """How many came out wrong."""
    if not EVENTS.exists():
        print("the public events are not here: skipped")
        return 0
    seconds, wrong, unproved = [], 0, 0
    for name, event, optimum, theirs in list(published())[:most]:
        begun = time.perf_counter()
        found = solve(event, budget=Budget(PUBLIC_SECONDS))
        seconds.append(time.perf_counter() - begun)
        unproved += found.status in {Status.FEASIBLE, Status.UNKNOWN}
        ours = {Status.OPTIMAL: found.breaks, Status.INFEASIBLE: None}.get(found.status, -1)
        wrong += ours not in {optimum, -1} or (found.status is Status.OPTIMAL and bool(faults(event, found)))
        told = "not proved" if ours == -1 else "infeasible" if ours is None else f"{ours} breaks"
        print(f"{name:34} {told:>10}, published {optimum} in {theirs} s  {seconds[-1]:6.1f} s", flush=True)
    if seconds:
        print(
            f"{len(seconds)} events, {wrong} wrong, {unproved} not proved; total {sum(seconds):.0f} s,"
            f" median {statistics.median(seconds):.1f}, worst {max(seconds):.1f}"
        )
    return wrong


def published() -> Iterator[tuple[str, Event, int | None, float]]:
    for one in json.loads((EVENTS / "published.json").read_text(encoding="utf-8")):
        name = f"{one['instance']}.d{one['d']}"
        event = event_of(json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8")))
        yield name, event, None if one["infeasible"] else one["optimum"], one["maxsat_s"]


def generated(people: int, slots: int, tables: int, away: float, bound: int, seconds: float) -> bool:
    """Whether the timetable is wrong."""
    event = made(people, slots, tables, away, bound)
    print(f"{people} participants, {len(event.encounters)} wishes, {away:.0%} away, {bound}0 % bound, {seconds:g} s:")
    begun = time.perf_counter()
    found = solve(event, seed=1, budget=Budget(seconds))
    ours, theirs = Peer(found.weight, found.breaks, time.perf_counter() - begun), first_come(event)
    told("  here", ours, found.weight_bound, f", {ours.breaks / max(theirs.breaks, 1):.2f} of first come's")
    print(f"    {found.status}, largest difference of breaks {spread(event, found)}")
    told("  first come, first served", theirs, found.weight_bound)
    if not HAS_CP_SAT:
        print("  CP-SAT: ortools is not installed")
    elif (peer := cp_sat(event, seconds)) is None:
        print(f"  CP-SAT: nothing in {seconds:g} s")
    else:
        told("  CP-SAT", peer, found.weight_bound)
    excused = "floor" if found.status is Status.UNKNOWN else "none"  # it says itself that not all is kept
    return any(not one.startswith(excused) for one in faults(event, found))


def told(who: str, peer: Peer, bound: float, more: str = "") -> None:
    print(
        f"{who}: {peer.weight / bound:.3%} of the bound, {peer.breaks} breaks{more}, {peer.seconds:.1f} s", flush=True
    )


def spread(event: Event, found: Timetable) -> int:
    """The largest difference of breaks between two participants."""
    slots = {one.id: Counter[int]() for one in event.participants}
    slot_of = {one.encounter: one.slot for one in found.placed}
    for one in event.encounters:
        if one.id in slot_of:
            for name in one.between:
                slots[name][slot_of[one.id]] += 1
    had = [breaks_of(mine) for mine in slots.values()]
    return max(had) - min(had)


def on_a_day(people: int, slots: int, tables: int) -> int:
    """Thirty stay away and twenty are late in slot 6; how many rules are broken by what was kept or moved."""
    event = made(people, slots, tables)
    before = solve(event, seed=1, budget=Budget(5))
    changes, begun = on_the_day(event, 6, 30, 20), time.perf_counter()
    after = repair(event, before.placed, changes)
    seconds, found = time.perf_counter() - begun, after.timetable
    print(
        f"repair, {len(changes.absent)} absent, {len(changes.late)} late: {len(after.moved)} of {len(before.placed)} moved"
        f" ({len(after.moved) / len(before.placed):.2%}), {found.weight / found.weight_bound:.3%} of the new bound,"
        f" {seconds:.1f} s; largest difference of breaks {spread(event, before)} before, {spread(event, found)} after"
    )
    kept = {one.encounter: one.slot for one in before.placed}
    return sum(kept.get(one.encounter) != one.slot for one in found.placed if one.slot < changes.now)


if __name__ == "__main__":
    raise SystemExit(main())
