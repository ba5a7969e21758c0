"""Which version is worked on, which is out, what clashes."""

import pytest
from django.utils import timezone

from shanghui.activities.models import ForbiddenSlot
from shanghui.activities.queries import timetables
from shanghui.activities.rules import TimetableState
from shanghui.core.refusal import NotFound
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


def test_current_is_the_newest_that_stands(fair: Fair) -> None:
    assert timetables.current(fair.matchmaking) is None
    out = make_timetable(fair, {}, state=TimetableState.PUBLISHED)
    assert timetables.current(fair.matchmaking) == out
    for state, facts in (
        (TimetableState.FAILED, {}),
        (TimetableState.WITHDRAWN, {}),
        (TimetableState.WAITING, {}),
        (TimetableState.DRAFT, {"status": "proposal"}),
    ):
        make_timetable(fair, {}, state=state, **facts)
    assert timetables.current(fair.matchmaking) == out
    back = make_timetable(fair, {}, state=TimetableState.WITHDRAWN, published_at=timezone.now())
    assert timetables.current(fair.matchmaking) == back
    assert timetables.published(fair.matchmaking) == out
    assert timetables.busy(fair.matchmaking).number == 4  # type: ignore[union-attr]
    assert [one.number for one in timetables.proposals(fair.matchmaking)] == [5]
    assert [one.number for one in timetables.versions(fair.matchmaking)] == [6, 4, 3, 2, 1]


def test_numbers_of_another_fair_are_not_found(world: World, fair: Fair) -> None:
    make_timetable(fair, {})
    with pytest.raises(NotFound):
        timetables.numbered(make_fair(world.chamber).matchmaking, 1)


def test_clashes_are_what_could_not_be_made_any_more(fair: Fair) -> None:
    row = make_timetable(fair, {"ax": (0, 0), "by": (0, 1), "az": (1, 0), "bx": (2, 1)})
    assert timetables.clashes(row) == 0
    fair.matchmaking.participants.filter(pk=fair.people["x"].pk).update(from_slot=1)
    assert timetables.clashes(row) == 1
    fair.matchmaking.participants.filter(pk=fair.people["y"].pk).update(absent_at=timezone.now())
    assert timetables.clashes(row) == 2
    ForbiddenSlot.objects.create(participant=fair.people["a"], slot=fair.slots[1])
    assert timetables.clashes(row) == 3
    fair.matchmaking.tables.filter(number=1).update(closed=True)
    assert timetables.clashes(row) == 4
