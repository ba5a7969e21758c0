"""Events and timetables as JSON."""

from typing import Any

import pytest

from shanghui.engines.timetabling import (
    Move,
    Placement,
    Proposal,
    Repaired,
    Rule,
    Status,
    Timetable,
    Unreadable,
    Why,
    changes_of,
    event_of,
    placements_of,
    repaired_of,
    told_of,
)

TOLD: dict[str, Any] = {
    "slots": 3, "tables": 2, "sessions": {"am": [0, 1]}, "zones": {"north": [0]}, "resources": {"lamp": 1},
    "participants": [{"id": "a", "unavailable": [2], "delegates": 2}, {"id": "b"}],
    "encounters": [
        {"id": "1", "between": ["a", "b"], "weight": 3, "session": "am", "fixed_slot": 0, "zone": "north", "resources": ["lamp"]},
        {"id": "2", "between": ["b", "a"], "after": ["1"]},
    ],
    "all_placed": True, "fairness": 1, "floor": None,
}  # fmt: skip


def test_event_is_read_whole() -> None:
    event = event_of(TOLD)
    assert (event.slots, event.tables, event.all_placed, event.fairness, event.floor) == (3, 2, True, 1, 0)
    assert event.participants[0].delegates == 2
    first, second = event.encounters
    assert (first.weight, first.session, first.fixed_slot, first.zone, first.resources) == (
        3,
        "am",
        0,
        "north",
        ("lamp",),
    )
    assert (second.weight, second.after, second.session) == (1, ("1",), None)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"slots": None}, "slots"), ({"slots": -1}, "slots"), ({"slots": 64}, "63"), ({"tables": "two"}, "tables"), ({"participants": 3}, "int"),
        ({"participants": [{"id": "a"}, {"id": "a"}]}, "相同"), ({"sessions": {"am": [7]}}, "时段"),
        ({"encounters": [{"id": "1", "between": ["a"]}]}, "读不懂"), ({"encounters": [{"id": "1", "between": ["a", "x"]}]}, "x"),
        ({"encounters": [{"id": "1", "between": ["a", "a"]}]}, "同一个"),
        ({"encounters": [{"id": "1", "between": ["a", "b"], "session": "pm"}]}, "pm"),
        ({"encounters": [{"id": "1", "between": ["a", "b"], "zone": "south"}]}, "south"),
        ({"encounters": [{"id": "1", "between": ["a", "b"], "resources": ["cup"]}]}, "cup"),
        ({"encounters": [{"id": "1", "between": ["a", "b"], "after": ["9"]}]}, "9"),
        ({"encounters": [{"id": "1", "between": ["a", "b"], "weight": -1}]}, "weight"),
        ({"encounters": [{"id": "1", "between": ["a", "b"], "fixed_slot": 3}]}, "fixed_slot"),
        ({"zones": {"north": [0], "south": [0, 1]}}, "table"), ({"zones": {"north": [2]}}, "table"),
        ({"participants": [{"id": "a", "delegates": -1}, {"id": "b"}]}, "delegates"),
    ],
)  # fmt: skip
def test_bad_event_says_what_is_wrong(change: dict[str, Any], word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        event_of(TOLD | change)


def test_timetable_out_and_in() -> None:
    placed = (Placement("1", 0, 1),)
    found = Timetable(Status.INFEASIBLE, placed, (("2", Why.BUSY),), 3, 4.0, 1, 0, (Rule("participant", "a"),), 1.23456)
    told = told_of(found)
    assert told["status"] == "infeasible"
    assert told["unplaced"] == [{"encounter": "2", "why": "busy"}]
    assert told["conflict"] == [{"rule": "participant", "about": "a"}]
    assert (
        placements_of(
            told, event_of(TOLD | {"zones": {}, "encounters": [TOLD["encounters"][1] | {"id": "1", "after": []}]})
        )
        == placed
    )
    with pytest.raises(Unreadable):
        placements_of({"placed": [{"slot": 1}]}, event_of(TOLD))


def test_changes_are_read_and_what_is_repaired_is_written() -> None:
    event = event_of(TOLD)
    changes = changes_of(
        {"now": 1, "absent": ["a"], "late": {"b": 2}, "tables": 1, "added": [{"id": "3", "between": ["a", "b"]}]}, event
    )
    assert (changes.now, changes.absent, changes.late, changes.tables) == (1, {"a"}, {"b": 2}, 1)
    assert changes.added[0].id == "3"
    assert changes_of({}, event).tables is None
    move = Move("1", 0, 2)
    told = repaired_of(Repaired(Timetable(Status.FEASIBLE), (Proposal("2", 0, 5, (move,)),), (move,)))
    assert told["moved"] == [{"encounter": "1", "before": 0, "slot": 2}]
    assert told["proposals"] == [{"encounter": "2", "slot": 0, "gain": 5, "moved": told["moved"]}]
    assert told["status"] == "feasible"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"now": 9}, "9"), ({"now": "x"}, "读不懂"), ({"absent": ["z"]}, "z"), ({"late": {"z": 1}}, "z"), ({"tables": -1}, "tables"),
        ({"added": [{"id": "1", "between": ["a", "b"]}]}, "相同"), ({"added": [{"id": "3", "between": ["a", "z"]}]}, "z"),
    ],
)  # fmt: skip
def test_bad_changes_say_what_is_wrong(change: dict[str, Any], word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        changes_of(change, event_of(TOLD))


@pytest.mark.parametrize(
    "placed",
    [
        [{"encounter": "9", "slot": 0, "table": 0}], [{"encounter": "1", "slot": 3, "table": 0}], [{"encounter": "1", "slot": 0, "table": 1}],
        [{"encounter": "2", "slot": -1, "table": 0}], [{"encounter": "2", "slot": 0, "table": 0}] * 2,
        [{"encounter": "1", "slot": 0, "table": 0}, {"encounter": "2", "slot": 0, "table": 0}],
    ],
)  # fmt: skip
def test_timetable_of_another_event_is_refused(placed: list[dict[str, Any]]) -> None:
    with pytest.raises(Unreadable):
        placements_of({"placed": placed}, event_of(TOLD))


@pytest.mark.parametrize(
    "change",
    [
        {"sessions": {"am": ["0"]}}, {"zones": {"north": [None]}}, {"fairness": -1}, {"fairness": "x"}, {"resources": {"lamp": -1}},
        {"floor": float("inf")}, {"tables": 10**9}, {"participants": [{"id": "a", "unavailable": [1.5]}, {"id": "b"}]},
        {"encounters": [{"id": "1", "between": ["a", "b"], "fixed_slot": "0"}]}, {"encounters": [{"id": "1", "between": ["a", "b"], "zone": 3}]},
        {"encounters": [{"id": "1", "between": ["a", "b"], "session": ["am"]}]}, {"encounters": [{"id": "1", "between": ["a", "b"], "after": ["1"]}]},
        {"encounters": [{"id": "1", "between": ["a", "b"], "weight": 10**400}]}, {"participants": [{"id": "a", "delegates": 0}, {"id": "b"}]},
    ],
)  # fmt: skip
def test_nothing_else_is_raised(change: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        event_of(TOLD | change)
