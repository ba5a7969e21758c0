"""Rows become the engine's event: nothing is lost, ids come back, and the independent reader takes the file."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.activities.models import ForbiddenSlot, NotWith, Resource
from shanghui.activities.queries.timetabling_problem import event_file, problem_of, slots_begun
from shanghui.activities.rules import EncounterState
from shanghui.engines import timetabling as engine
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber, slots=4, tables=3)


def _encounter(event: engine.Event, fair: Fair, pair: str) -> engine.Encounter:
    return next(one for one in event.encounters if one.id == str(fair.encounters[pair].pk))


def test_every_rule_reaches_the_engine(fair: Fair) -> None:
    translator = Resource.objects.create(matchmaking=fair.matchmaking, name="翻译", count=2)
    fair.matchmaking.tables.filter(number=0).update(closed=True)
    fair.matchmaking.tables.filter(number=2).update(zone="窗边")
    fair.matchmaking.floor = 1
    ForbiddenSlot.objects.create(participant=fair.people["a"], slot=fair.slots[3])
    fair.matchmaking.participants.filter(pk=fair.people["a"].pk).update(from_slot=1, delegates=2)
    session = fair.matchmaking.sessions.get()
    ax, ay = fair.encounters["ax"], fair.encounters["ay"]
    rows = fair.matchmaking.encounters
    rows.filter(pk=ax.pk).update(zone="窗边", resource=translator, session=session, weight=4)
    ay.after.add(ax)
    fixed = {fair.encounters["az"].pk: fair.slots[2].pk}
    problem = problem_of(fair.matchmaking, fixed=fixed)
    event = problem.event
    assert (event.slots, event.tables, event.floor) == (4, 2, 1)
    assert event.zones == {"窗边": frozenset({1})}
    assert event.resources == {str(translator.pk): 2}
    assert event.sessions == {str(session.pk): frozenset({0, 1, 2, 3})}
    first = next(one for one in event.participants if one.id == str(fair.people["a"].pk))
    assert (first.unavailable, first.delegates) == (frozenset({0, 3}), 2)
    told = _encounter(event, fair, "ax")
    assert (told.weight, told.session, told.zone, told.resources) == (4, str(session.pk), "窗边", (str(translator.pk),))
    assert _encounter(event, fair, "ay").after == (str(ax.pk),)
    assert _encounter(event, fair, "az").fixed_slot == 2
    assert engine.event_of(json.loads(json.dumps(event_file(problem)))) == event


def test_who_will_not_meet_is_left_out_either_way_round(fair: Fair) -> None:
    NotWith.objects.create(participant=fair.people["x"], other=fair.people["a"])
    problem = problem_of(fair.matchmaking)
    assert problem.left_out == {fair.encounters["ax"].pk}
    assert len(problem.event.encounters) == 5


def test_a_participants_zone_is_that_of_its_encounters_and_one_without_tables_is_named(fair: Fair) -> None:
    fair.matchmaking.participants.filter(pk=fair.people["x"].pk).update(zone="贵宾")
    event = problem_of(fair.matchmaking).event
    assert _encounter(event, fair, "ax").zone == "贵宾"
    assert event.zones["贵宾"] == frozenset()
    assert str(fair.encounters["ax"].pk) in dict(engine.solve(event, budget=engine.Budget(5)).unplaced)


def test_only_what_is_agreed_on_or_stood_already_takes_part(fair: Fair) -> None:
    rows = fair.matchmaking.encounters
    rows.filter(pk=fair.encounters["ax"].pk).update(state=EncounterState.ATTENDED)
    rows.filter(pk=fair.encounters["ay"].pk).update(state=EncounterState.CANCELLED)
    known = {one.id for one in problem_of(fair.matchmaking).event.encounters}
    assert not known & {str(fair.encounters[pair].pk) for pair in ("ax", "ay")}
    ids = [fair.encounters[pair].pk for pair in ("ax", "ay")]
    assert str(ids[0]) in {one.id for one in problem_of(fair.matchmaking, placed=ids).event.encounters}
    assert len(problem_of(fair.matchmaking, without=[fair.encounters["bz"].pk]).event.encounters) == 3


def test_absent_from_now_on_and_nobody_in_slots_that_have_begun(fair: Fair) -> None:
    fair.matchmaking.participants.filter(pk=fair.people["b"].pk).update(absent_at=timezone.now())
    people = {one.id: one.unavailable for one in problem_of(fair.matchmaking, now=2, begun=1).event.participants}
    assert people[str(fair.people["b"].pk)] == {0, 2, 3}
    assert people[str(fair.people["a"].pk)] == {0}


def test_placements_come_back_by_index_closed_tables_behind_the_others(fair: Fair) -> None:
    timetable = make_timetable(fair, {"ax": (1, 0), "by": (2, 2)})
    fair.matchmaking.tables.filter(number=0).update(closed=True)
    problem = problem_of(fair.matchmaking)
    told = {one.encounter: (one.slot, one.table) for one in problem.placements(timetable.placements.all())}
    assert told == {str(fair.encounters["ax"].pk): (1, 2), str(fair.encounters["by"].pk): (2, 1)}
    assert problem.tables[2].number == 0


def test_slots_begun_counts_those_that_are_under_way(fair: Fair) -> None:
    slots = fair.slots
    assert slots_begun(slots, slots[0].starts_at - timedelta(seconds=1)) == 0
    assert slots_begun(slots, slots[1].starts_at) == 2
