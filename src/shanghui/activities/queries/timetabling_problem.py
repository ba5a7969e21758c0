"""A matchmaking activity as the engine's event, and the engine's answer back in rows: ids map both ways.

Slots count in the order of time. Open tables come first, closed ones behind them: what stood there in the past can still
be told, and nobody is put there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from shanghui.activities.models import (
    Encounter,
    ForbiddenSlot,
    Matchmaking,
    NotWith,
    Participant,
    Placement,
    Slot,
    Table,
)
from shanghui.activities.rules import COUNTED, LIVE
from shanghui.engines import timetabling as engine


@dataclass(frozen=True, slots=True)
class Problem:
    """`left_out`: encounters of two of whom one will not meet the other; the engine never hears of them."""

    event: engine.Event
    slots: Sequence[Slot]
    tables: Sequence[Table]
    left_out: frozenset[int] = frozenset()
    slot_at: Mapping[int, int] = field(default_factory=dict)
    table_at: Mapping[int, int] = field(default_factory=dict)

    def placements(self, rows: Iterable[Placement]) -> tuple[engine.Placement, ...]:
        """Rows as the engine has them; those of encounters that are over for good are no part of it."""
        known = {one.id for one in self.event.encounters}
        return tuple(
            engine.Placement(str(row.encounter_id), self.slot_at[row.slot_id], self.table_at[row.table_id])
            for row in rows
            if str(row.encounter_id) in known and row.slot_id in self.slot_at
        )


def problem_of(
    matchmaking: Matchmaking,
    *,
    fixed: Mapping[int, int] | None = None,
    placed: Iterable[int] = (),
    without: Iterable[int] = (),
    now: int = 0,
    begun: int = 0,
) -> Problem:
    """`fixed`: slots' ids by encounters that keep their place; `placed`: encounters that stand in a timetable, which
    belong to the event though they may have taken place; `without`: encounters that are over. Who is absent is so from
    slot `now` on; in slots before `begun` nobody is planned any more."""
    slots = list(matchmaking.slots.select_related("session"))
    tables = sorted(matchmaking.tables.all(), key=lambda table: (table.closed, table.number))
    slot_at = {slot.pk: at for at, slot in enumerate(slots)}
    table_at = {table.pk: at for at, table in enumerate(tables)}
    unwanted = _unwanted(matchmaking)
    people = list(matchmaking.participants.order_by("pk"))
    wanted = Q(state__in=LIVE) | Q(state__in=COUNTED, pk__in=list(placed))
    rows = list(matchmaking.encounters.filter(wanted).exclude(pk__in=list(without)).order_by("pk"))
    left_out = {row.pk for row in rows if (row.first_id, row.second_id) in unwanted}
    rows = [row for row in rows if row.pk not in left_out]
    zone_of = _zones(rows, people)
    open_tables = [table for table in tables if not table.closed]
    event = engine.Event(
        slots=len(slots),
        tables=len(open_tables),
        participants=tuple(_participants(matchmaking, people, slot_at, (now, begun))),
        encounters=tuple(_encounters(rows, zone_of, slot_at, fixed or {})),
        sessions={str(pk): frozenset(inside) for pk, inside in _sessions(slots).items()},
        zones=_tables_by_zone(open_tables, zone_of.values()),
        resources={str(one.pk): one.count for one in matchmaking.resources.all()},
        floor=matchmaking.floor,
    )
    return Problem(event, slots, tables, frozenset(left_out), slot_at, table_at)


def _unwanted(matchmaking: Matchmaking) -> set[tuple[int, int]]:
    """Pairs, both ways round, of whom one does not want to meet the other."""
    rows = NotWith.objects.filter(participant__matchmaking=matchmaking).values_list("participant", "other")
    return {pair for one, other in rows for pair in ((one, other), (other, one))}


def _participants(
    matchmaking: Matchmaking, people: Iterable[Participant], slot_at: Mapping[int, int], times: tuple[int, int]
) -> Iterable[engine.Participant]:
    away: defaultdict[int, set[int]] = defaultdict(set)
    rows = ForbiddenSlot.objects.filter(participant__matchmaking=matchmaking).values_list("participant", "slot")
    for participant, slot in rows:
        if slot in slot_at:
            away[participant].add(slot_at[slot])
    now, begun = times
    for one in people:
        missed = set(range(min(max(one.from_slot, begun), len(slot_at))))
        gone = set(range(now, len(slot_at))) if one.absent_at else set()
        yield engine.Participant(str(one.pk), frozenset(away[one.pk] | missed | gone), one.delegates)


def _encounters(
    rows: Sequence[Encounter], zone_of: Mapping[int, str], slot_at: Mapping[int, int], fixed: Mapping[int, int]
) -> Iterable[engine.Encounter]:
    inside = {row.pk for row in rows}
    after: defaultdict[int, list[str]] = defaultdict(list)
    links = Encounter.after.through.objects.filter(from_encounter__matchmaking=rows[0].matchmaking_id if rows else 0)
    for later, earlier in links.values_list("from_encounter", "to_encounter").order_by("pk"):
        if earlier in inside:
            after[later].append(str(earlier))
    for row in rows:
        yield engine.Encounter(
            id=str(row.pk),
            between=(str(row.first_id), str(row.second_id)),
            weight=row.weight,
            session=str(row.session_id) if row.session_id else None,
            fixed_slot=slot_at.get(fixed[row.pk]) if row.pk in fixed else None,
            after=tuple(after[row.pk]),
            zone=zone_of.get(row.pk),
            resources=(str(row.resource_id),) if row.resource_id else (),
        )


def _zones(rows: Iterable[Encounter], people: Iterable[Participant]) -> dict[int, str]:
    """The encounter's own zone, else that of whoever has one; the first's before the second's."""
    of = {one.pk: one.zone for one in people}
    zones = {row.pk: row.zone or of.get(row.first_id, "") or of.get(row.second_id, "") for row in rows}
    return {pk: zone for pk, zone in zones.items() if zone}


