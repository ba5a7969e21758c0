"""What a grid amounts to."""

from dataclasses import replace

import pytest

from shanghui.engines.timetabling import Encounter, Event, Participant, Status
from shanghui.engines.timetabling.domains import board
from shanghui.engines.timetabling.grid import Grid
from shanghui.engines.timetabling.outcome import keeps, masks_of, told, weight_of

PEOPLE = tuple(Participant(name) for name in "abc")
EVENT = Event(
    3, 2, PEOPLE, (Encounter("ab", ("a", "b"), 4), Encounter("ac", ("a", "c"), 3), Encounter("bc", ("b", "c")))
)


def grid(event: Event = EVENT) -> Grid:
    found = Grid(board(event))
    found.put(0, 0)
    found.put(1, 2)
    return found


def test_weight_masks_breaks_and_tables() -> None:
    assert weight_of(grid()) == 7
    assert masks_of(grid()) == {0: 0b101, 1: 0b1, 2: 0b100}
    found = told(grid(), Status.FEASIBLE, 8.0, 0.0, {0: 1})
    assert (found.weight, found.weight_bound, found.breaks, found.breaks_bound) == (7, 8.0, 1, 0)
    assert found.placed[0].table == 1
    assert [name for name, _ in found.unplaced] == ["bc"]
    proved = told(grid(), Status.OPTIMAL, None, 0.0)
    assert (proved.weight_bound, proved.breaks_bound) == (7.0, 1)


@pytest.mark.parametrize(
    ("rules", "holds"),
    [({}, True), ({"all_placed": True}, False), ({"fairness": 0}, False), ({"fairness": 1}, True), ({"floor": 1}, True), ({"floor": 2}, False)],
)  # fmt: skip
def test_rules_that_insertion_does_not_see_to(rules: dict[str, int], holds: bool) -> None:
    assert keeps(grid(replace(EVENT, **rules))) is holds  # type: ignore[arg-type]
