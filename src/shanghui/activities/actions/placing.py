"""By hand, in a draft: move, place, take off, lock, exchange, one step back. Each rule is asked; the database watches too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from shanghui.activities import rules
from shanghui.activities.actions.versions import editable, note_step, settle, touch
from shanghui.activities.labels import BROKEN
from shanghui.activities.models import Encounter, Placement, Seat, Slot, Table, Timetable
from shanghui.activities.queries.placing import arounds_of, breaches, frame_of
from shanghui.activities.queries.timetables import numbered
from shanghui.activities.rules import LIVE, EncounterState, TimetableState
from shanghui.activities.rules.placing import Breach, why_not_exchange
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.refusal import BadRequest, NotFound


@dataclass(frozen=True, slots=True)
class Cell:
    """A slot and a table of the matchmaking activity."""

    slot: Slot
    table: Table

    @property
    def numbers(self) -> tuple[int, int]:
        return self.slot.number, self.table.number


def sentences(broken: Iterable[Breach]) -> list[str]:
    """Each broken rule as its sentence."""
    return [str(BROKEN[one.rule]) % one.context for one in broken]


def cell_of(timetable: Timetable, slot: int, table: int) -> Cell:
    """By ids. Raises NotFound for those of another activity."""
    found = timetable.matchmaking.slots.filter(pk=slot).first()
    at = timetable.matchmaking.tables.filter(pk=table).first()
    if found is None or at is None:
        raise NotFound()
    return Cell(found, at)


def encounter_of(timetable: Timetable, pk: int) -> Encounter:
    """One that can still be placed, or has been. Raises NotFound."""
    rows = timetable.matchmaking.encounters.exclude(state=EncounterState.CANCELLED).select_related("first", "second")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found


@transaction.atomic
def move_encounter(*, actor: Actor, timetable: Timetable, encounter: Encounter, cell: Cell, now: datetime) -> Placement:
    """There, from wherever it stands, or from nowhere. Raises PlacementRefused with every rule that it would break."""
    timetable = editable(actor, timetable)
    if encounter.matchmaking_id != timetable.matchmaking_id or encounter.state not in LIVE:
        raise BadRequest()
    _clear_cancelled(timetable, cell)
    _refuse(breaches(timetable, encounter.pk, cell.numbers, now))
    was = timetable.placements.filter(encounter=encounter).first()
    note_step(timetable, [_step(encounter.pk, was)])
    try:
        with transaction.atomic():
            placed = _put(timetable, encounter, cell, was)
    except IntegrityError as error:  # somebody was faster where no lock holds: the database itself says no
        raise rules.PlacementRefused(
            why="".join(sentences(breaches(timetable, encounter.pk, cell.numbers, now)))
        ) from error
    timetable.unplaced.pop(str(encounter.pk), None)
    touch(timetable)
    settle(timetable)
    audit.record(
        actor, "move_encounter", timetable, now=now, encounter=encounter.pk, slot=cell.slot.pk, table=cell.table.pk
    )
    return placed


@transaction.atomic
def exchange(*, actor: Actor, timetable: Timetable, pair: tuple[Encounter, Encounter], now: datetime) -> None:
    """Two encounters of a draft change places."""
    timetable = editable(actor, timetable)
    rows = exchanged(timetable, pair, now)
    note_step(timetable, [_step(row.encounter_id, row) for row in rows])
    cells = [Cell(row.slot, row.table) for row in rows]
    for row in rows:
        row.delete()
    for row, cell in zip(rows, reversed(cells), strict=True):
        _put(timetable, row.encounter, cell, None, moved_from=row.slot_id)
    touch(timetable)
    settle(timetable)
    audit.record(actor, "exchange_encounters", timetable, now=now, encounters=[row.encounter_id for row in rows])


def exchanged(timetable: Timetable, pair: tuple[Encounter, Encounter], now: datetime) -> Sequence[Placement]:
    """The two placements. Raises PlacementRefused where one could not stand in the other's place, NotFound without two."""
    found = timetable.placements.select_related("slot", "table", "encounter")
    rows = [found.filter(encounter=one).first() for one in pair]
    one, other = rows
    if one is None or other is None or one.pk == other.pk:
        raise NotFound()
    around = arounds_of(timetable, [one.encounter_id, other.encounter_id])
    frame = frame_of(timetable, now)
    _refuse(why_not_exchange(frame, around[one.encounter_id], around[other.encounter_id]))
    return [one, other]


@transaction.atomic
def unschedule(*, actor: Actor, timetable: Timetable, encounters: Sequence[Encounter], now: datetime) -> int:
    """Off the board, as far as they are not locked or over; how many there were. Raises PlacementRefused for one alone."""
    timetable = editable(actor, timetable)
    found = timetable.placements.filter(encounter__in=encounters, encounter__state__in=LIVE)
    rows = list(found.filter(locked=False, slot__starts_at__gt=now))
    if not rows and encounters:
        locked = found.filter(locked=True).exists()
        broken = rules.Broken.LOCKED if locked else rules.Broken.PAST
        _refuse([Breach(broken)] if found.exists() else [])
    note_step(timetable, [_step(row.encounter_id, row) for row in rows])
    Placement.objects.filter(pk__in=[row.pk for row in rows]).delete()
    timetable.unplaced |= {str(row.encounter_id): "taken_off" for row in rows}
    touch(timetable)
    settle(timetable)
    audit.record(actor, "unschedule", timetable, now=now, encounters=[row.encounter_id for row in rows])
    return len(rows)


