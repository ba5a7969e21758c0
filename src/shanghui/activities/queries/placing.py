"""What is known around encounters of a version, for the question why one may not stand somewhere: few queries for many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from shanghui.activities.models import Encounter, ForbiddenSlot, NotWith, Participant, Placement, Seat, Timetable
from shanghui.activities.rules import EncounterState
from shanghui.activities.rules.placing import Around, Breach, Frame, Meeting, Side, why_not

Pair = tuple[int, int]


def frame_of(timetable: Timetable, now: datetime) -> Frame:
    """Three queries."""
    slots = list(timetable.matchmaking.slots.all())
    tables = list(timetable.matchmaking.tables.all())
    rows = timetable.placements.exclude(encounter__state=EncounterState.CANCELLED).order_by()
    sat = {(slot, table): pk for pk, slot, table in rows.values_list("encounter", "slot__number", "table__number")}
    return Frame(
        sessions={slot.number: slot.session_id for slot in slots},
        past=frozenset(slot.number for slot in slots if slot.starts_at <= now),
        zones={table.number: table.zone for table in tables},
        closed=frozenset(table.number for table in tables if table.closed),
        sat=sat,
    )


def named(frame: Frame, cells: Iterable[Pair]) -> Frame:
    """The same with the names of who sits in these cells."""
    wanted = {frame.sat[cell] for cell in cells if cell in frame.sat}
    return replace(frame, called=encounters_called(wanted))


def arounds_of(timetable: Timetable, encounters: Iterable[int]) -> dict[int, Around]:
    """A constant number of queries for any number of encounters."""
    rows = list(timetable.matchmaking.encounters.filter(pk__in=set(encounters)).select_related("session", "resource"))
    people = {pk for row in rows for pk in (row.first_id, row.second_id)}
    meets = _meets(timetable, people)
    others = {one for slots in meets.values() for ones in slots.values() for _e, _t, one in ones}
    firms = {one.pk: one for one in Participant.objects.filter(pk__in=people)}
    called = participants_called(people | others)
    away = _away(timetable, firms)
    unwanted = _unwanted(people)
    used = _used(timetable, rows)
    after, before = _order(timetable, rows)
    stands = {
        pk: (slot, table, locked)
        for pk, slot, table, locked in timetable.placements.filter(encounter__in=[row.pk for row in rows])
        .order_by()
        .values_list("encounter", "slot__number", "table__number", "locked")
    }

    def side(pk: int) -> Side:
        told = {
            slot: tuple(Meeting(encounter, table, called.get(other, "")) for encounter, table, other in ones)
            for slot, ones in meets[pk].items()
        }
        return Side(called.get(pk, ""), firms[pk].delegates, away[pk], told)

    found = {}
    for row in rows:
        stand = stands.get(row.pk)
        mine = Counter(used.get(row.resource_id or 0, {}))
        if stand and row.resource_id:
            mine[stand[0]] -= 1
        found[row.pk] = Around(
            encounter=row.pk,
            sides=(side(row.first_id), side(row.second_id)),
            session=row.session_id,
            session_name=row.session.name if row.session else "",
            zone=row.zone or firms[row.first_id].zone or firms[row.second_id].zone,
            resource=row.resource.name if row.resource else "",
            count=row.resource.count if row.resource else 0,
            used=mine,
            after=tuple(after[row.pk]),
            before=tuple(before[row.pk]),
            is_unwanted=(row.first_id, row.second_id) in unwanted,
            is_locked=bool(stand and stand[2]),
            stands=(stand[0], stand[1]) if stand else None,
        )
    return found


def breaches(timetable: Timetable, encounter: int, cell: Pair, now: datetime) -> list[Breach]:
    """Why one encounter may not stand in a slot at a table, by their numbers."""
    frame = named(frame_of(timetable, now), [cell])
    return why_not(frame, arounds_of(timetable, [encounter])[encounter], *cell)


def participants_called(ids: Iterable[int]) -> dict[int, str]:
    """Firms' short names, or the person where there is no firm."""
    names = ("pk", "registration__enterprise__short_name", "registration__enterprise__name")
    rows = Participant.objects.filter(pk__in=set(ids)).order_by()
    values = rows.values_list(*names, "registration__firm", "registration__name")
    return {pk: short or long or firm or name for pk, short, long, firm, name in values}


