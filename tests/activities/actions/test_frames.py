"""The frame: made, changed, and what stands on it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities import rules
from shanghui.activities.actions.frames import Frame, set_frame
from shanghui.activities.models import ForbiddenSlot, Matchmaking, Placement, Timetable
from shanghui.activities.rules import ActivityKind, ActivityState, Mode, Stretch, TimetableState
from shanghui.core.refusal import BadRequest, NotPermitted
from tests.factories.activities import make_activity, make_encounter
from tests.factories.activities_wishes import Fair, publish


def frame_of(expo: Fair, **facts: object) -> Frame:
    """As the factory made it: four slots of twenty minutes, three tables."""
    begin = expo.activity.starts_at
    given = Frame(Mode.WISH, 20, [Stretch("上半场", begin, begin + timedelta(minutes=80))], tables=3, quota=8)
    return replace(given, **facts)  # type: ignore[arg-type]


def set_it(expo: Fair, role: str = "host", **facts: object) -> Matchmaking:
    activity = facts.pop("activity", expo.activity)
    return set_frame(actor=expo.actors[role], activity=activity, frame=frame_of(expo, **facts), now=timezone.now())  # type: ignore[arg-type]


def test_frame_is_made_for_a_matchmaking(expo: Fair) -> None:
    activity = make_activity(expo.area, kind=ActivityKind.MATCHMAKING)
    made = set_it(expo, activity=activity, zones={0: "采购区"}, resources={"翻译": 2}, mode=Mode.HOSTED, floor=1)
    assert (made.activity, made.mode, made.floor) == (activity, Mode.HOSTED, 1)
    assert list(made.slots.values_list("number", flat=True)) == [0, 1, 2, 3]
    assert list(made.tables.values_list("zone", flat=True)) == ["采购区", "", ""]
    assert made.resources.get().count == 2


@pytest.mark.parametrize("role", ["keeper", "other", "contact", "far", "officer", "visitor"])
def test_organiser_alone(expo: Fair, role: str) -> None:
    with pytest.raises(NotPermitted):
        set_it(expo, role)


def test_other_kinds_have_none(expo: Fair) -> None:
    with pytest.raises(BadRequest):
        set_it(expo, activity=make_activity(expo.area))


@pytest.mark.parametrize(
    "facts",
    [{"slot_minutes": 17}, {"quota": 0}, {"floor": 9}, {"tables": 401}, {"stretches": []}],
)
def test_unsound_frames_are_refused(expo: Fair, facts: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        set_it(expo, **facts)


def test_period_of_wishes_has_an_order(expo: Fair) -> None:
    now = timezone.now()
    with pytest.raises(BadRequest):
        set_it(expo, wishes_open_at=now, wishes_close_at=now)


def test_what_is_over_is_not_set_up(expo: Fair) -> None:
    expo.activity.state = ActivityState.CLOSED
    with pytest.raises(rules.ActivityFixed):
        set_it(expo)


def test_slot_of_the_same_time_keeps_who_is_not_free(expo: Fair) -> None:
    slots = {slot.number: slot for slot in expo.matchmaking.slots.all()}
    for number in (1, 3):
        ForbiddenSlot.objects.create(participant=expo.buyer, slot=slots[number])
    begin = expo.activity.starts_at
    earlier = Stretch("早场", begin - timedelta(minutes=60), begin - timedelta(minutes=20))
    shorter = Stretch("上半场", begin, begin + timedelta(minutes=40))
    set_it(expo, stretches=[shorter, earlier])
    kept = expo.buyer.forbidden.get().slot
    assert (kept.pk, kept.number, kept.session.name) == (slots[1].pk, 3, "上半场")
    assert list(expo.matchmaking.slots.values_list("number", flat=True)) == [0, 1, 2, 3]


def test_late_arrival_keeps_her_time_of_day(expo: Fair) -> None:
    expo.buyer.from_slot, expo.maker.from_slot = 2, 1
    expo.buyer.save()
    expo.maker.save()
    begin = expo.activity.starts_at
    set_it(expo, stretches=[Stretch("早", begin - timedelta(minutes=20), begin + timedelta(minutes=80))])
    expo.buyer.refresh_from_db()
    expo.maker.refresh_from_db()
    assert (expo.buyer.from_slot, expo.maker.from_slot) == (3, 2)


def test_published_timetable_holds_its_slots_and_tables(expo: Fair) -> None:
    publish(make_encounter(expo.buyer, expo.maker), slot=3, table=2)
    begin = expo.activity.starts_at
    with pytest.raises(rules.TimetableStands):
        set_it(expo, stretches=[Stretch("上半场", begin, begin + timedelta(minutes=60))])
    with pytest.raises(rules.TimetableStands):
        set_it(expo, tables=2)
    set_it(expo, tables=5, quota=6, stretches=[Stretch("上半场", begin, begin + timedelta(minutes=100))])
    assert Placement.objects.get().slot.number == 3
    assert expo.matchmaking.slots.count() == 5


def test_draft_loses_what_stood_on_a_slot_that_is_gone(expo: Fair) -> None:
    publish(make_encounter(expo.buyer, expo.maker), slot=3)
    publish(make_encounter(expo.buyer, expo.third), slot=0)
    Timetable.objects.update(state=TimetableState.DRAFT)
    begin = expo.activity.starts_at
    set_it(expo, stretches=[Stretch("上半场", begin, begin + timedelta(minutes=60))], tables=1)
    assert [row.slot.number for row in Placement.objects.all()] == [0]


@pytest.mark.parametrize("state", [TimetableState.WAITING, TimetableState.SOLVING])
def test_nothing_changes_while_it_is_computed(expo: Fair, state: TimetableState) -> None:
    Timetable.objects.create(matchmaking=expo.matchmaking, number=1, state=state, created_at=timezone.now())
    with pytest.raises(rules.TimetableBusy):
        set_it(expo)


def test_tables_grow_and_shrink_and_resources_follow(expo: Fair) -> None:
    set_it(expo, tables=5, resources={"翻译": 1, "顾问": 2})
    assert expo.matchmaking.tables.count() == 5
    set_it(expo, tables=2, resources={"翻译": 3})
    assert expo.matchmaking.tables.count() == 2
    assert expo.matchmaking.resources.get().count == 3


def test_sessions_that_overlap_are_refused(expo: Fair) -> None:
    begin = expo.activity.starts_at
    one, two = (
        Stretch("一", begin, begin + timedelta(hours=1)),
        Stretch("二", begin + timedelta(minutes=50), begin + timedelta(hours=2)),
    )
    with pytest.raises(rules.SessionUnfit):
        set_it(expo, stretches=[one, two])
