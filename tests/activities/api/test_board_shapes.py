"""A version as programs read it: its origin by number, no more of its progress than is meant for them."""

import pytest

from shanghui.activities.api.board_shapes import TimetableRead, proposal_out, timetable_out, timetable_read
from shanghui.activities.queries.repairs import proposals_shown
from tests.factories.activities_board import make_fair, make_timetable
from tests.factories.world import World


@pytest.mark.django_db
def test_shapes(world: World) -> None:
    fair = make_fair(world.chamber)
    first = make_timetable(fair, {"ax": (0, 0)})
    row = make_timetable(fair, {"ax": (1, 0)}, origin=first, status="proposal", progress={"elapsed": 3, "secret": 1})
    assert timetable_out(row)["origin"] == 1
    read = timetable_read(row)
    assert read["progress"] == {"elapsed": 3}
    assert TimetableRead.model_validate(read, from_attributes=True).scores.placed == 1
    (shown,) = proposals_shown([row], first)
    assert proposal_out(shown)["counts"]["moved"] == 1