def _tables_by_zone(tables: Sequence[Table], wanted: Iterable[str]) -> dict[str, frozenset[int]]:
    """A zone without an open table is there too, with none: who needs it has no place, and that can be told."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for zone in wanted:
        found[zone] = set()
    for at, table in enumerate(tables):
        if table.zone:
            found[table.zone].add(at)
    return {zone: frozenset(inside) for zone, inside in found.items()}


def _sessions(slots: Iterable[Slot]) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for at, slot in enumerate(slots):
        found[slot.session_id].add(at)
    return found


def event_file(problem: Problem) -> dict[str, object]:
    """The event as `shanghui timetable` and any independent checker read it."""
    event = problem.event
    return {
        "slots": event.slots,
        "tables": event.tables,
        "floor": event.floor,
        "sessions": {name: sorted(inside) for name, inside in event.sessions.items()},
        "zones": {name: sorted(inside) for name, inside in event.zones.items()},
        "resources": dict(event.resources),
        "participants": [
            {"id": one.id, "unavailable": sorted(one.unavailable), "delegates": one.delegates}
            for one in event.participants
        ],
        "encounters": [_encounter_file(one) for one in event.encounters],
    }


def _encounter_file(one: engine.Encounter) -> dict[str, object]:
    told: dict[str, object] = {"id": one.id, "between": list(one.between), "weight": one.weight}
    rest = {"session": one.session, "fixed_slot": one.fixed_slot, "zone": one.zone}
    told |= {name: value for name, value in rest.items() if value is not None}
    lists = {"after": list(one.after), "resources": list(one.resources)}
    return told | {name: value for name, value in lists.items() if value}


def slots_begun(slots: Iterable[Slot], now: datetime) -> int:
    """How many slots have begun; the first that has not is the first that can still be planned."""
    return sum(slot.starts_at <= now for slot in slots)
