"""Events and timetables as JSON: the files of `shanghui timetable`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from shanghui.engines.timetabling.model import Encounter, Event, Participant, Placement, Timetable
from shanghui.engines.timetabling.repair import Changes, Move, Repaired

MOST = 1_000_000  # of anything that is counted or weighed
MOST_SLOTS = 63  # they are bits of one number


class Unreadable(ValueError):
    """The file is no event or no timetable; says where and why."""


def event_of(told: Mapping[str, Any]) -> Event:
    """Read an event: slots, tables, participants, encounters, and what the rules need. Raises Unreadable."""
    try:
        event = Event(
            slots=_count(told, "slots"),
            tables=_count(told, "tables"),
            participants=tuple(_participant(one) for one in told["participants"]),
            encounters=tuple(_encounter(one) for one in told["encounters"]),
            sessions={name: frozenset(map(_whole, slots)) for name, slots in (told.get("sessions") or {}).items()},
            zones={name: frozenset(map(_whole, tables)) for name, tables in (told.get("zones") or {}).items()},
            resources={name: _whole(many) for name, many in (told.get("resources") or {}).items()},
            all_placed=bool(told.get("all_placed")),
            fairness=None if told.get("fairness") is None else _whole(told["fairness"], "fairness"),
            floor=_whole(told.get("floor") or 0, "floor"),
        )
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise Unreadable(f"读不懂这个活动：{type(error).__name__} {error}") from error
    _ensure_whole(event)
    _ensure_counts(event)
    return event


def placements_of(told: Mapping[str, Any], event: Event) -> tuple[Placement, ...]:
    """Read the placed encounters of a timetable of the event. Raises Unreadable."""
    try:
        placed = tuple(
            Placement(str(one["encounter"]), _whole(one["slot"]), _whole(one["table"])) for one in told["placed"]
        )
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise Unreadable(f"读不懂这个时间表：{type(error).__name__} {error}") from error
    known = {one.id: one for one in event.encounters}
    _unique("placed", [one.encounter for one in placed])
    _unique("slot, table", [f"{one.slot} {one.table}" for one in placed])
    for one in placed:
        zone = known[one.encounter].zone if one.encounter in known else None
        inside = range(event.tables) if zone is None else event.zones[zone]
        if one.encounter not in known or one.slot >= event.slots or one.table not in inside:
            raise Unreadable(f"时间表与活动对不上：{one.encounter}，slot {one.slot}，table {one.table}")
    return placed


def changes_of(told: Mapping[str, Any], event: Event) -> Changes:
    """Read what has changed on the day: now, absent, late, tables, added. Raises Unreadable."""
    try:
        late = {str(name): _whole(slot) for name, slot in (told.get("late") or {}).items()}
        added = tuple(_encounter(one) for one in told.get("added") or ())
        tables = told.get("tables")
        changes = Changes(
            now=_whole(told.get("now") or 0),
            absent=frozenset(str(name) for name in told.get("absent") or ()),
            late=late,
            tables=None if tables is None else _count(told, "tables"),
            added=added,
        )
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise Unreadable(f"读不懂这些变动：{type(error).__name__} {error}") from error
    unknown = (changes.absent | set(changes.late)) - {one.id for one in event.participants}
    if unknown or not 0 <= changes.now <= event.slots:
        raise Unreadable(f"now {changes.now}；没有这些参加者：{'、'.join(sorted(unknown)) or '无'}")
    _ensure_whole(replace(event, encounters=(*event.encounters, *added)))
    return changes


def repaired_of(repaired: Repaired) -> dict[str, Any]:
    """Write a repaired timetable: the timetable, who is moved, and each proposal with whom it moves and what it gains."""
    proposals = [
        {"encounter": one.encounter, "slot": one.slot, "gain": one.gain, "moved": [_moved(move) for move in one.moved]}
        for one in repaired.proposals
    ]
    moved = [_moved(move) for move in repaired.moved]
    return told_of(repaired.timetable) | {"moved": moved, "proposals": proposals}


def _moved(move: Move) -> dict[str, Any]:
    return {"encounter": move.encounter, "before": move.before, "slot": move.slot}


def told_of(timetable: Timetable) -> dict[str, Any]:
    """Write a timetable."""
    return {
        "status": timetable.status.value,
        "placed": [{"encounter": one.encounter, "slot": one.slot, "table": one.table} for one in timetable.placed],
        "unplaced": [{"encounter": one, "why": why.value} for one, why in timetable.unplaced],
        "weight": timetable.weight,
        "weight_bound": timetable.weight_bound,
        "breaks": timetable.breaks,
        "breaks_bound": timetable.breaks_bound,
        "conflict": [{"rule": one.kind, "about": one.about} for one in timetable.conflict],
        "seconds": round(timetable.seconds, 3),
    }


def _whole(told: Any, name: str = "") -> int:
    """A number that is not below 0 and not beyond what anything of an event can be; `name` is for the error."""
    if not isinstance(told, int) or isinstance(told, bool) or not 0 <= told <= MOST:
        raise ValueError(f"{name} {told!r}")
    return told


def _named(told: Any) -> str | None:
    if told is not None and not isinstance(told, str):
        raise ValueError(repr(told))
    return told


def _count(told: Mapping[str, Any], name: str) -> int:
    return _whole(told[name], name)


def _participant(told: Mapping[str, Any]) -> Participant:
    return Participant(
        str(told["id"]),
        frozenset(map(_whole, told.get("unavailable") or ())),
        _whole(told.get("delegates", 1), "delegates"),
    )


def _encounter(told: Mapping[str, Any]) -> Encounter:
    one, other = told["between"]
    weight = told.get("weight")
    return Encounter(
        id=str(told["id"]),
        between=(str(one), str(other)),
        weight=1 if weight is None else _whole(weight, "weight"),
        session=_named(told.get("session")),
        fixed_slot=None if told.get("fixed_slot") is None else _whole(told["fixed_slot"], "fixed_slot"),
        after=tuple(str(before) for before in told.get("after") or ()),
        zone=_named(told.get("zone")),
        resources=tuple(dict.fromkeys(str(name) for name in told.get("resources") or ())),
    )


def _ensure_whole(event: Event) -> None:
    """Names are unique, and whatever is named is there."""
    people = _unique("participants", [one.id for one in event.participants])
    encounters = _unique("encounters", [one.id for one in event.encounters])
    for one in event.encounters:
        missing = [name for name in one.between if name not in people] + [
            name for name in one.after if name not in encounters
        ]
        missing += [one.session] if one.session is not None and one.session not in event.sessions else []
        missing += [one.zone] if one.zone is not None and one.zone not in event.zones else []
        missing += [name for name in one.resources if name not in event.resources]
        missing += [name for name in one.after if name == one.id]
        if missing or one.between[0] == one.between[1]:
            raise Unreadable(f"{one.id}：{'、'.join(missing) or '两边是同一个'}")
        if one.weight < 0 or (one.fixed_slot is not None and not 0 <= one.fixed_slot < event.slots):
            raise Unreadable(f"{one.id}：weight {one.weight}，fixed_slot {one.fixed_slot}")


def _ensure_counts(event: Event) -> None:
    """Slots and tables are there, zones do not overlap."""
    if event.slots > MOST_SLOTS:
        raise Unreadable(f"最多 {MOST_SLOTS} 个时段")
    if any(one.delegates < 1 for one in event.participants):
        raise Unreadable("delegates 至少是 1")
    zoned = [table for tables in event.zones.values() for table in tables]
    if len(set(zoned)) < len(zoned) or any(not 0 <= table < event.tables for table in zoned):
        raise Unreadable("zones 里的 table 不能重复，也不能超出 tables")
    for slots in (*event.sessions.values(), *(one.unavailable for one in event.participants)):
        if any(not 0 <= slot < event.slots for slot in slots):
            raise Unreadable(f"时段要在 0 到 {event.slots - 1} 之间")


def _unique(what: str, names: Sequence[str]) -> frozenset[str]:
    found = frozenset(names)
    if len(found) != len(names):
        raise Unreadable(f"{what} 里有两个相同的 id")
    return found
