"""Schedule all: asked for, computed in the background, written if it still holds; stopped; failed; re-solved around locks."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import computing
from shanghui.activities.models import NotWith, Placement, Seat, Timetable
from shanghui.activities.queries.timetabling_problem import problem_of
from shanghui.activities.rules import ActivityState, EncounterState, TimetableState
from shanghui.core.jobs import Interrupted
from shanghui.core.jobs.worker import run_due
from shanghui.core.refusal import BadRequest, NotPermitted
from shanghui.engines import timetabling as engine
from tests.engines.timetabling.checker import faults
from tests.factories.activities import make_encounter, make_participant
from tests.factories.activities_board import Fair, make_fair, make_timetable, stands
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


def _schedule(world: World, fair: Fair, **facts: Any) -> Timetable:
    made = computing.schedule_all(
        actor=world.actors["secretary"], matchmaking=fair.matchmaking, now=timezone.now(), seconds=5, **facts
    )
    run_due()
    made.refresh_from_db()
    return made


def _as_told(fair: Fair, made: Timetable) -> engine.Timetable:
    """The rows as the checker reads them."""
    problem = problem_of(fair.matchmaking)
    return engine.Timetable(engine.Status.FEASIBLE, problem.placements(made.placements.all()))


def test_all_is_scheduled_proved_and_accepted_by_the_checker(world: World, fair: Fair) -> None:
    made = _schedule(world, fair)
    assert (made.state, made.status, made.number) == (TimetableState.DRAFT, "optimal", 1)
    assert made.weight == made.weight_bound == 12
    assert made.placements.count() == 6
    assert Seat.objects.filter(timetable=made).count() == 12
    assert faults(problem_of(fair.matchmaking).event, _as_told(fair, made)) == []
    assert set(fair.matchmaking.encounters.values_list("state", flat=True)) == {EncounterState.SCHEDULED}
    assert made.progress["figures"]["placed"] == 6


def test_what_finds_no_place_has_its_reason(world: World, fair: Fair) -> None:
    fair.matchmaking.tables.filter(number=1).update(closed=True)
    NotWith.objects.create(participant=fair.people["x"], other=fair.people["a"])
    made = _schedule(world, fair)
    assert made.placements.count() == 4
    assert made.unplaced[str(fair.encounters["ax"].pk)] == "not_with"
    assert len(made.unplaced) == 2
    unplaced = fair.matchmaking.encounters.filter(state=EncounterState.ACCEPTED)
    assert {str(one.pk) for one in unplaced} == set(made.unplaced)


def test_a_floor_that_cannot_be_kept_fails_with_the_conflict_named(world: World, fair: Fair) -> None:
    fair.matchmaking.floor = 2
    fair.matchmaking.save()
    fair.matchmaking.tables.filter(number=1).update(closed=True)
    fair.matchmaking.slots.filter(number=3).delete()
    made = _schedule(world, fair)
    assert (made.state, made.status) == (TimetableState.FAILED, "infeasible")
    assert {one["rule"] for one in made.conflict} >= {"floor", "tables"}
    assert not made.placements.exists()


def test_locked_ones_keep_slot_and_table_when_the_rest_is_computed_anew(world: World, fair: Fair) -> None:
    origin = make_timetable(fair, {"ax": (3, 1), "ay": (0, 0), "bx": (0, 1)}, locked={"ax"})
    made = _schedule(world, fair, origin=origin)
    assert made.origin == origin
    placed = made.placements.get(encounter=fair.encounters["ax"])
    assert (placed.slot.number, placed.table.number, placed.locked, placed.moved_from) == (3, 1, True, None)
    moved = made.placements.exclude(moved_from=None)
    was = stands(origin)
    assert all(was[one.encounter_id][0] != one.slot.number for one in moved)
    assert made.placements.count() == 6


def test_slots_that_are_over_are_left_as_they_were(world: World, fair: Fair) -> None:
    origin = make_timetable(fair, {"ax": (0, 1), "by": (0, 0)})
    first = fair.slots[0]
    fair.matchmaking.slots.filter(number=0).update(starts_at=timezone.now() - timedelta(minutes=5))
    made = _schedule(world, fair, origin=origin)
    assert stands(made)[fair.encounters["ax"].pk] == (0, 1)
    in_past = made.placements.filter(slot=first)
    assert {one.encounter_id for one in in_past} == {fair.encounters["ax"].pk, fair.encounters["by"].pk}
    assert made.placements.count() == 6
    assert made.weight == made.weight_bound == 12


def test_nothing_to_schedule_busy_strangers_and_odd_numbers_are_refused(world: World, fair: Fair) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    with pytest.raises(NotPermitted):
        computing.schedule_all(actor=world.actors["other"], matchmaking=fair.matchmaking, now=now)
    for seconds in (0, 601, float("nan")):
        with pytest.raises(BadRequest):
            computing.schedule_all(actor=actor, matchmaking=fair.matchmaking, now=now, seconds=seconds)
    computing.schedule_all(actor=actor, matchmaking=fair.matchmaking, now=now)
    with pytest.raises(rules.TimetableBusy):
        computing.schedule_all(actor=actor, matchmaking=fair.matchmaking, now=now)
    empty = make_fair(world.chamber)
    empty.matchmaking.encounters.all().delete()
    with pytest.raises(rules.NothingToSchedule):
        computing.schedule_all(actor=actor, matchmaking=empty.matchmaking, now=now)
    fair.activity.state = ActivityState.CLOSED
    fair.activity.save()
    with pytest.raises(rules.ActivityFixed):
        computing.schedule_all(actor=actor, matchmaking=fair.matchmaking, now=now)


def test_stopped_before_and_while_it_is_computed(world: World, fair: Fair, monkeypatch: pytest.MonkeyPatch) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    made = computing.schedule_all(actor=actor, matchmaking=fair.matchmaking, now=now)
    computing.cancel_computing(actor=actor, timetable=made, now=now)
    run_due()
    made.refresh_from_db()
    assert (made.state, made.status) == (TimetableState.FAILED, "cancelled")
    with pytest.raises(rules.NotComputing):
        computing.cancel_computing(actor=actor, timetable=made, now=now)
    again = computing.schedule_all(actor=actor, matchmaking=fair.matchmaking, now=now)
    with pytest.raises(NotPermitted):
        computing.cancel_computing(actor=world.actors["other"], timetable=again, now=now)

    def solve(event: engine.Event, *, report: Any, **facts: object) -> engine.Timetable:
        computing.cancel_computing(actor=actor, timetable=again, now=now)
        report(engine.Progress(7, 12.0, 3))
        raise AssertionError("it went on")

    monkeypatch.setattr(computing, "EVERY", 0)
    monkeypatch.setattr(computing.engine, "solve", solve)
    computing.compute(timetable_id=again.pk, clock=timezone.now)
    again.refresh_from_db()
    assert again.state == TimetableState.FAILED
    assert not Placement.objects.exists()


def test_progress_is_written_and_an_upgrade_gives_the_job_back(
    world: World, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = computing.schedule_all(actor=world.actors["secretary"], matchmaking=fair.matchmaking, now=timezone.now())

    def solve(event: engine.Event, *, report: Any, **facts: object) -> engine.Timetable:
        report(engine.Progress(7, 12.0, 3))
        raise Interrupted

    monkeypatch.setattr(computing, "EVERY", 0)
    monkeypatch.setattr(computing.engine, "solve", solve)
    with pytest.raises(Interrupted):
        computing.compute(timetable_id=made.pk, clock=timezone.now)
    made.refresh_from_db()
    assert made.state == TimetableState.SOLVING
    assert {"weight": 7, "bound": 12.0, "breaks": 3}.items() <= made.progress.items()
    monkeypatch.undo()
    run_due()
    made.refresh_from_db()
    assert made.state == TimetableState.DRAFT
    computing.compute(timetable_id=made.pk, clock=timezone.now)
    assert made.placements.count() == 6


def test_what_was_cancelled_or_closed_meanwhile_is_not_written(
    world: World, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = computing.schedule_all(actor=world.actors["secretary"], matchmaking=fair.matchmaking, now=timezone.now())
    true_solve = engine.solve

    def solve(event: engine.Event, **facts: Any) -> engine.Timetable:
        fair.matchmaking.encounters.filter(pk=fair.encounters["ax"].pk).update(state=EncounterState.CANCELLED)
        return true_solve(event, **facts)

    monkeypatch.setattr(computing.engine, "solve", solve)
    computing.compute(timetable_id=made.pk, clock=timezone.now)
    made.refresh_from_db()
    assert fair.encounters["ax"].pk not in stands(made)
    assert made.weight == 10
    assert made.status == "feasible"


def test_fault_leaves_a_failed_version_and_the_board_free(
    world: World, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = computing.schedule_all(actor=world.actors["secretary"], matchmaking=fair.matchmaking, now=timezone.now())

    def solve(event: engine.Event, **facts: object) -> engine.Timetable:
        raise MemoryError

    monkeypatch.setattr(computing.engine, "solve", solve)
    with pytest.raises(MemoryError):
        computing.compute(timetable_id=made.pk, clock=timezone.now)
    made.refresh_from_db()
    assert (made.state, made.status) == (TimetableState.FAILED, "failed")


def test_delegates_of_one_firm_meet_in_parallel(world: World) -> None:
    fair = make_fair(world.chamber, slots=2, tables=3)
    fair.matchmaking.encounters.all().delete()
    many = make_participant(fair.matchmaking, delegates=3)
    for letter in "xyz":
        make_encounter(many, fair.people[letter])
    fair.matchmaking.slots.filter(number=1).delete()
    made = _schedule(world, fair)
    assert made.placements.count() == 3
    assert set(Seat.objects.filter(participant=many).values_list("delegate", flat=True)) == {0, 1, 2}
