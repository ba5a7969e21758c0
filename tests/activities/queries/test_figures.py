"""What a version amounts to, counted by hand."""

import pytest

from shanghui.activities.queries.figures import figures_of, gaps
from tests.factories.activities_board import make_fair, make_timetable
from tests.factories.world import World


@pytest.mark.django_db
def test_weight_breaks_floor_and_who_waits(world: World) -> None:
    fair = make_fair(world.chamber)
    fair.matchmaking.floor = 2
    fair.matchmaking.save()
    row = make_timetable(fair, {"ax": (0, 0), "ay": (3, 0), "bx": (1, 0), "by": (0, 1)})
    row.matchmaking.refresh_from_db()
    found = figures_of(row)
    assert (found["weight"], found["placed"], found["people"]) == (8, 4, 5)
    assert found["breaks"] == 2  # a waits slots 1 and 2, y too
    assert found["longest"] == 40
    assert (found["kept"], found["most"], found["least"]) == (4, 2, 0)  # z has none
    assert found["waiting"] == [[fair.people["a"].pk, 1], [fair.people["y"].pk, 1]]


def test_gaps_are_maximal_idle_stretches() -> None:
    assert gaps([5, 0, 1, 3]) == [(2, 3), (4, 5)]
    assert gaps([]) == []
