"""May an encounter stand in this slot at that table? What is known around it, and each rule that would be broken.

Pure Python: slots and tables are told by their numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from shanghui.activities.rules.timetables import Broken


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that would be broken, and what its sentence names."""

    rule: Broken
    context: Mapping[str, str] = field(default_factory=dict)


class Standstill(StrEnum):
    """What keeps an encounter off the board."""

    FITS = "fits"
    UNWANTED = "unwanted"
    AWAY = "away"
    APART = "apart"
    BUSY = "busy"
    TABLES = "tables"
    RESOURCE = "resource"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for every encounter of a timetable.

    `zones`: of each table, in their order; `sat`: who sits where, by slot and table; `free`: tables that nobody has, by
    slot, where somebody has counted them (`counted`); `called`: encounters in words, as far as anybody asks for them.
    """

    sessions: Mapping[int, int]
    past: frozenset[int]
    zones: Mapping[int, str]
    closed: frozenset[int]
    sat: Mapping[tuple[int, int], int]
    called: Mapping[int, str] = field(default_factory=dict)
    free: Mapping[int, tuple[int, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What somebody else's delegate, or one of her own, does in a slot already."""

    encounter: int
    table: str
    other: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: when it is away, whom else it meets when."""

    name: str
    delegates: int = 1
    away: frozenset[int] = frozenset()
    meets: Mapping[int, tuple[Meeting, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around one encounter. `after`, `before`: slots of what it must follow or precede, with their names.

    `used`: how many of its resource the others take in each slot; `stands`: slot and table now.
    """

    encounter: int
    sides: tuple[Side, Side]
    session: int | None = None
    session_name: str = ""
    zone: str = ""
    resource: str = ""
    count: int = 0
    used: Mapping[int, int] = field(default_factory=dict)
    after: tuple[tuple[str, int], ...] = ()
    before: tuple[tuple[str, int], ...] = ()
    is_unwanted: bool = False
    is_locked: bool = False
    stands: tuple[int, int] | None = None


def why_not(frame: Frame, around: Around, slot: int, table: int) -> list[Breach]:
    """Every rule that the encounter would break there; none where it may stand."""
    return [*in_slot(frame, around, slot), *at_table(frame, around, slot, table)]


def in_slot(frame: Frame, around: Around, slot: int) -> list[Breach]:
    """What stands against the slot, whatever the table."""
    return [*_fixed(frame, around, slot), *_of_sides(around, slot), *_of_needs(frame, around, slot)]


def at_table(frame: Frame, around: Around, slot: int, table: int) -> Iterator[Breach]:
    """What stands against the table in that slot."""
    sits = frame.sat.get((slot, table))
    if sits is not None and sits != around.encounter:
        yield Breach(Broken.TABLE_TAKEN, {"who": frame.called.get(sits, "")})
    if table in frame.closed:
        yield Breach(Broken.TABLE_CLOSED)
    if around.zone and frame.zones.get(table, "") != around.zone:
        yield Breach(Broken.ZONE, {"zone": around.zone})


def counted(frame: Frame) -> Frame:
    """With the free tables of each slot, for whoever asks for many encounters."""
    free = {
        slot: tuple(table for table in frame.zones if (slot, table) not in frame.sat and table not in frame.closed)
        for slot in frame.sessions
    }
    return replace(frame, free=free)


def free_tables(frame: Frame, around: Around, slot: int) -> Iterator[int]:
    """Tables of the slot that it may take besides its own, the first first."""
    known = frame if frame.free is not None else counted(frame)
    for table in (known.free or {}).get(slot, ()):
        if not around.zone or frame.zones[table] == around.zone:
            yield table


def free_table(frame: Frame, around: Around, slot: int) -> int | None:
    """The first of them."""
    return next(free_tables(frame, around, slot), None)


def without(around: Around, other: Around) -> Around:
    """As if the other were not placed: for two that exchange their places."""
    sides = tuple(
        replace(
            side,
            meets={
                slot: tuple(one for one in ones if one.encounter != other.encounter)
                for slot, ones in side.meets.items()
            },
        )
        for side in around.sides
    )
    used = Counter(around.used)
    if other.stands and other.resource and other.resource == around.resource:
        used[other.stands[0]] -= 1
    return replace(around, sides=(sides[0], sides[1]), used=used)


def why_not_exchange(frame: Frame, one: Around, other: Around) -> list[Breach]:
    """Every rule that would be broken if the two, which both have a place, took each other's."""
    if one.stands is None or other.stands is None:
        return []
    theirs = (one.stands, other.stands)
    empty = replace(frame, sat={cell: who for cell, who in frame.sat.items() if cell not in theirs})
    return [
        *why_not(empty, without(one, other), *other.stands),
        *why_not(empty, without(other, one), *one.stands),
    ]


def standstill(frame: Frame, around: Around) -> tuple[Standstill, list[int]]:
    """Why an encounter has no place, and the slots in which the two could meet if only that were otherwise."""
    if around.is_unwanted:
        return Standstill.UNWANTED, []
    ahead = [slot for slot in sorted(frame.sessions) if slot not in frame.past]
    if any(side.away.issuperset(ahead) for side in around.sides):
        return Standstill.AWAY, []
    common = [slot for slot in ahead if not _has(frame, around, slot, Broken.ABSENT, Broken.SESSION)]
    if not common:
        return Standstill.APART, []
    free = [slot for slot in common if not _has(frame, around, slot, Broken.BUSY)]
    if not free:
        return Standstill.BUSY, common
    open_slots = [slot for slot in free if not in_slot(frame, around, slot)]
    if not open_slots:
        limited = [slot for slot in free if _has(frame, around, slot, Broken.RESOURCE)]
        return (Standstill.RESOURCE, limited) if limited else (Standstill.ORDER, free)
    fitting = [slot for slot in open_slots if free_table(frame, around, slot) is not None]
    return (Standstill.FITS, fitting) if fitting else (Standstill.TABLES, open_slots)


def _has(frame: Frame, around: Around, slot: int, *rules: Broken) -> bool:
    return any(one.rule in rules for one in in_slot(frame, around, slot))


def _fixed(frame: Frame, around: Around, slot: int) -> Iterator[Breach]:
    if around.is_locked:
        yield Breach(Broken.LOCKED)
    if slot in frame.past or (around.stands is not None and around.stands[0] in frame.past):
        yield Breach(Broken.PAST)
    if around.is_unwanted:
        yield Breach(Broken.NOT_WITH)


def _of_sides(around: Around, slot: int) -> Iterator[Breach]:
    for side in around.sides:
        if slot in side.away:
            yield Breach(Broken.ABSENT, {"who": side.name})
        others = [one for one in side.meets.get(slot, ()) if one.encounter != around.encounter]
        if len(others) >= side.delegates:
            yield Breach(Broken.BUSY, {"who": side.name, "table": others[0].table, "with": others[0].other})


def _of_needs(frame: Frame, around: Around, slot: int) -> Iterator[Breach]:
    if around.session is not None and frame.sessions.get(slot) != around.session:
        yield Breach(Broken.SESSION, {"session": around.session_name})
    if around.resource and around.used.get(slot, 0) >= around.count:
        yield Breach(Broken.RESOURCE, {"resource": around.resource})
    for name, there in around.after:
        if there >= slot:
            yield Breach(Broken.PRECEDENCE, {"who": name})
    for name, there in around.before:
        if there <= slot:
            yield Breach(Broken.PRECEDENCE, {"who": name})
