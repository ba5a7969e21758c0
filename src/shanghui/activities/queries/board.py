"""The board: a part of the slots by a page of the tables, its scores, who waits longest. A constant number of queries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.timezone import localtime

from shanghui.activities.models import Placement, Seat, Slot, Table, Timetable
from shanghui.activities.queries.placing import arounds_of, named, participants_called, table_called
from shanghui.activities.queries.timetables import broken, clashes
from shanghui.activities.rules import LIVE, EncounterState, Part
from shanghui.activities.rules.placing import Around, Breach, Frame, why_not, why_not_exchange

#: breaches into sentences
Say = Callable[[Iterable[Breach]], list[str]]
#: a page of the board is so many tables wide and at most so many slots high
TABLES_SHOWN, SLOTS_SHOWN = 12, 20


@dataclass(frozen=True, slots=True)
class Portion:
    """Slots of one session that are shown together."""

    number: int
    name: str
    slots: Sequence[Slot]

    @property
    def span(self) -> str:
        first, last = localtime(self.slots[0].starts_at), localtime(self.slots[-1].ends_at)
        return f"{first:%H:%M}–{last:%H:%M}"


@dataclass(slots=True)
class CellShown:
    """`marks`: locked, moved, clash, over. `why`: sentences against the encounter that is picked,
    None where it may go; `swaps`: it could change places with that."""

    slot: Slot
    table: Table
    called: str
    encounter: int | None = None
    buyer: str = ""
    seller: str = ""
    moved_from: Slot | None = None
    locked: bool = False
    clash: bool = False
    why: Sequence[str] | None = None
    swaps: bool = False

    @property
    def kind(self) -> str:
        if self.encounter is None:
            return "free"
        return "clash" if self.clash else "locked" if self.locked else "moved" if self.moved_from else ""


@dataclass(frozen=True, slots=True)
class RowShown:
    """A slot with its cells; `pause`: minutes since the slot before ended."""

    slot: Slot
    cells: Sequence[CellShown]
    pause: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one version; `bound` and `breaks_bound` are None where nothing was proved."""

    weight: int = 0
    bound: int | None = None
    placed: int = 0
    encounters: int = 0
    breaks: int = 0
    breaks_bound: int | None = None
    longest: int = 0
    floor: int = 0
    kept: int = 0
    people: int = 0
    most: int = 0
    least: int = 0
    clashes: int = 0

    @property
    def share(self) -> float:
        """Of the bound, in percent."""
        return round(min(100.0, 100 * self.weight / self.bound), 1) if self.bound else 100.0

    @property
    def gap(self) -> float:
        return round(100 - self.share, 1)

    @property
    def left(self) -> int:
        return max(self.encounters - self.placed, 0)


@dataclass(frozen=True, slots=True)
class Strip:
    """A participant's day, slot by slot: on, idle or nothing."""

    name: str
    breaks: int
    squares: Sequence[str] = field(default_factory=list)


def portions(slots: Iterable[Slot]) -> list[Portion]:
    """Sessions, and long ones in pieces."""
    by_session: dict[int, list[Slot]] = {}
    for slot in slots:
        by_session.setdefault(slot.session_id, []).append(slot)
    pieces = [
        (inside[0].session.name, inside[at : at + SLOTS_SHOWN])
        for inside in by_session.values()
        for at in range(0, len(inside), SLOTS_SHOWN)
    ]
    return [Portion(number, name, piece) for number, (name, piece) in enumerate(pieces, 1)]


def rows_shown(timetable: Timetable, slots: Sequence[Slot], tables: Sequence[Table]) -> list[RowShown]:
    """The cells of these slots and tables."""
    known = {(slot, table): cell for slot, table, cell in _cells(timetable, slots, tables)}
    called = {table.pk: table_called(table.name, table.number) for table in tables}
    rows, before = [], None
    for slot in slots:
        cells = [known.get((slot.pk, table.pk)) or CellShown(slot, table, called[table.pk]) for table in tables]
        pause = round((slot.starts_at - before.ends_at).total_seconds() / 60) if before else 0
        rows.append(RowShown(slot, cells, max(pause, 0)))
        before = slot
    return rows


