"""Two versions side by side: who moves, what comes in, what falls out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shanghui.activities.models import Slot, Table, Timetable
from shanghui.activities.queries.placing import encounters_called, table_called
from shanghui.activities.rules import EncounterState

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """An encounter with its place before and after; one of them is None where it came in or fell out."""

    encounter: int
    before: Place | None
    after: Place | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "entered"
        if self.after is None:
            return "left"
        return "moved" if self.before[0] != self.after[0] else "table"


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """With names and times."""

    change: Change
    name: str
    before: str
    after: str


def changes(one: Timetable, other: Timetable) -> list[Change]:
    """From the one to the other, by slot of the new place."""
    before, after = _places(one), _places(other)
    found = [
        Change(encounter, before.get(encounter), after.get(encounter))
        for encounter in sorted({*before, *after})
        if before.get(encounter) != after.get(encounter)
    ]
    order = {"moved": 0, "table": 1, "entered": 2, "left": 3}
    return sorted(found, key=lambda change: (order[change.kind], change.encounter))


def tally(found: Iterable[Change]) -> dict[str, int]:
    """How many of each kind."""
    counts = {"moved": 0, "table": 0, "entered": 0, "left": 0}
    for one in found:
        counts[one.kind] += 1
    return counts


def shown(timetable: Timetable, found: Sequence[Change]) -> list[ChangeShown]:
    """Of a page of them."""
    called = encounters_called(one.encounter for one in found)
    say = Sayer(timetable)
    return [ChangeShown(one, called[one.encounter], say(one.before), say(one.after)) for one in found]


class Sayer:
    """A place in words."""

    def __init__(self, timetable: Timetable) -> None:
        self.slots: Mapping[int, Slot] = {one.pk: one for one in timetable.matchmaking.slots.all()}
        self.tables: Mapping[int, Table] = {one.pk: one for one in timetable.matchmaking.tables.all()}

    def __call__(self, place: Place | None) -> str:
        if place is None:
            return ""
        slot, table = self.slots[place[0]], self.tables[place[1]]
        where = table_called(table.name, table.number)
        return _("%(at)s，%(table)s") % {"at": f"{localtime(slot.starts_at):%H:%M}", "table": where}

    def at(self, slot: int | None) -> str:
        return f"{localtime(self.slots[slot].starts_at):%H:%M}" if slot else ""


def _places(timetable: Timetable) -> dict[int, Place]:
    rows = timetable.placements.exclude(encounter__state=EncounterState.CANCELLED).order_by()
    return {encounter: (slot, table) for encounter, slot, table in rows.values_list("encounter", "slot", "table")}
