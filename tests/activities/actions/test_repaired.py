"""What a repair finds is written as proposals: the row that asked, and one more where moving gains."""

import pytest
from django.utils import timezone

from shanghui.activities.actions.repaired import keep_repaired, repaired_of
from shanghui.activities.queries.timetables import proposals
from shanghui.activities.rules import TimetableState
from tests.factories.activities_board import make_fair, make_timetable, stands
from tests.factories.world import World

pytestmark = pytest.mark.django_db


def test_locked_keep_their_place_and_a_dropped_row_is_left_alone(world: World) -> None:
    fair = make_fair(world.chamber)
    out = make_timetable(fair, {"ax": (0, 0), "by": (0, 1)}, locked={"by"}, state=TimetableState.PUBLISHED)
    row = make_timetable(fair, {}, origin=out, status="proposal", state=TimetableState.SOLVING)
    fair.matchmaking.tables.filter(number=0).update(closed=True)
    now = timezone.now()
    repaired = repaired_of(row, now)
    keep_repaired(timetable_id=row.pk, repaired=repaired, took=0.1, now=now)
    (found,) = proposals(fair.matchmaking)
    assert found == row
    assert stands(found)[fair.encounters["by"].pk] == (0, 1)
    assert found.placements.get(encounter=fair.encounters["by"]).locked
    assert {table for _slot, table in stands(found).values()} == {1}
    assert found.progress["proposals"]
    keep_repaired(timetable_id=row.pk, repaired=repaired, took=0.1, now=now)
    assert len(proposals(fair.matchmaking)) == 1
