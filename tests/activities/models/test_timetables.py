"""The database itself lets nobody be in two places at once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shanghui.activities.models import Placement, Seat, Timetable
from shanghui.activities.rules import TimetableState
from tests.factories.activities import make_activity, make_encounter, make_matchmaking, make_participant
from tests.factories.world import World


def test_one_encounter_a_table_and_one_seat_a_delegate(world: World) -> None:
    matchmaking = make_matchmaking(make_activity(world.chamber))
    one, two, three = (make_participant(matchmaking) for _ in range(3))
    timetable = Timetable.objects.create(matchmaking=matchmaking, number=1, created_at=timezone.now())
    slot, other = matchmaking.slots.all()[:2]
    table = matchmaking.tables.all()[0]
    first = Placement.objects.create(timetable=timetable, encounter=make_encounter(one, two), slot=slot, table=table)
    second = make_encounter(one, three)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(timetable=timetable, encounter=second, slot=slot, table=table)
    seat = {"placement": first, "timetable": timetable, "participant": one}
    Seat.objects.create(slot=slot, delegate=0, **seat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(slot=slot, delegate=0, **seat)
    Seat.objects.create(slot=slot, delegate=1, **seat)
    Seat.objects.create(slot=other, delegate=0, **seat)


def test_one_version_is_published(world: World) -> None:
    matchmaking = make_matchmaking(make_activity(world.chamber))
    now = timezone.now()
    first = Timetable.objects.create(matchmaking=matchmaking, number=1, created_at=now, state=TimetableState.PUBLISHED)
    assert first.state_enum is TimetableState.PUBLISHED
    with pytest.raises(IntegrityError), transaction.atomic():
        Timetable.objects.create(matchmaking=matchmaking, number=2, created_at=now, state=TimetableState.PUBLISHED)
