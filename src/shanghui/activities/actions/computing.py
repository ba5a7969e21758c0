"""Schedule all: asked for, computed outside any transaction with its progress written down, kept if nothing speaks against."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.db import transaction

from shanghui.activities import rules
from shanghui.activities.actions.repaired import keep_repaired, repaired_of
from shanghui.activities.actions.versions import Place, fill, new_version, organised, places_of, settle
from shanghui.activities.models import Encounter, Matchmaking, Timetable
from shanghui.activities.queries.timetables import BUSY, CANCELLED, PROPOSAL, busy
from shanghui.activities.queries.timetabling_problem import Problem, problem_of, slots_begun
from shanghui.activities.rules import LIVE, TimetableState
from shanghui.core import audit
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.jobs import Interrupted, enqueue, give_way
from shanghui.core.refusal import BadRequest
from shanghui.engines import timetabling as engine
from shanghui.engines.timetabling.domains import board
from shanghui.engines.timetabling.tables import tables_of

MOST_SECONDS = 600
#: progress is written so often, in seconds
EVERY = 1.0

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class _CancelledError(Exception):
    """Somebody stopped it while it was computed."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The engine's answer, and what stays as it was: places of slots that are over, tables, locks."""

    problem: Problem
    answer: engine.Timetable
    over: tuple[Place, ...]
    before: Mapping[int, Place]


@transaction.atomic
def schedule_all(
    *,
    actor: Actor,
    matchmaking: Matchmaking,
    now: datetime,
    seconds: float = 20,
    seed: int = 1,
    origin: Timetable | None = None,
) -> Timetable:
    """A new version is begun. With an `origin` what is locked there keeps its slot and table."""
    from shanghui.activities.timetable_jobs import compute_timetable

    matchmaking = organised(actor, matchmaking)
    if not 1 <= seconds <= MOST_SECONDS or seed < 0:
        raise BadRequest()
    if busy(matchmaking) is not None:
        raise rules.TimetableBusy()
    ensure_something(matchmaking)
    made = new_version(matchmaking, actor, now, seconds=seconds, seed=seed, origin=origin)
    enqueue(compute_timetable, made.pk)
    audit.record(actor, "schedule_all", made, now=now, seconds=seconds, seed=seed)
    return made


def ensure_something(matchmaking: Matchmaking) -> None:
    """Raises NothingToSchedule."""
    has_tables = matchmaking.tables.filter(closed=False).exists()
    has_encounters = matchmaking.encounters.filter(state__in=LIVE).exists()
    if not (has_tables and has_encounters and matchmaking.slots.exists()):
        raise rules.NothingToSchedule()


@transaction.atomic
def cancel_computing(*, actor: Actor, timetable: Timetable, now: datetime) -> Timetable:
    """The job notices within a second; whatever it has found is dropped. Raises NotComputing."""
    organised(actor, timetable.matchmaking)
    row = Timetable.objects.select_for_update().get(pk=timetable.pk)
    if row.state not in BUSY:
        raise rules.NotComputing()
    row.state, row.status = TimetableState.FAILED, CANCELLED
    row.version += 1
    row.save()
    audit.record(actor, "cancel_computing", row, now=now)
    return row


def compute(*, timetable_id: int, clock: Clock) -> None:
    """The job: at least once. One that was cancelled or is done is left alone; one whose worker died begins anew."""
    row = _begun(timetable_id, clock())
    if row is None:
        return
    begun = monotonic()
    try:
        if row.status == PROPOSAL:
            repaired = repaired_of(row, clock())
            keep_repaired(timetable_id=row.pk, repaired=repaired, took=monotonic() - begun, now=clock())
        else:
            found = _solved(row, _Teller(row).tell, clock())
            _keep(row.pk, found, monotonic() - begun, clock())
    except (_CancelledError, Interrupted) as stop:
        if isinstance(stop, Interrupted):
            raise
    except Exception:
        _fail(row.pk)
        raise


@transaction.atomic
def _begun(timetable_id: int, now: datetime) -> Timetable | None:
    row = Timetable.objects.select_for_update().filter(pk=timetable_id, state__in=BUSY).first()
    if row is not None:
        row.state = TimetableState.SOLVING
        row.progress = row.progress | {"begun": now.isoformat()}
        row.save()
    return row


class _Teller:
    """Writes progress once in a while, and raises where the version is wanted no more."""

    def __init__(self, row: Timetable) -> None:
        self.row, self.begun, self.told = row, monotonic(), 0.0

    def tell(self, progress: engine.Progress) -> None:
        if monotonic() - self.told < EVERY:
            return
        self.told = monotonic()
        give_way()
        known = {"weight": progress.weight, "bound": progress.weight_bound, "breaks": progress.breaks}
        facts = self.row.progress | known | {"elapsed": round(self.told - self.begun, 1)}
        rows = Timetable.objects.filter(pk=self.row.pk, state=TimetableState.SOLVING)
        if not rows.update(progress=facts):
            raise _CancelledError()