def encounters_called(ids: Iterable[int]) -> dict[int, str]:
    """Both firms, the first first."""
    pairs = {
        pk: (one, other)
        for pk, one, other in Encounter.objects.filter(pk__in=set(ids)).order_by().values_list("pk", "first", "second")
    }
    called = participants_called(one for pair in pairs.values() for one in pair)
    return {pk: f"{called[one]}·{called[other]}" for pk, (one, other) in pairs.items()}


def _meets(timetable: Timetable, people: set[int]) -> dict[int, dict[int, list[tuple[int, str, int]]]]:
    """For each participant, by slot: encounter, table, whom it meets."""
    found: dict[int, dict[int, list[tuple[int, str, int]]]] = {pk: {} for pk in people}
    rows = (
        Seat.objects.filter(timetable=timetable, participant__in=people)
        .exclude(placement__encounter__state=EncounterState.CANCELLED)
        .order_by("slot", "delegate")
    )
    names = (
        "participant",
        "slot__number",
        "placement__encounter",
        "placement__table__name",
        "placement__table__number",
    )
    pairs = ("placement__encounter__first", "placement__encounter__second")
    for pk, slot, encounter, name, number, first, second in rows.values_list(*names, *pairs):
        table = table_called(name, number)
        found[pk].setdefault(slot, []).append((encounter, table, second if first == pk else first))
    return found


def table_called(name: str, number: int) -> str:
    """In a sentence: its own name, or its number."""
    from django.utils.translation import gettext as _

    return name or _("%(number)s号桌") % {"number": number + 1}


def _away(timetable: Timetable, firms: Mapping[int, Participant]) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = ForbiddenSlot.objects.filter(participant__in=firms).values_list("participant", "slot__number")
    for pk, slot in rows:
        found[pk].add(slot)
    numbers = list(timetable.matchmaking.slots.values_list("number", flat=True))
    for pk, firm in firms.items():
        found[pk].update(one for one in numbers if firm.absent_at or one < firm.from_slot)
    return {pk: frozenset(found[pk]) for pk in firms}


def _unwanted(people: set[int]) -> set[Pair]:
    rows = NotWith.objects.filter(Q(participant__in=people) & Q(other__in=people)).values_list("participant", "other")
    return {pair for one, other in rows for pair in ((one, other), (other, one))}


def _used(timetable: Timetable, rows: Sequence[Encounter]) -> dict[int, Counter[int]]:
    """By resource and slot."""
    found: defaultdict[int, Counter[int]] = defaultdict(Counter)
    wanted = {row.resource_id for row in rows if row.resource_id}
    used = timetable.placements.filter(encounter__resource__in=wanted).exclude(
        encounter__state=EncounterState.CANCELLED
    )
    for resource, slot in used.order_by().values_list("encounter__resource", "slot__number"):
        found[resource][slot] += 1
    return found


def _order(
    timetable: Timetable, rows: Sequence[Encounter]
) -> tuple[dict[int, list[tuple[str, int]]], dict[int, list[tuple[str, int]]]]:
    """Slots, with names, of what stands before and after each."""
    after: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    before: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    mine = {row.pk for row in rows}
    links = list(
        Encounter.after.through.objects.filter(Q(from_encounter__in=mine) | Q(to_encounter__in=mine)).values_list(
            "from_encounter", "to_encounter"
        )
    )
    ends = {pk for link in links for pk in link}
    slots = dict(
        Placement.objects.filter(timetable=timetable, encounter__in=ends).values_list("encounter", "slot__number")
    )
    called = encounters_called(ends) if ends else {}
    for later, earlier in links:
        if later in mine and earlier in slots:
            after[later].append((called[earlier], slots[earlier]))
        if earlier in mine and later in slots:
            before[earlier].append((called[later], slots[later]))
    return after, before
