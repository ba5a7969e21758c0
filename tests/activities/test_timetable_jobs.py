"""The job computes the version that it is given."""

import pytest

from shanghui.activities.rules import TimetableState
from shanghui.activities.timetable_jobs import compute_timetable
from tests.factories.activities_board import make_fair, make_timetable
from tests.factories.world import World


@pytest.mark.django_db
def test_the_job_computes_what_waits_and_nothing_else(world: World) -> None:
    fair = make_fair(world.chamber)
    waiting = make_timetable(fair, {}, state=TimetableState.WAITING, seconds=5)
    done = make_timetable(fair, {})
    for row in (waiting, done):
        compute_timetable.func(row.pk)
        row.refresh_from_db()
    assert (waiting.placements.count(), done.placements.count()) == (6, 0)
    assert waiting.state == TimetableState.DRAFT