def _solved(row: Timetable, tell: Callable[[engine.Progress], None], now: datetime) -> _Found:
    """No transaction is open while the engine works."""
    matchmaking = row.matchmaking
    slots = list(matchmaking.slots.all())
    begun = slots_begun(slots, now)
    past = {slot.pk for slot in slots[:begun]}
    before = places_of(row.origin) if row.origin is not None else []
    over = tuple(one for one in before if one.slot in past)
    locked = {one.encounter: one.slot for one in before if one.locked and one.slot not in past}
    problem = problem_of(matchmaking, fixed=locked, without=[one.encounter for one in over], begun=begun, now=begun)
    tell(engine.Progress())
    answer = engine.solve(problem.event, seed=row.seed, budget=engine.Budget(row.seconds), report=tell)
    return _Found(problem, answer, over, {one.encounter: one for one in before})


@transaction.atomic
def _keep(timetable_id: int, found: _Found, took: float, now: datetime) -> None:
    """What was agreed on, or cancelled, while it was computed counts: only what still holds is written."""
    row = Timetable.objects.select_for_update().filter(pk=timetable_id, state=TimetableState.SOLVING).first()
    if row is None:
        return
    matchmaking = Matchmaking.objects.select_for_update().get(pk=row.matchmaking_id)
    row.matchmaking = matchmaking
    answer = found.answer
    row.took, row.status = took, answer.status.value
    row.conflict = [{"rule": one.kind, "about": one.about} for one in answer.conflict]
    if answer.status is engine.Status.INFEASIBLE:
        row.state = TimetableState.FAILED
        row.save()
        return
    past_weight = sum(
        Encounter.objects.filter(pk__in=[one.encounter for one in found.over]).values_list("weight", flat=True)
    )
    row.weight_bound = int(answer.weight_bound + 1e-6) + past_weight
    row.breaks_bound = answer.breaks_bound
    row.unplaced = {one: why.value for one, why in answer.unplaced} | {
        str(pk): "not_with" for pk in found.problem.left_out
    }
    row.state = TimetableState.DRAFT
    row.save()
    fill(row, [*found.over, *_places(found, matchmaking)])
    settle(row)
    audit.record(SYSTEM, "keep_timetable", row, now=now, status=row.status)


def _places(found: _Found, matchmaking: Matchmaking) -> list[Place]:
    """Of encounters that are still agreed on, at tables that are still open."""
    problem, answer = found.problem, found.answer
    live = matchmaking.encounters.filter(state__in=LIVE)
    pairs = {pk: (first, second) for pk, first, second in live.values_list("pk", "first", "second")}
    open_tables = set(matchmaking.tables.filter(closed=False).values_list("pk", flat=True))
    tables = _tables(found)
    places = []
    for one in answer.placed:
        encounter, slot, table = (
            int(one.encounter),
            problem.slots[one.slot].pk,
            problem.tables[tables[one.encounter]].pk,
        )
        if encounter not in pairs or table not in open_tables:
            continue
        was = found.before.get(encounter)
        moved = was.slot if was is not None and was.slot != slot else None
        places.append(Place(encounter, *pairs[encounter], slot, table, was.locked if was else False, moved))
    return places


def _tables(found: _Found) -> dict[str, int]:
    """What keeps its slot keeps its table, as far as zones let it."""
    problem = found.problem
    known = board(problem.event)
    number = {one.id: at for at, one in enumerate(problem.event.encounters)}
    slot_of = {number[one.encounter]: one.slot for one in found.answer.placed}
    kept = {}
    for m, slot in slot_of.items():
        was = found.before.get(int(problem.event.encounters[m].id))
        at = problem.table_at.get(was.table, problem.event.tables) if was else problem.event.tables
        if was is not None and at < problem.event.tables and was.slot == problem.slots[slot].pk:
            kept[m] = at
    tables = (
        tables_of(known, slot_of, kept) if kept else {number[one.encounter]: one.table for one in found.answer.placed}
    )
    return {problem.event.encounters[m].id: table for m, table in tables.items()}


@transaction.atomic
def _fail(timetable_id: int) -> None:
    """Whatever went wrong: the organiser can go on with the versions that she has."""
    Timetable.objects.filter(pk=timetable_id, state__in=BUSY).update(state=TimetableState.FAILED, status="failed")
