"""From one version to the other: moved, another table, entered, left."""

import pytest

from shanghui.activities.queries.comparing import Sayer, changes, shown, tally
from tests.factories.activities_board import make_fair, make_timetable
from tests.factories.world import World


@pytest.mark.django_db
def test_each_kind_of_change_is_found_and_named(world: World) -> None:
    fair = make_fair(world.chamber)
    one = make_timetable(fair, {"ax": (0, 0), "by": (0, 1), "ay": (1, 0), "bz": (3, 0)})
    other = make_timetable(fair, {"ax": (2, 0), "by": (0, 0), "bx": (1, 1), "bz": (3, 0)})
    found = changes(one, other)
    assert [change.kind for change in found] == ["moved", "table", "entered", "left"]
    assert tally(found) == {"moved": 1, "table": 1, "entered": 1, "left": 1}
    told = shown(other, found)
    assert told[0].name == "A公司·X公司"
    assert told[1].before.endswith("，2号桌")
    assert (told[2].before, told[3].after) == ("", "")
    assert changes(one, one) == []
    assert Sayer(one).at(None) == ""
