"""What a page of a programme offers to whom."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.activities.queries.programme_page import may, programme_page, steps
from shanghui.activities.rules import ProgrammeState, Selection
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_vote
from tests.factories.world import World

State = ProgrammeState
OFFERED = {
    State.DRAFT: {"edit", "open", "withdraw"},
    State.OPEN: {"edit", "select", "withdraw"},
    State.SELECTING: {"reopen", "decide", "withdraw"},
    State.DECIDED: set(),
    State.WITHDRAWN: set(),
}


@pytest.mark.parametrize("state", list(State))
def test_steps_are_offered_to_whoever_keeps_it(world: World, state: ProgrammeState) -> None:
    programme = make_programme(world.north, state=state)
    assert {name for name, offered in may(programme).items() if offered} == OFFERED[state]
    page = programme_page(world.actors["secretary"], programme, timezone.now())
    assert (page["keeps"], page["may"]) == (False, {})


def test_line_of_states(world: World) -> None:
    def line(state: ProgrammeState) -> list[str]:
        return [step.state for step in steps(make_programme(world.north, state=state))]

    assert line(State.DRAFT) == ["now", "", "", ""]
    assert line(State.SELECTING) == ["done", "done", "now", ""]
    assert line(State.DECIDED) == ["done"] * 4
    assert line(State.WITHDRAWN) == []


def test_chamber_may_apply_once_and_in_time(world: World) -> None:
    programme = make_programme(world.north, apply_until=localdate())
    actor, now = world.actors["secretary"], timezone.now()
    assert programme_page(actor, programme, now)["may_apply"]
    assert not programme_page(actor, programme, now + timedelta(days=1))["may_apply"]
    assert not programme_page(world.actors["convener"], programme, now)["may_apply"], "her own stage"
    own = make_application(programme, world.chamber)
    page = programme_page(actor, programme, now)
    assert (page["may_apply"], page["mine"]) == (False, own)


def test_opener_sees_how_many_units_have_voted(world: World) -> None:
    programme = make_programme(world.north, state=State.SELECTING, selection=Selection.BALLOT)
    rows = [make_application(programme, who) for who in (world.other, world.federation)]
    for number, row in enumerate(rows, 1):
        make_vote(row, world.chamber, number)
    turnout = programme_page(world.actors["convener"], programme, timezone.now())["turnout"]
    assert (turnout.voted, turnout.units) == (1, 2)
    assert programme_page(world.actors["secretary"], programme, timezone.now())["turnout"] is None