@transaction.atomic
def lock_encounters(
    *, actor: Actor, timetable: Timetable, encounters: Sequence[int], locked: bool, now: datetime
) -> int:
    """Those that are placed, by their ids; how many changed."""
    timetable = editable(actor, timetable)
    rows = timetable.placements.filter(encounter__in=encounters, locked=not locked)
    count = rows.update(locked=locked)
    if count:
        timetable.version += 1
        timetable.save(update_fields=["version"])
        audit.record(
            actor, "lock_encounters" if locked else "unlock_encounters", timetable, now=now, encounters=list(encounters)
        )
    return count


@transaction.atomic
def step_back(*, actor: Actor, timetable: Timetable, now: datetime) -> Timetable:
    """The last change by hand is taken back; where there is none, the version before this one is worked on again.

    Raises NothingToUndo; PlacementRefused where its old place is no longer possible.
    """
    timetable = editable(actor, timetable)
    steps = list(timetable.progress.get("steps", []))
    if not steps:
        return _version_back(actor, timetable, now)
    last = steps.pop()
    timetable.placements.filter(encounter__in=[one["encounter"] for one in last]).delete()
    for one in last:
        encounter = encounter_of(timetable, one["encounter"])
        if one["slot"] is None:
            timetable.unplaced[str(encounter.pk)] = "taken_off"
            continue
        cell = cell_of(timetable, one["slot"], one["table"])
        _refuse(breaches(timetable, encounter.pk, cell.numbers, now))
        _put(timetable, encounter, cell, None, moved_from=one["moved_from"], locked=one["locked"])
        timetable.unplaced.pop(str(encounter.pk), None)
    timetable.progress = timetable.progress | {"steps": steps}
    settle(timetable)
    audit.record(actor, "step_back", timetable, now=now)
    return timetable


def _version_back(actor: Actor, timetable: Timetable, now: datetime) -> Timetable:
    before = timetable.origin or _standing_before(timetable)
    if before is None:
        raise rules.NothingToUndo()
    timetable.state, timetable.published_at = TimetableState.WITHDRAWN, None
    settle(timetable)
    if before.state == TimetableState.WITHDRAWN:
        before.state = TimetableState.DRAFT
    before.matchmaking = timetable.matchmaking
    settle(before)
    audit.record(actor, "step_back", before, now=now, undone=timetable.number)
    return before


def _standing_before(timetable: Timetable) -> Timetable | None:
    rows = timetable.matchmaking.timetables.filter(number__lt=timetable.number).exclude(state=TimetableState.FAILED)
    standing = rows.filter(state__in=[TimetableState.DRAFT, TimetableState.PUBLISHED]).exclude(status="proposal")
    last = standing.order_by("-number").first()
    return numbered(timetable.matchmaking, last.number) if last else None


def _refuse(broken: Sequence[Breach]) -> None:
    if broken:
        raise rules.PlacementRefused(why="".join(sentences(broken)))


def _clear_cancelled(timetable: Timetable, cell: Cell) -> None:
    """What was cancelled since holds no table."""
    rows = timetable.placements.filter(slot=cell.slot, table=cell.table, encounter__state=EncounterState.CANCELLED)
    rows.delete()


def _step(encounter: int, was: Placement | None) -> dict[str, object]:
    if was is None:
        return {"encounter": encounter, "slot": None}
    stood: dict[str, object] = {"slot": was.slot_id, "table": was.table_id}
    return {"encounter": encounter, **stood, "locked": was.locked, "moved_from": was.moved_from_id}


def _put(
    timetable: Timetable,
    encounter: Encounter,
    cell: Cell,
    was: Placement | None,
    *,
    moved_from: int | None = None,
    locked: bool = False,
) -> Placement:
    """Placement and seats; `moved_from` is where it stood in the version before, however often it is moved since."""
    if was is not None:
        moved_from = was.moved_from_id or was.slot_id
        was.delete()
    placed = Placement.objects.create(
        timetable=timetable,
        encounter=encounter,
        slot=cell.slot,
        table=cell.table,
        locked=locked,
        moved_from_id=moved_from if moved_from != cell.slot.pk else None,
    )
    for participant in (encounter.first, encounter.second):
        taken = Seat.objects.filter(timetable=timetable, participant=participant, slot=cell.slot)
        delegates = set(taken.values_list("delegate", flat=True))
        # where none of its delegates is free the constraint is to say no, whatever was asked before
        free = next((number for number in range(participant.delegates) if number not in delegates), 0)
        Seat.objects.create(
            placement=placed, timetable=timetable, participant=participant, slot=cell.slot, delegate=free
        )
    return placed


@transaction.atomic
def make_room(
    *,
    actor: Actor,
    timetable: Timetable,
    encounter: Encounter,
    cell: Cell,
    blocker: tuple[Encounter, Cell],
    now: datetime,
) -> None:
    """The one in the way goes elsewhere, then the other one takes its place: both or none."""
    other, aside = blocker
    move_encounter(actor=actor, timetable=timetable, encounter=other, cell=aside, now=now)
    move_encounter(actor=actor, timetable=timetable, encounter=encounter, cell=cell, now=now)
