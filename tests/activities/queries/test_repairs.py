"""A proposal says why, what it gains, whom it moves, and whether it is still worth anything."""

import pytest

from shanghui.activities.queries.repairs import proposals_shown, why_asked
from shanghui.activities.rules import TimetableState
from tests.factories.activities_board import make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


def test_who_makes_room_is_named_from_to(world: World) -> None:
    fair = make_fair(world.chamber)
    out = make_timetable(fair, {"ax": (0, 0)}, state=TimetableState.PUBLISHED)
    first, second = fair.slots[:2]
    moved = {"encounter": fair.encounters["ax"].pk, "before": first.pk, "slot": second.pk}
    facts = {"encounter": fair.encounters["az"].pk, "before": None, "slot": first.pk, "gain": 2, "moved": [moved]}
    progress = {"origin_version": out.version, "proposals": [facts], "asked": {"absent": fair.people["x"].pk}}
    row = make_timetable(fair, {"ax": (1, 0), "az": (0, 0)}, origin=out, status="proposal", progress=progress)
    (shown,) = proposals_shown([row], out)
    assert (shown.gain, shown.movers, shown.told, shown.is_outdated) == (2, 1, 3, False)
    assert shown.found[0].moved[0][0] == "A公司·X公司"
    assert shown.lost == []
    out.version += 1
    assert proposals_shown([row], out)[0].is_outdated
    assert proposals_shown([row], None)[0].is_outdated


def test_each_cause_has_its_sentence(world: World) -> None:
    fair = make_fair(world.chamber)
    row = make_timetable(fair, {})
    told = []
    for asked in (
        {"absent": fair.people["a"].pk},
        {"late": fair.people["a"].pk, "slot": fair.slots[0].pk},
        {"closed": fair.tables[1].pk},
        {"opened": fair.tables[0].pk},
        {"swap": []},
        {},
    ):
        row.progress = {"asked": asked}
        told.append(why_asked(row))
    assert told[0] == "A公司没有来。"
    assert told[1].startswith("A公司要到")
    assert told[2:] == ["2号桌不能用了。", "多了1号桌。", "两场想对调。", ""]
