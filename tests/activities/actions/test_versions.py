"""A version is numbered, filled with a seat for each delegate, counted; encounters follow the one that is in force."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import versions
from shanghui.activities.models import Seat
from shanghui.activities.rules import ActivityState, EncounterState, TimetableState
from shanghui.core.refusal import NotPermitted
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


def _states(fair: Fair) -> dict[str, str]:
    known = dict(fair.matchmaking.encounters.values_list("pk", "state"))
    return {pair: known[one.pk] for pair, one in fair.encounters.items()}


def test_numbers_go_on_and_each_delegate_has_a_seat(fair: Fair) -> None:
    fair.matchmaking.participants.filter(pk=fair.people["a"].pk).update(delegates=2)
    one, other = make_timetable(fair, {}), make_timetable(fair, {"ax": (0, 0), "ay": (0, 1)})
    assert (one.number, other.number) == (1, 2)
    seats = Seat.objects.filter(timetable=other, participant=fair.people["a"]).order_by("delegate")
    assert list(seats.values_list("delegate", flat=True)) == [0, 1]


def test_more_seats_than_delegates_are_refused_by_the_database(fair: Fair) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_timetable(fair, {"ax": (0, 0), "ay": (0, 1)})


def test_the_published_version_says_what_is_scheduled(fair: Fair) -> None:
    make_timetable(fair, {"ax": (0, 0)}, state=TimetableState.PUBLISHED)
    make_timetable(fair, {"by": (0, 0)})
    found = _states(fair)
    assert (found["ax"], found["by"]) == (EncounterState.SCHEDULED, EncounterState.ACCEPTED)
    fair.matchmaking.encounters.filter(pk=fair.encounters["ax"].pk).update(state=EncounterState.ATTENDED)
    versions.settle_states(fair.matchmaking)
    assert _states(fair)["ax"] == EncounterState.ATTENDED


def test_status_falls_with_the_scores_and_rises_again(fair: Fair) -> None:
    row = make_timetable(fair, {"ax": (0, 0)}, status="optimal", weight_bound=2, breaks_bound=0)
    assert row.status == "optimal"
    row.placements.all().delete()
    versions.settle(row)
    assert row.status == "feasible"
    assert row.version == 3


def test_cancelled_encounters_are_not_carried_over(fair: Fair) -> None:
    row = make_timetable(fair, {"ax": (0, 0), "by": (1, 1)}, locked={"by"})
    fair.matchmaking.encounters.filter(pk=fair.encounters["ax"].pk).update(state=EncounterState.CANCELLED)
    (place,) = versions.places_of(row)
    assert (place.encounter, place.locked) == (fair.encounters["by"].pk, True)


def test_who_may_and_when(world: World, fair: Fair) -> None:
    row = make_timetable(fair, {})
    assert versions.editable(world.actors["secretary"], row) == row
    with pytest.raises(NotPermitted):
        versions.organised(world.actors["other"], fair.matchmaking)
    proposal = make_timetable(fair, {}, status="proposal")
    with pytest.raises(rules.NotDraft):
        versions.editable(world.actors["secretary"], proposal)
    fair.activity.state = ActivityState.CANCELLED
    fair.activity.save()
    with pytest.raises(rules.ActivityFixed):
        versions.editable(world.actors["secretary"], row)


def test_a_step_is_kept_and_only_the_last_fifty(fair: Fair) -> None:
    row = make_timetable(fair, {})
    for number in range(60):
        versions.note_step(row, [{"encounter": number, "slot": None}])
    assert len(row.progress["steps"]) == 50
    assert row.progress["steps"][-1] == [{"encounter": 59, "slot": None}]
    row.state = TimetableState.WITHDRAWN
    versions.touch(row)
    assert row.state == TimetableState.DRAFT
    assert row.created_at <= timezone.now()
