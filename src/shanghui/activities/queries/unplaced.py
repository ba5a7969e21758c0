"""Which encounters have no place, why, where they would fit after all, and which single move would make room."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanghui.activities.models import Encounter, Placement, Slot, Table, Timetable
from shanghui.activities.queries.placing import arounds_of, encounters_called, table_called
from shanghui.activities.rules import LIVE
from shanghui.activities.rules.placing import (
    Around,
    Frame,
    Standstill,
    counted,
    free_table,
    in_slot,
    standstill,
    without,
)

#: so many slots are named in a sentence, so many tables offered, so many encounters looked at for making room
SLOTS_NAMED, OFFERED, BLOCKERS = 3, 3, 6


@dataclass(frozen=True, slots=True)
class Offer:
    """A cell in which it would fit now."""

    slot: Slot
    table: Table
    text: str


@dataclass(frozen=True, slots=True)
class Room:
    """One encounter that can stand elsewhere, and what takes its place: `cell` for the unplaced, `aside` for the other."""

    blocker: int
    name: str
    cell: Offer
    aside: Offer


@dataclass(frozen=True, slots=True)
class Unplaced:
    """`reason` is a sentence or two."""

    encounter: Encounter
    name: str
    reason: str
    offers: Sequence[Offer]
    room: Room | None


class Grounds:
    """Slots and tables of one version by their numbers, and its frame."""

    def __init__(self, timetable: Timetable, frame: Frame) -> None:
        self.timetable, self.frame = timetable, counted(frame)
        self.slots = {slot.number: slot for slot in timetable.matchmaking.slots.all()}
        self.tables = {table.number: table for table in timetable.matchmaking.tables.all()}

    def sitting(self, slot: int) -> list[int]:
        """Encounters of a slot by their tables."""
        cells = ((slot, table) for table in self.tables)
        return [self.frame.sat[cell] for cell in cells if cell in self.frame.sat]

    def at(self, slot: int) -> str:
        return f"{localtime(self.slots[slot].starts_at):%H:%M}"

    def offer(self, slot: int, table: int) -> Offer:
        row = self.tables[table]
        where = table_called(row.name, row.number)
        return Offer(self.slots[slot], row, _("%(at)s，%(table)s") % {"at": self.at(slot), "table": where})

    def called(self, slots: Sequence[int]) -> str:
        named = _("、").join(self.at(slot) for slot in slots[:SLOTS_NAMED])
        return _("%(slots)s等") % {"slots": named} if len(slots) > SLOTS_NAMED else named


def unplaced_rows(timetable: Timetable) -> "QuerySet[Encounter]":
    """The weightiest first."""
    stands = Placement.objects.filter(timetable=timetable, encounter=OuterRef("pk"))
    rows = timetable.matchmaking.encounters.filter(~Exists(stands), state__in=LIVE)
    return rows.order_by("-weight", "pk")


def told_unplaced(grounds: Grounds, rows: Sequence[Encounter]) -> list[Unplaced]:
    """With their reasons; the number of queries does not depend on how many there are."""
    frame = grounds.frame
    arounds = arounds_of(grounds.timetable, [row.pk for row in rows])
    called = encounters_called(arounds)
    stuck = {pk: standstill(frame, around) for pk, around in arounds.items()}
    tried = {
        pk: list(islice(_blockers(grounds, arounds[pk], slots), BLOCKERS))
        for pk, (kind, slots) in stuck.items()
        if kind in {Standstill.BUSY, Standstill.TABLES}
    }
    wanted = {blocker for ones in tried.values() for _slot, blocker in ones}
    others, names = (arounds_of(grounds.timetable, wanted), encounters_called(wanted)) if wanted else ({}, {})
    found = []
    for row in rows:
        kind, slots = stuck[row.pk]
        fitting = slots[:OFFERED] if kind is Standstill.FITS else []
        tables = [(slot, free_table(frame, arounds[row.pk], slot)) for slot in fitting]
        offers = [grounds.offer(slot, table) for slot, table in tables if table is not None]
        room = _room(grounds, arounds[row.pk], tried.get(row.pk, ()), others, names)
        reason = _sentence(grounds, row, arounds[row.pk], kind, slots)
        found.append(Unplaced(row, called[row.pk], reason, offers, room))
    return found


def _blockers(grounds: Grounds, around: Around, slots: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Slot and encounter: the only one that is in the way there, or, where tables are short, any that sits."""
    for slot in slots:
        ones = {
            one.encounter
            for side in around.sides
            if len(side.meets.get(slot, ())) >= side.delegates
            for one in side.meets[slot]
        }
        if len(ones) == 1:
            yield slot, ones.pop()
        elif not ones:
            yield from ((slot, who) for who in grounds.sitting(slot))


def _room(
    grounds: Grounds,
    around: Around,
    tried: Iterable[tuple[int, int]],
    others: Mapping[int, Around],
    names: Mapping[int, str],
) -> Room | None:
    frame = grounds.frame
    for slot, blocker in tried:
        other = others.get(blocker)
        if other is None or other.is_locked or other.stands is None or in_slot(frame, without(around, other), slot):
            continue
        free = free_table(frame, around, slot)
        table = other.stands[1] if free is None else free
        if around.zone and frame.zones.get(table, "") != around.zone:
            continue
        for aside in sorted(frame.sessions):
            there = free_table(frame, other, aside)
            if aside != slot and there is not None and not in_slot(frame, other, aside):
                return Room(blocker, names[blocker], grounds.offer(slot, table), grounds.offer(aside, there))
    return None


def _sentence(grounds: Grounds, row: Encounter, around: Around, kind: Standstill, slots: Sequence[int]) -> str:
    known = {"slots": grounds.called(slots), "resource": around.resource}
    told = {
        Standstill.UNWANTED: _("两家中有一家写了“不见”，不告诉对方。"),
        Standstill.APART: _("两家没有共同有空的时段。"),
        Standstill.BUSY: _("两家都在的是%(slots)s，那时至少一家已有约。") % known,
        Standstill.RESOURCE: _("两家都有空的是%(slots)s，那时“%(resource)s”已经用完。") % known,
        Standstill.ORDER: _("两家都有空的是%(slots)s，但要先等别的一场谈完。") % known,
        Standstill.FITS: _("现在排得下。"),
    }.get(kind)
    if kind is Standstill.AWAY:
        ahead = [slot for slot in grounds.slots if slot not in grounds.frame.past]
        who = next(side.name for side in around.sides if side.away.issuperset(ahead))
        told = _("%(who)s不在。") % {"who": who}
    if kind is Standstill.TABLES:
        told = _tables_sentence(grounds, around, slots)
    return f"{_since(grounds.timetable, row)}{told}"


def _tables_sentence(grounds: Grounds, around: Around, slots: Sequence[int]) -> str:
    tables = [
        table
        for table in grounds.tables.values()
        if not table.closed and (not around.zone or table.zone == around.zone)
    ]
    known = {"slots": grounds.called(slots), "count": len(tables), "zone": around.zone}
    if around.zone:
        return _("两家都有空的是%(slots)s，那时“%(zone)s”区的桌子都满了。") % known
    text = ngettext(
        "两家都有空的是%(slots)s，那时%(count)d张桌子都满了。",
        "两家都有空的是%(slots)s，那时%(count)d张桌子都满了。",
        len(tables),
    )
    return text % known


def _since(timetable: Timetable, row: Encounter) -> str:
    """That it is no matter of the computing at all."""
    code = timetable.unplaced.get(str(row.pk))
    if code == "taken_off":
        return _("这一场是手工取下的。")
    return "" if code else _("这一场是排完以后才约成的。")
