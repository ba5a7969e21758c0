"""Proposals of a repair, computed and written: one that moves nobody, and one that moves few where that gains more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shanghui.activities.actions.versions import Place, fill, new_version, places_of, settle
from shanghui.activities.models import Matchmaking, Timetable
from shanghui.activities.queries.timetables import PROPOSAL
from shanghui.activities.queries.timetabling_problem import Problem, problem_of, slots_begun
from shanghui.activities.rules import TimetableState
from shanghui.core.actor import SYSTEM
from shanghui.engines import timetabling as engine


@dataclass(frozen=True, slots=True)
class Repairs:
    """The engine's answers, the calm one first."""

    problem: Problem
    answers: tuple[engine.Repaired, ...]


def repaired_of(row: Timetable, now: datetime) -> Repairs:
    """What has begun stays; what is locked is not moved for others."""
    assert row.origin is not None  # a proposal is always one for a published version
    before = list(row.origin.placements.all())
    slots = list(row.matchmaking.slots.all())
    begun = slots_begun(slots, now)
    locked = {one.encounter_id: one.slot_id for one in before if one.locked}
    problem = problem_of(row.matchmaking, fixed=locked, placed=[one.encounter_id for one in before], now=begun)
    was, changes = problem.placements(before), engine.Changes(now=begun)
    calm = engine.repair(problem.event, was, changes, moving=False)
    bold = engine.repair(problem.event, was, changes)
    return Repairs(problem, (calm, bold) if bold.timetable.weight > calm.timetable.weight else (calm,))


@transaction.atomic
def keep_repaired(*, timetable_id: int, repaired: Repairs, took: float, now: datetime) -> None:
    """The row that asked becomes the calm proposal; the other one is the next version."""
    row = Timetable.objects.select_for_update().filter(pk=timetable_id, state=TimetableState.SOLVING).first()
    if row is None:
        return
    row.matchmaking = Matchmaking.objects.select_for_update().get(pk=row.matchmaking_id)
    first, *others = repaired.answers
    asked = dict(row.progress)
    _write(row, repaired.problem, first, took)
    for answer in others:
        given = {"status": PROPOSAL, "origin": row.origin, "progress": asked}
        made = new_version(row.matchmaking, SYSTEM, now, **given)
        made.made_by_id = row.made_by_id
        _write(made, repaired.problem, answer, took)


def _write(row: Timetable, problem: Problem, answer: engine.Repaired, took: float) -> None:
    assert row.origin is not None
    before = {one.encounter: one for one in places_of(row.origin)}
    pairs = {int(one.id): one.between for one in problem.event.encounters}
    places = []
    for one in answer.timetable.placed:
        encounter, slot, table = int(one.encounter), problem.slots[one.slot].pk, problem.tables[one.table].pk
        was = before.get(encounter)
        first, second = (int(pk) for pk in pairs[encounter])
        moved = was.slot if was is not None and was.slot != slot else None
        places.append(Place(encounter, first, second, slot, table, was.locked if was else False, moved))
    row.state, row.took = TimetableState.DRAFT, took
    row.weight_bound = int(answer.timetable.weight_bound + 1e-6)
    row.unplaced = {one: why.value for one, why in answer.timetable.unplaced} | {
        str(pk): "not_with" for pk in problem.left_out
    }
    row.progress = row.progress | {"proposals": _proposals(problem, answer, before)}
    row.save()
    fill(row, places)
    settle(row)


def _proposals(problem: Problem, answer: engine.Repaired, before: Mapping[int, Place]) -> list[dict[str, object]]:
    """By slots' ids: what finds a place, from where, what it gains, and who makes room for it."""
    return [
        {
            "encounter": int(one.encounter),
            "before": before[int(one.encounter)].slot if int(one.encounter) in before else None,
            "slot": problem.slots[one.slot].pk,
            "gain": one.gain,
            "moved": [
                {
                    "encounter": int(move.encounter),
                    "before": problem.slots[move.before].pk,
                    "slot": problem.slots[move.slot].pk,
                }
                for move in one.moved
            ],
        }
        for one in answer.proposals
    ]
