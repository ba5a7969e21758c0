"""Versions of a timetable are written here: a new one, its placements and seats, what follows from them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef

from shanghui.activities import permissions, rules
from shanghui.activities.models import Activity, Encounter, Matchmaking, Participant, Placement, Seat, Timetable
from shanghui.activities.queries.figures import figures_of
from shanghui.activities.queries.timetables import CANCELLED, EDITABLE, PROPOSAL, busy, current, published
from shanghui.activities.rules import EncounterState, TimetableState
from shanghui.core.actor import Actor
from shanghui.core.permission import require

BATCH = 1000
STEPS_KEPT = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where an encounter of these two stands, by ids."""

    encounter: int
    first: int
    second: int
    slot: int
    table: int
    locked: bool = False
    moved_from: int | None = None


def organised(actor: Actor, matchmaking: Matchmaking) -> Matchmaking:
    """Locked: whoever writes versions of one matchmaking activity waits for the other. Raises ActivityFixed."""
    row = Matchmaking.objects.select_for_update().get(pk=matchmaking.pk)
    activity = Activity.objects.unrestricted("its matchmaking was seen").get(pk=row.activity_id)
    require(permissions.can_organise(actor, activity))
    rules.ensure_editable(activity.state_enum)
    row.activity = activity
    return row


def editable(actor: Actor, timetable: Timetable) -> Timetable:
    """Locked, a draft or one that was taken back. Raises TimetableBusy, NotDraft."""
    matchmaking = organised(actor, timetable.matchmaking)
    row = Timetable.objects.select_for_update().get(pk=timetable.pk)
    row.matchmaking = matchmaking
    if busy(matchmaking) is not None:
        raise rules.TimetableBusy()
    if row.state not in EDITABLE or row.status == PROPOSAL:
        raise rules.NotDraft()
    return row


def new_version(matchmaking: Matchmaking, actor: Actor, now: datetime, **facts: object) -> Timetable:
    """The next number; the matchmaking is locked."""
    last = matchmaking.timetables.aggregate(last=Max("number"))["last"] or 0
    given = {"number": last + 1, "made_by_id": actor.user_id, "created_at": now} | facts
    return Timetable.objects.create(matchmaking=matchmaking, **given)


def fill(timetable: Timetable, places: Sequence[Place]) -> None:
    """Placements and seats, in bulk; each delegate of a firm has its own seat, and one more is the constraint's business."""
    people = Participant.objects.filter(matchmaking=timetable.matchmaking_id)
    delegates = dict(people.values_list("pk", "delegates"))
    rows = [
        Placement(
            timetable=timetable,
            encounter_id=one.encounter,
            slot_id=one.slot,
            table_id=one.table,
            locked=one.locked,
            moved_from_id=one.moved_from,
        )
        for one in places
    ]
    made = Placement.objects.bulk_create(rows, batch_size=BATCH)
    taken: Counter[tuple[int, int]] = Counter()
    seats = []
    for row, one in zip(made, places, strict=True):
        for participant in (one.first, one.second):
            delegate = taken[participant, one.slot] % delegates[participant]
            taken[participant, one.slot] += 1
            seats.append(
                Seat(
                    placement=row, timetable=timetable, participant_id=participant, slot_id=one.slot, delegate=delegate
                )
            )
    Seat.objects.bulk_create(seats, batch_size=BATCH)


def places_of(timetable: Timetable) -> list[Place]:
    """All of a version, as they stand; those of encounters that were cancelled are gone."""
    rows = timetable.placements.exclude(encounter__state=EncounterState.CANCELLED).order_by("pk")
    names = ("encounter", "encounter__first", "encounter__second", "slot", "table", "locked", "moved_from")
    return [Place(*row) for row in rows.values_list(*names)]


def settle(timetable: Timetable) -> None:
    """Count anew, save, and say of each encounter whether it is scheduled: by the published version, else the newest."""
    figures = figures_of(timetable)
    timetable.weight, timetable.breaks = figures["weight"], figures["breaks"]  # type: ignore[assignment]
    timetable.progress = timetable.progress | {"figures": figures}
    if timetable.status not in {PROPOSAL, CANCELLED}:
        timetable.status = _status(timetable)
    timetable.version += 1
    timetable.save()
    settle_states(timetable.matchmaking)


def settle_states(matchmaking: Matchmaking) -> None:
    """What takes place and what does not is kept as it was said."""
    governing = published(matchmaking) or current(matchmaking)
    rows = Encounter.objects.filter(matchmaking=matchmaking)
    stands = Exists(Placement.objects.filter(timetable=governing, encounter=OuterRef("pk")))
    rows.filter(stands, state=EncounterState.ACCEPTED).update(state=EncounterState.SCHEDULED)
    rows.filter(~stands, state=EncounterState.SCHEDULED).update(state=EncounterState.ACCEPTED)


def _status(timetable: Timetable) -> str:
    """What was proved of the weight and the breaks stays proved as long as they are the same."""
    is_best = timetable.weight_bound is not None and (timetable.weight or 0) >= timetable.weight_bound
    has_least = timetable.breaks_bound is not None and (timetable.breaks or 0) <= timetable.breaks_bound
    if is_best and has_least:
        return "optimal"
    return "feasible" if timetable.status == "optimal" else timetable.status


def note_step(timetable: Timetable, steps: Iterable[dict[str, object]]) -> None:
    """One step that can be taken back: where each encounter stood before."""
    kept = [*timetable.progress.get("steps", []), list(steps)][-STEPS_KEPT:]
    timetable.progress = timetable.progress | {"steps": kept}


def touch(timetable: Timetable) -> None:
    """One that was taken back and is changed is a draft again."""
    if timetable.state == TimetableState.WITHDRAWN:
        timetable.state = TimetableState.DRAFT
