"""On the day: somebody does not come, comes late, a table breaks, somebody wants to meet after all. Few are moved.

What has been is past, what can stay stays. Whoever lost an encounter, then the weightiest of those who wait, is placed where nobody
has to move, or along the shortest Kempe chain as long as what is gained is worth the moves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from time import monotonic

from shanghui.engines.timetabling.domains import Board, board
from shanghui.engines.timetabling.grid import NOBODY, Grid
from shanghui.engines.timetabling.insertion import insert, shortest_chain
from shanghui.engines.timetabling.model import Encounter, Event, Placement, Status, Timetable
from shanghui.engines.timetabling.outcome import told
from shanghui.engines.timetabling.selection import bound_of

PRICE = 1.0  # of weight for each encounter that is moved for another
MOST = 0.01  # of what is placed is moved at most
LONGEST = 6  # encounters in a chain: more people would have to be told than it is worth


@dataclass(frozen=True, slots=True)
class Changes:
    """Slots before `now` are over. `late`: the first slot in which somebody is there; `tables` from now on."""

    now: int = 0
    absent: frozenset[str] = frozenset()
    late: Mapping[str, int] = field(default_factory=dict)
    tables: int | None = None
    added: tuple[Encounter, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """An encounter that takes place at another time."""

    encounter: str
    before: int
    slot: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """An encounter that finds a place, the weight that it brings, and who is moved for it: nobody, where it can be."""

    encounter: str
    slot: int
    gain: int
    moved: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """The timetable after all proposals; `moved` against the one before, by what was displaced and by chains."""

    timetable: Timetable
    proposals: tuple[Proposal, ...]
    moved: tuple[Move, ...]


def repair(event: Event, before: Iterable[Placement], changes: Changes, *, moving: bool = True) -> Repaired:
    """Take the changes into a timetable of the event. Deterministic; a second or two for a thousand participants. Not
    `moving`: nobody who can stay is moved for another.

    Slots, tables, sessions, order, zones and resources are kept to; the floor and fairness are not asked for again.
    """
    begun = monotonic()
    was = {one.encounter: one for one in before}
    known = changed(event, was, changes)
    grid = Grid(known)
    _keep(grid, was, changes)
    order = _waiting(grid, was)
    proposals = _found(grid, order, was, moving=moving)
    timetable = told(grid, Status.FEASIBLE, _bound(known, event), begun, _kept_tables(grid, was, changes))
    return Repaired(timetable, tuple(_as_it_ends(grid, was, proposals)), tuple(_moved(grid, was)))


def changed(event: Event, was: Mapping[str, Placement], changes: Changes) -> Board:
    """The event as it is now: what has been stands where it stood, nothing else is put into the past."""
    later = frozenset(range(changes.now, event.slots))
    people = tuple(
        replace(
            one,
            unavailable=one.unavailable
            | (later if one.id in changes.absent else _missed(one.id, changes, event.slots)),
        )
        for one in event.participants
    )
    tables = event.tables if changes.tables is None else changes.tables
    zones = {name: frozenset(one for one in inside if one < tables) for name, inside in event.zones.items()}
    known = board(
        replace(
            event,
            participants=people,
            tables=tables,
            zones=zones,
            encounters=(*event.encounters, *changes.added),
            all_placed=False,
        )
    )
    past = (1 << changes.now) - 1
    allowed = []
    for one, mask in zip(known.event.encounters, known.allowed, strict=True):
        placed = was.get(one.id)
        is_over = placed is not None and placed.slot < changes.now
        allowed.append(1 << placed.slot if placed is not None and is_over else mask & ~past)
    return replace(known, allowed=tuple(allowed))


def _bound(known: Board, event: Event) -> float:
    """With the tables that there were before: in the past they all were used."""
    tables = max(event.tables, known.event.tables)
    return bound_of(replace(known, event=replace(known.event, tables=tables, zones=event.zones)))


def _missed(name: str, changes: Changes, slots: int) -> frozenset[int]:
    return frozenset(range(changes.now, min(changes.late.get(name, 0), slots)))


def _keep(grid: Grid, was: Mapping[str, Placement], changes: Changes) -> None:
    """All that can stay; of a slot that has too few tables now what may be nowhere else, then the weightiest."""
    encounters = grid.board.event.encounters
    placed = [m for m, one in enumerate(encounters) if one.id in was]
    for m in sorted(placed, key=lambda m: (encounters[m].fixed_slot is None, -encounters[m].weight, m)):
        slot = was[encounters[m].id].slot
        stays = grid.board.allowed[m] >> slot & 1
        if stays and (slot < changes.now or grid.has_room(m, slot)) and grid.settle(m, slot):
            grid.put(m, slot)


def _waiting(grid: Grid, was: Mapping[str, Placement]) -> list[int]:
    """Who is not placed and could be: those who had a place first, then the weightiest."""
    encounters = grid.board.event.encounters
    left = [m for m, slot in enumerate(grid.slot_of) if slot == NOBODY and grid.board.allowed[m]]
    return sorted(left, key=lambda m: (encounters[m].id not in was, -encounters[m].weight, m))


def _found(grid: Grid, waiting: Iterable[int], was: Mapping[str, Placement], *, moving: bool) -> list[Proposal]:
    """Each in turn where nobody has to move, or along a chain as long as it is worth its moves and not too many move in all.

    In turn, because what is light and fits at once would take the last table before what is heavy and needs a move.
    """
    encounters, found = grid.board.event.encounters, []
    left = int(MOST * len(was))
    for m in waiting:
        one = encounters[m]
        moved: tuple[Move, ...] = ()
        if not insert(grid, m):
            most = min(left, LONGEST, int(one.weight / PRICE)) if moving else 0
            chain = shortest_chain(grid, m, most) if most > 0 else None
            if chain is None:
                continue
            moved = _moved_for(grid, m, *chain)
        left -= len(moved) + (one.id in was)  # whoever had a place and has another is told of it too
        found.append(Proposal(one.id, grid.slot_of[m], one.weight, moved))
    return found


def _moved_for(grid: Grid, m: int, chain: list[int], wanted: int, aside: int) -> tuple[Move, ...]:
    """Swap the chain and put m where it made room."""
    froms = {one: grid.slot_of[one] for one in chain}
    grid.swap(chain, wanted, aside)
    grid.put(m, wanted)
    encounters = grid.board.event.encounters
    return tuple(Move(encounters[one].id, slot, grid.slot_of[one]) for one, slot in froms.items())


def _kept_tables(grid: Grid, was: Mapping[str, Placement], changes: Changes) -> dict[int, int]:
    """Of all that were in the past, and of what stays, as far as the table is still there."""
    kept = {}
    for m, (one, slot) in enumerate(zip(grid.board.event.encounters, grid.slot_of, strict=True)):
        placed = was.get(one.id)
        is_there = placed is not None and (slot < changes.now or placed.table < grid.board.event.tables)
        if placed is not None and is_there and placed.slot == slot:
            kept[m] = placed.table
    return kept


def _as_it_ends(grid: Grid, was: Mapping[str, Placement], proposals: Iterable[Proposal]) -> Iterable[Proposal]:
    """A later chain may have moved what an earlier proposal placed; nobody had been told of that."""
    slot_of = dict(zip((one.id for one in grid.board.event.encounters), grid.slot_of, strict=True))
    for one in proposals:
        moved = tuple(move for move in one.moved if move.encounter in was and slot_of[move.encounter] != move.before)
        yield replace(one, slot=slot_of[one.encounter], moved=moved)


def _moved(grid: Grid, was: Mapping[str, Placement]) -> Iterable[Move]:
    for one, slot in zip(grid.board.event.encounters, grid.slot_of, strict=True):
        if one.id in was and slot not in (NOBODY, was[one.id].slot):
            yield Move(one.id, was[one.id].slot, slot)
