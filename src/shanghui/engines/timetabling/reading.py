"""Events and timetables as JSON: the files of `shanghui timetable`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from shanghui.engines.timetabling.model import Encounter, Event, Participant, Placement, Timetable
from shanghui.engines.timetabling.repair import Changes, Move, Repaired

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
            sessions={name: frozenset(slots) for name, slots in (told.get("sessions") or {}).items()},
            zones={name: frozenset(tables) for name, tables in (told.get("zones") or {}).items()},
            resources={name: int(many) for name, many in (told.get("resources") or {}).items()},
            all_placed=bool(told.get("all_placed")),
            fairness=told.get("fairness"),
            floor=int(told.get("floor") or 0),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Unreadable(f"读不懂这个活动：{type(error).__name__} {error}") from error
    _ensure_whole(event)
    _ensure_counts(event)
    return event


def placements_of(told: Mapping[str, Any]) -> tuple[Placement, ...]:
    """Read the placed encounters of a timetable. Raises Unreadable."""
    try:
        return tuple(Placement(str(one["encounter"]), int(one["slot"]), int(one["table"])) for one in told["placed"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Unreadable(f"读不懂这个时间表：{type(error).__name__} {error}") from error


def changes_of(told: Mapping[str, Any], event: Event) -> Changes:
    """Read what has changed on the day: now, absent, late, tables, added. Raises Unreadable."""
    try:
        late = {str(name): int(slot) for name, slot in (told.get("late") or {}).items()}
        added = tuple(_encounter(one) for one in told.get("added") or ())
        tables = told.get("tables")
        changes = Changes(
            now=int(told.get("now") or 0),
            absent=frozenset(str(name) for name in told.get("absent") or ()),
            late=late,
            tables=None if tables is None else _count(told, "tables"),
            added=added,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
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


def _count(told: Mapping[str, Any], name: str) -> int:
    number = told[name]
    if not isinstance(number, int) or number < 0:
        raise ValueError(f"{name} = {number!r}")
    return number


def _participant(told: Mapping[str, Any]) -> Participant:
    return Participant(str(told["id"]), frozenset(told.get("unavailable") or ()), int(told.get("delegates") or 1))


def _encounter(told: Mapping[str, Any]) -> Encounter:
    one, other = told["between"]
    weight = told.get("weight")
    return Encounter(
        id=str(told["id"]),
        between=(str(one), str(other)),
        weight=1 if weight is None else int(weight),
        session=told.get("session"),
        fixed_slot=told.get("fixed_slot"),
        after=tuple(str(before) for before in told.get("after") or ()),
        zone=told.get("zone"),
        resources=tuple(told.get("resources") or ()),
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
