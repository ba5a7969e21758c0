"""The published timetable alone tells when and where."""

from shanghui.activities.models import Timetable
from shanghui.activities.queries.schedules import placements, schedule_of, slot_of
from shanghui.activities.rules import EncounterState, TimetableState
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, publish


def test_in_the_order_of_time_for_both_sides(expo: Fair) -> None:
    late = publish(make_encounter(expo.buyer, expo.maker), slot=2)
    early = publish(make_encounter(expo.third, expo.buyer), slot=1)
    assert list(schedule_of(expo.buyer)) == [early, late]
    assert list(schedule_of(expo.maker)) == [late]
    assert list(placements([expo.maker.pk, expo.third.pk])) == [early, late]
    assert slot_of(late.encounter) == late.slot


def test_drafts_and_what_was_called_off_are_left_out(expo: Fair) -> None:
    place = publish(make_encounter(expo.buyer, expo.maker))
    Timetable.objects.update(state=TimetableState.DRAFT)
    assert list(schedule_of(expo.buyer)) == []
    assert slot_of(place.encounter) is None
    Timetable.objects.update(state=TimetableState.PUBLISHED)
    place.encounter.state = EncounterState.CANCELLED
    place.encounter.save()
    assert list(schedule_of(expo.buyer)) == []
