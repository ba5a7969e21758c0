"""Cells, portions, scores and strips of a version."""

import pytest

from shanghui.activities.models import Session
from shanghui.activities.queries import board as queries
from shanghui.activities.rules import EncounterState
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


def test_cells_name_the_buyer_first_and_leave_out_the_cancelled(fair: Fair) -> None:
    fair.matchmaking.encounters.filter(pk=fair.encounters["ax"].pk).update(
        first=fair.people["x"], second=fair.people["a"]
    )
    fair.encounters["ax"].refresh_from_db()
    row = make_timetable(fair, {"ax": (0, 0), "by": (0, 1)}, locked={"by"})
    fair.matchmaking.encounters.filter(pk=fair.encounters["by"].pk).update(state=EncounterState.CANCELLED)
    (shown, *_rest) = queries.rows_shown(row, fair.slots, fair.tables)
    assert [(cell.buyer, cell.seller, cell.kind) for cell in shown.cells] == [("A公司", "X公司", ""), ("", "", "free")]
    assert shown.cells[0].called == "1号桌"


def test_pauses_stand_between_sessions_and_long_ones_are_cut(world: World) -> None:
    fair = make_fair(world.chamber, slots=25)
    slots = list(fair.matchmaking.slots.select_related("session"))
    assert [len(one.slots) for one in queries.portions(slots)] == [20, 5]
    late = Session.objects.create(
        matchmaking=fair.matchmaking, name="晚场", starts_at=slots[-1].ends_at, ends_at=slots[-1].ends_at.replace(year=2099)
    )  # fmt: skip
    assert queries.portions([*slots, *late.slots.all()])[-1].number == 2
    slots[1].starts_at = slots[1].ends_at
    rows = queries.rows_shown(make_timetable(fair, {}), slots[:2], fair.tables)
    assert [row.pause for row in rows] == [0, 20]


def test_scores_say_how_far_from_the_bound(fair: Fair) -> None:
    row = make_timetable(fair, {"ax": (0, 0), "ay": (2, 0)}, weight_bound=16)
    found = queries.scores_of(row)
    assert (found.weight, found.bound, found.share, found.gap) == (4, 16, 25.0, 75.0)
    assert (found.placed, found.encounters, found.left, found.breaks, found.longest) == (2, 6, 4, 1, 20)


def test_strips_show_who_waits_slot_by_slot(fair: Fair) -> None:
    row = make_timetable(fair, {"ax": (0, 0), "ay": (2, 0)})
    (strip,) = queries.strips_of(row, fair.slots)
    assert (strip.name, strip.breaks, strip.squares) == ("A公司", 1, ["on", "idle", "on", ""])