def mark_why(rows: Sequence[RowShown], frame: Frame, around: Around, say: Say) -> None:
    """Against the picked encounter, cell by cell; where it stands now there is nothing to say."""
    cells = [(cell.slot.number, cell.table.number) for row in rows for cell in row.cells]
    frame = named(frame, cells)
    for row in rows:
        for cell in row.cells:
            cell.why = say(why_not(frame, around, cell.slot.number, cell.table.number))


def mark_swaps(timetable: Timetable, rows: Iterable[RowShown], frame: Frame, around: Around) -> None:
    """Which of the others could change places with the picked one."""
    cells = [cell for row in rows for cell in row.cells if cell.encounter not in {None, around.encounter}]
    others = arounds_of(timetable, [cell.encounter for cell in cells if cell.encounter]) if around.stands else {}
    for cell in cells:
        other = others.get(cell.encounter or 0)
        cell.swaps = other is not None and not why_not_exchange(frame, around, other)


def scores_of(timetable: Timetable) -> Scores:
    """What was counted when the version was written, and what can change without it."""
    figures = timetable.progress.get("figures", {})
    of_all = timetable.matchmaking.encounters.filter(state__in=[*LIVE, EncounterState.ATTENDED, EncounterState.NO_SHOW])
    return Scores(
        weight=timetable.weight or 0,
        bound=timetable.weight_bound,
        placed=figures.get("placed", 0),
        encounters=of_all.count(),
        breaks=timetable.breaks or 0,
        breaks_bound=timetable.breaks_bound,
        longest=figures.get("longest", 0),
        floor=timetable.matchmaking.floor,
        kept=figures.get("kept", 0),
        people=figures.get("people", 0),
        most=figures.get("most", 0),
        least=figures.get("least", 0),
        clashes=clashes(timetable),
    )


def strips_of(timetable: Timetable, slots: Sequence[Slot]) -> list[Strip]:
    """Who waits longest."""
    waiting = timetable.progress.get("figures", {}).get("waiting", [])
    ids = [pk for pk, _breaks in waiting]
    met: dict[int, set[int]] = {pk: set() for pk in ids}
    for pk, slot in Seat.objects.filter(timetable=timetable, participant__in=ids).values_list("participant", "slot"):
        met[pk].add(slot)
    called = participants_called(ids)
    return [Strip(called[pk], breaks, _squares(met[pk], slots)) for pk, breaks in waiting if pk in called]


def _squares(met: set[int], slots: Sequence[Slot]) -> list[str]:
    on = [at for at, slot in enumerate(slots) if slot.pk in met]
    return ["on" if slot.pk in met else "idle" if on and on[0] < at < on[-1] else "" for at, slot in enumerate(slots)]


def _cells(
    timetable: Timetable, slots: Sequence[Slot], tables: Sequence[Table]
) -> Iterable[tuple[int, int, CellShown]]:
    slot_of, table_of = {one.pk: one for one in slots}, {one.pk: one for one in tables}
    inside = timetable.placements.filter(slot__in=slot_of, table__in=table_of)
    rows = inside.exclude(encounter__state=EncounterState.CANCELLED).order_by()
    names = ("pk", "slot", "table", "encounter", "encounter__first", "encounter__second", "locked", "moved_from")
    found = list(rows.values_list(*names, "encounter__second__part", "encounter__first__part"))
    called = participants_called({pk for row in found for pk in row[4:6]})
    clashing = set(
        Placement.objects.filter(broken(timetable), slot__in=slot_of, table__in=table_of).values_list("pk", flat=True)
    )
    moved = _slots_by_id(timetable, {row[7] for row in found if row[7]})
    for pk, slot, table, encounter, first, second, locked, moved_from, second_part, first_part in found:
        if second_part == Part.BUYER and first_part != Part.BUYER:
            first, second = second, first  # noqa: PLW2901
        row = table_of[table]
        cell = CellShown(
            slot_of[slot], row, table_called(row.name, row.number), encounter, called[first], called[second]
        )
        cell.locked, cell.moved_from, cell.clash = locked, moved.get(moved_from), pk in clashing
        yield slot, table, cell


def _slots_by_id(timetable: Timetable, ids: set[int]) -> Mapping[int, Slot]:
    return {slot.pk: slot for slot in Slot.objects.filter(pk__in=ids)}
