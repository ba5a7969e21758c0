"""Each reason in a sentence, where it fits, and the one move that makes room."""

import pytest
from django.utils import timezone

from shanghui.activities.models import NotWith, Resource, Timetable
from shanghui.activities.queries.placing import frame_of
from shanghui.activities.queries.unplaced import Grounds, Unplaced, told_unplaced, unplaced_rows
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber, slots=2, tables=2)


def _told(row: Timetable) -> dict[int, Unplaced]:
    row.unplaced = {str(one.pk): "busy" for one in unplaced_rows(row)}
    grounds = Grounds(row, frame_of(row, timezone.now()))
    return {one.encounter.pk: one for one in told_unplaced(grounds, list(unplaced_rows(row)))}


def test_it_fits_and_is_offered_where(fair: Fair) -> None:
    told = _told(make_timetable(fair, {"ax": (0, 0)}))[fair.encounters["by"].pk]
    assert told.reason == "现在排得下。"
    assert [(one.slot.number, one.table.number) for one in told.offers] == [(0, 1), (1, 0)]


def test_busy_one_names_the_slots_and_the_move_that_makes_room(fair: Fair) -> None:
    fair.people["z"].forbidden.create(slot=fair.slots[1])
    told = _told(make_timetable(fair, {"ax": (0, 0)}))[fair.encounters["az"].pk]
    assert told.reason.startswith("两家都在的是")
    assert told.room is not None
    assert (told.room.name, told.room.aside.slot, told.room.cell.slot) == ("A公司·X公司", fair.slots[1], fair.slots[0])


def test_full_tables_and_the_move_of_somebody_else(world: World) -> None:
    fair = make_fair(world.chamber, slots=2, tables=1)
    fair.people["z"].forbidden.create(slot=fair.slots[1])
    told = _told(make_timetable(fair, {"ax": (0, 0)}))[fair.encounters["bz"].pk]
    assert "1张桌子都满了" in told.reason
    assert told.room is not None
    assert told.room.blocker == fair.encounters["ax"].pk


def test_locked_one_makes_no_room(world: World) -> None:
    fair = make_fair(world.chamber, slots=2, tables=1)
    fair.people["z"].forbidden.create(slot=fair.slots[1])
    told = _told(make_timetable(fair, {"ax": (0, 0)}, locked={"ax"}))[fair.encounters["bz"].pk]
    assert told.room is None


def test_other_reasons(fair: Fair) -> None:
    translator = Resource.objects.create(matchmaking=fair.matchmaking, name="翻译", count=0)
    rows = fair.matchmaking.encounters
    rows.filter(pk=fair.encounters["ax"].pk).update(resource=translator)
    fair.people["x"].forbidden.create(slot=fair.slots[0])
    NotWith.objects.create(participant=fair.people["y"], other=fair.people["a"])
    fair.matchmaking.participants.filter(pk=fair.people["z"].pk).update(absent_at=timezone.now())
    fair.people["b"].forbidden.create(slot=fair.slots[1])
    rows.filter(pk=fair.encounters["by"].pk).update(zone="贵宾")
    told = {pk: one.reason for pk, one in _told(make_timetable(fair, {})).items()}
    assert "“翻译”已经用完" in told[fair.encounters["ax"].pk]
    assert "不告诉对方" in told[fair.encounters["ay"].pk]
    assert told[fair.encounters["az"].pk] == "Z公司不在。"
    assert told[fair.encounters["bx"].pk] == "两家没有共同有空的时段。"
    assert "“贵宾”区的桌子都满了" in told[fair.encounters["by"].pk]


def test_what_was_taken_off_or_agreed_on_later_is_said(fair: Fair) -> None:
    row = make_timetable(fair, {})
    row.unplaced = {str(fair.encounters["ax"].pk): "taken_off"}
    found = list(unplaced_rows(row))
    told = {one.encounter.pk: one.reason for one in told_unplaced(Grounds(row, frame_of(row, timezone.now())), found)}
    assert told[fair.encounters["ax"].pk].startswith("这一场是手工取下的。")
    assert told[fair.encounters["by"].pk].startswith("这一场是排完以后才约成的。")
