"""By hand in a draft: every change, every refusal, the database's own no, one step back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions import placing as actions
from shanghui.activities.models import ForbiddenSlot, NotWith, Placement, Seat, Timetable
from shanghui.activities.queries.timetables import current
from shanghui.activities.rules import EncounterState, TimetableState
from shanghui.core.refusal import BadRequest, NotFound, NotPermitted
from tests.factories.activities_board import Fair, make_fair, make_timetable, stands
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


@pytest.fixture
def draft(fair: Fair) -> Timetable:
    return make_timetable(fair, {"ax": (0, 0), "by": (0, 1), "ay": (1, 0)})


def _cell(fair: Fair, slot: int, table: int) -> actions.Cell:
    return actions.Cell(fair.slots[slot], fair.tables[table])


def _move(world: World, fair: Fair, draft: Timetable, pair: str, slot: int, table: int, **facts: Any) -> Placement:
    given = {"actor": world.actors["secretary"], "now": timezone.now()} | facts
    encounter = fair.encounters[pair]
    return actions.move_encounter(timetable=draft, encounter=encounter, cell=_cell(fair, slot, table), **given)


def test_moved_with_its_seats_its_old_slot_and_the_scores(world: World, fair: Fair, draft: Timetable) -> None:
    placed = _move(world, fair, draft, "ay", 3, 1)
    assert stands(draft)[fair.encounters["ay"].pk] == (3, 1)
    assert placed.moved_from == fair.slots[1]
    assert set(placed.seats.values_list("slot", flat=True)) == {fair.slots[3].pk}
    draft.refresh_from_db()
    assert draft.breaks == 2
    assert Seat.objects.filter(timetable=draft).count() == 6
    again = _move(world, fair, draft, "ay", 1, 1)
    assert again.moved_from is None


def test_what_has_no_place_gets_one_and_its_state(world: World, fair: Fair, draft: Timetable) -> None:
    draft.unplaced = {str(fair.encounters["bz"].pk): "busy"}
    draft.save()
    _move(world, fair, draft, "bz", 2, 0)
    draft.refresh_from_db()
    assert draft.unplaced == {}
    assert draft.weight == 8
    fair.encounters["bz"].refresh_from_db()
    assert fair.encounters["bz"].state == EncounterState.SCHEDULED


def test_refused_with_every_reason_and_nothing_changed(world: World, fair: Fair, draft: Timetable) -> None:
    ForbiddenSlot.objects.create(participant=fair.people["z"], slot=fair.slots[0])
    NotWith.objects.create(participant=fair.people["z"], other=fair.people["a"])
    before = stands(draft)
    with pytest.raises(rules.PlacementRefused) as refused:
        _move(world, fair, draft, "az", 0, 1)
    why = str(refused.value.context["why"])
    assert "A公司这时在1号桌见X公司。" in why
    assert "Z公司这时不在。" in why
    assert "这张桌子这时有人：B公司·Y公司。" in why
    assert "不愿见面" in why
    assert stands(draft) == before


def test_locked_past_and_cancelled_ones_stay(world: World, fair: Fair, draft: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    assert (
        actions.lock_encounters(
            actor=actor, timetable=draft, encounters=[fair.encounters["ax"].pk], locked=True, now=now
        )
        == 1
    )
    with pytest.raises(rules.PlacementRefused):
        _move(world, fair, draft, "ax", 3, 1)
    with pytest.raises(rules.PlacementRefused):
        actions.unschedule(actor=actor, timetable=draft, encounters=[fair.encounters["ax"]], now=now)
    with pytest.raises(rules.PlacementRefused):
        _move(world, fair, draft, "ay", 0, 1, now=fair.slots[1].starts_at)
    fair.encounters["bz"].state = EncounterState.CANCELLED
    with pytest.raises(BadRequest):
        _move(world, fair, draft, "bz", 3, 1)
    actions.lock_encounters(actor=actor, timetable=draft, encounters=[fair.encounters["ax"].pk], locked=False, now=now)
    _move(world, fair, draft, "ax", 3, 1)


def test_strangers_published_and_computing_ones_are_refused(world: World, fair: Fair, draft: Timetable) -> None:
    with pytest.raises(NotPermitted):
        _move(world, fair, draft, "ay", 3, 1, actor=world.actors["other"])
    with pytest.raises(NotPermitted):
        actions.lock_encounters(
            actor=world.actors["visitor"], timetable=draft, encounters=[], locked=True, now=timezone.now()
        )
    running = make_timetable(fair, {}, state=TimetableState.SOLVING)
    with pytest.raises(rules.TimetableBusy):
        _move(world, fair, draft, "ay", 3, 1)
    running.delete()
    draft.state = TimetableState.PUBLISHED
    draft.save()
    with pytest.raises(rules.NotDraft):
        _move(world, fair, draft, "ay", 3, 1)


def test_cells_and_encounters_of_another_fair_are_not_found(world: World, fair: Fair, draft: Timetable) -> None:
    other = make_fair(world.chamber)
    with pytest.raises(NotFound):
        actions.cell_of(draft, other.slots[0].pk, fair.tables[0].pk)
    with pytest.raises(NotFound):
        actions.cell_of(draft, fair.slots[0].pk, other.tables[0].pk)
    with pytest.raises(NotFound):
        actions.encounter_of(draft, other.encounters["ax"].pk)
    with pytest.raises(BadRequest):
        actions.move_encounter(
            actor=world.actors["secretary"], timetable=draft, encounter=other.encounters["ax"],
            cell=_cell(fair, 3, 1), now=timezone.now(),
        )  # fmt: skip


def test_a_cancelled_encounter_holds_no_table(world: World, fair: Fair, draft: Timetable) -> None:
    fair.matchmaking.encounters.filter(pk=fair.encounters["ay"].pk).update(state=EncounterState.CANCELLED)
    _move(world, fair, draft, "bz", 1, 0)
    assert fair.encounters["ay"].pk not in stands(draft)


def test_database_lets_no_table_and_nobody_be_taken_twice(fair: Fair, draft: Timetable) -> None:
    slot, table = fair.slots[0], fair.tables[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(timetable=draft, encounter=fair.encounters["bz"], slot=slot, table=table)
    placed = draft.placements.get(encounter=fair.encounters["ay"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(placement=placed, timetable=draft, participant=fair.people["a"], slot=slot)


def test_two_exchange_their_places(world: World, fair: Fair, draft: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    pair = fair.encounters["ax"], fair.encounters["ay"]
    with pytest.raises(rules.PlacementRefused):  # y meets b in slot 0
        actions.exchange(actor=actor, timetable=draft, pair=pair, now=now)
    _move(world, fair, draft, "by", 3, 1)
    actions.exchange(actor=actor, timetable=draft, pair=pair, now=now)
    found = stands(draft)
    assert (found[pair[0].pk], found[pair[1].pk]) == ((1, 0), (0, 0))
    assert Seat.objects.filter(timetable=draft).count() == 6
    with pytest.raises(NotFound):
        actions.exchange(actor=actor, timetable=draft, pair=(pair[0], fair.encounters["bz"]), now=now)
    actions.step_back(actor=actor, timetable=draft, now=now)
    assert stands(draft)[pair[0].pk] == (0, 0)


def test_taken_off_and_put_back_by_a_step(world: World, fair: Fair, draft: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    assert actions.unschedule(actor=actor, timetable=draft, encounters=[fair.encounters["ax"]], now=now) == 1
    draft.refresh_from_db()
    assert draft.unplaced == {str(fair.encounters["ax"].pk): "taken_off"}
    fair.encounters["ax"].refresh_from_db()
    assert fair.encounters["ax"].state == EncounterState.ACCEPTED
    _move(world, fair, draft, "az", 2, 0)
    for _ in range(2):
        actions.step_back(actor=actor, timetable=draft, now=now)
    assert set(stands(draft)) == {fair.encounters[pair].pk for pair in ("ax", "by", "ay")}
    with pytest.raises(rules.NothingToUndo):
        actions.step_back(actor=actor, timetable=draft, now=now)


def test_step_back_from_a_version_leads_to_the_one_before(world: World, fair: Fair, draft: Timetable) -> None:
    after = make_timetable(fair, {"ax": (2, 0)}, origin=draft)
    assert current(fair.matchmaking) == after
    actions.step_back(actor=world.actors["secretary"], timetable=after, now=timezone.now())
    assert current(fair.matchmaking) == draft
    fair.encounters["ay"].refresh_from_db()
    assert fair.encounters["ay"].state == EncounterState.SCHEDULED


def test_step_that_is_no_longer_possible_is_refused(world: World, fair: Fair, draft: Timetable) -> None:
    _move(world, fair, draft, "ax", 3, 1)
    fair.matchmaking.tables.filter(number=0).update(closed=True)
    with pytest.raises(rules.PlacementRefused):
        actions.step_back(actor=world.actors["secretary"], timetable=draft, now=timezone.now())
    assert stands(draft)[fair.encounters["ax"].pk] == (3, 1)


def test_room_is_made_with_both_moves_or_none(world: World, fair: Fair, draft: Timetable) -> None:
    actor, now = world.actors["secretary"], timezone.now()
    facts = {"actor": actor, "timetable": draft, "encounter": fair.encounters["bz"], "now": now}
    with pytest.raises(rules.PlacementRefused):
        actions.make_room(
            cell=_cell(fair, 1, 1),
            blocker=(fair.encounters["by"], _cell(fair, 1, 1)),
            **facts,  # type: ignore[arg-type]
        )
    assert stands(draft)[fair.encounters["by"].pk] == (0, 1)
    actions.make_room(cell=_cell(fair, 0, 1), blocker=(fair.encounters["by"], _cell(fair, 2, 0)), **facts)  # type: ignore[arg-type]
    assert stands(draft)[fair.encounters["bz"].pk] == (0, 1)
    assert stands(draft)[fair.encounters["by"].pk] == (2, 0)


def test_one_that_was_taken_back_is_a_draft_again_once_it_is_changed(
    world: World, fair: Fair, draft: Timetable
) -> None:
    draft.state, draft.published_at = TimetableState.WITHDRAWN, timezone.now() - timedelta(hours=1)
    draft.save()
    _move(world, fair, draft, "ay", 3, 1)
    draft.refresh_from_db()
    assert draft.state == TimetableState.DRAFT
