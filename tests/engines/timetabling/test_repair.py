"""What changes on the day moves as few as can be, and never the past."""

import sys
from dataclasses import replace

import pytest

from shanghui.engines.timetabling import (
    Budget,
    Changes,
    Encounter,
    Event,
    Participant,
    Placement,
    Status,
    Timetable,
    repair,
    solve,
)
from shanghui.engines.timetabling.repair import LONGEST, MOST, changed
from tests.engines.timetabling.checker import drawn, faults

REPAIR = sys.modules["shanghui.engines.timetabling.repair"]  # the package's own name of it is the function
PEOPLE = tuple(Participant(name) for name in "abcdef")
AB, CD, AC = Encounter("ab", ("a", "b")), Encounter("cd", ("c", "d")), Encounter("ac", ("a", "c"))


def placed(found: Timetable) -> dict[str, int]:
    return {one.encounter: one.slot for one in found.placed}


def as_it_is_now(event: Event, before: dict[str, Placement], changes: Changes) -> Event:
    """For the checker: the event after the changes, with what has been fixed where it stood."""
    known = changed(event, before, changes).event
    over = {name: one.slot for name, one in before.items() if one.slot < changes.now}
    encounters = tuple(replace(one, fixed_slot=over.get(one.id, one.fixed_slot)) for one in known.encounters)
    return replace(
        known, encounters=encounters, floor=0, fairness=None, tables=max(known.tables, event.tables), zones=event.zones
    )


@pytest.mark.parametrize("seed", range(6))
def test_any_change_leaves_a_timetable_that_holds(seed: int) -> None:
    event = replace(
        drawn(seed, people=60, encounters=420, slots=16), tables=25, all_placed=False, fairness=None, floor=0
    )
    before = solve(event, seed=seed, budget=Budget(1))
    was = {one.encounter: one for one in before.placed}
    new = (Encounter("new1", ("p1", "p2"), 9), Encounter("new2", ("p8", "p9"), 9, zone="window"))
    changes = Changes(5, frozenset({"p3", "p4"}), {"p5": 9, "p6": 7}, 24, new)
    found = repair(event, before.placed, changes)
    assert faults(as_it_is_now(event, was, changes), found.timetable) == []
    now = placed(found.timetable)
    assert all(now[name] == one.slot for name, one in was.items() if one.slot < 5)
    assert all(slot < 5 or name in was for name, slot in now.items() if "p3" in name)
    assert {one.encounter for one in found.moved} == {
        name for name, one in was.items() if now.get(name, one.slot) != one.slot
    }
    assert found.timetable.weight <= found.timetable.weight_bound
    for proposal in found.proposals:
        assert len(proposal.moved) <= LONGEST
    assert sum(len(one.moved) for one in found.proposals) <= MOST * len(was)


def test_who_stays_away_frees_the_other_for_somebody_who_waits() -> None:
    event = Event(1, 2, PEOPLE, (AB, Encounter("bc", ("b", "c"))))
    found = repair(event, [Placement("ab", 0, 1)], Changes(absent=frozenset({"a"})))
    assert placed(found.timetable) == {"bc": 0}
    assert [(one.encounter, one.gain, one.moved) for one in found.proposals] == [("bc", 1, ())]
    assert dict(found.timetable.unplaced)["ab"] == "no_slot"


def test_who_is_late_meets_later() -> None:
    found = repair(Event(3, 2, PEOPLE, (AB,)), [Placement("ab", 0, 0)], Changes(late={"b": 2}))
    assert placed(found.timetable) == {"ab": 2}
    assert [(one.encounter, one.before, one.slot) for one in found.moved] == [("ab", 0, 2)]


def test_a_chain_is_moved_where_nothing_else_helps_and_it_is_worth_it() -> None:
    many = [Encounter(f"{one}{other}", (one, other)) for one, other in (("a", "c"), ("b", "d"))]
    quiet = tuple(Participant(f"q{at}") for at in range(400))
    others = [Encounter(f"q{at}", (f"q{at}", f"q{at + 1}")) for at in range(0, 400, 2)]
    event = Event(2, 300, (*PEOPLE, *quiet), (*many, *others))
    before = [
        Placement("ac", 0, 0),
        Placement("bd", 1, 0),
        *(Placement(one.id, 0, at + 1) for at, one in enumerate(others)),
    ]
    found = repair(event, before, Changes(added=(replace(AB, weight=5),)))
    assert "ab" in placed(found.timetable)
    assert len(found.moved) == 1
    assert len(found.proposals[-1].moved) == 1
    cheap = repair(event, before, Changes(added=(replace(AB, weight=0),)))
    assert "ab" not in placed(cheap.timetable)


def test_a_table_less_takes_the_lightest_and_others_keep_theirs() -> None:
    event = Event(1, 2, PEOPLE, (replace(AB, weight=5), CD))
    found = repair(event, [Placement("ab", 0, 1), Placement("cd", 0, 0)], Changes(tables=1))
    assert [(one.encounter, one.table) for one in found.timetable.placed] == [("ab", 0)]
    over = repair(event, [Placement("ab", 0, 1), Placement("cd", 0, 0)], Changes(now=1, tables=1))
    assert sorted((one.encounter, one.table) for one in over.timetable.placed) == [("ab", 1), ("cd", 0)]


def test_nothing_changes_nothing() -> None:
    event = Event(2, 2, PEOPLE, (AB, CD, AC))
    before = solve(event, budget=Budget(10)).placed
    found = repair(event, before, Changes())
    assert (set(found.timetable.placed), found.moved, found.proposals) == (set(before), (), ())
    assert found.timetable.status is Status.FEASIBLE


def test_a_firm_of_two_keeps_both_its_encounters() -> None:
    people = (Participant("a", delegates=2), *PEOPLE[1:])
    event = Event(2, 3, people, (AB, AC, Encounter("ad", ("a", "d"))))
    before = [Placement("ab", 0, 0), Placement("ad", 0, 1)]
    found = repair(event, before, Changes())
    assert placed(found.timetable) == {"ab": 0, "ad": 0, "ac": 1}


def test_a_zone_that_is_needed_is_given_up_by_whoever_sits_there() -> None:
    event = Event(1, 2, PEOPLE, (AB, CD), zones={"window": frozenset({1})})
    before = [Placement("ab", 0, 0), Placement("cd", 0, 1)]
    new = (Encounter("ef", ("e", "f"), zone="window"),)
    found = repair(event, before, Changes(absent=frozenset({"a"}), added=new))
    assert sorted((one.encounter, one.table) for one in found.timetable.placed) == [("cd", 0), ("ef", 1)]


def test_bound_counts_the_tables_of_the_past() -> None:
    found = repair(
        Event(1, 2, PEOPLE, (AB, CD)), [Placement("ab", 0, 1), Placement("cd", 0, 0)], Changes(now=1, tables=1)
    )
    assert (found.timetable.weight, found.timetable.weight_bound) == (2, 2)


def test_another_delegate_takes_over() -> None:
    people = (Participant("a", delegates=2), *PEOPLE[1:])
    event = Event(1, 3, people, (AB, AC, Encounter("ad", ("a", "d"))))
    found = repair(event, [Placement("ab", 0, 0), Placement("ac", 0, 1)], Changes(absent=frozenset({"c"})))
    assert set(placed(found.timetable)) == {"ab", "ad"}


def test_nobody_is_moved_where_that_is_not_wanted() -> None:
    event = Event(2, 2, (*PEOPLE[:3], Participant("z", frozenset({1}))), (AC, Encounter("az", ("a", "z"), 9)))
    before = [Placement("ac", 0, 0)]
    calm = repair(event, before, Changes(), moving=False)
    assert (calm.moved, calm.proposals, calm.timetable.weight) == ((), (), 1)


def test_what_may_be_nowhere_else_keeps_its_table() -> None:
    event = Event(2, 2, PEOPLE, (AB, replace(CD, fixed_slot=0)))
    found = repair(event, [Placement("ab", 0, 0), Placement("cd", 0, 1)], Changes(tables=1))
    assert placed(found.timetable) == {"ab": 1, "cd": 0}


def test_what_is_heavy_and_needs_a_move_comes_before_what_is_light_and_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(REPAIR, "MOST", 1.0)
    names = [*"abcdefgh"]
    pairs = [Encounter(pair, (pair[0], pair[1])) for pair in ("bd", "gh", "ac")]
    event = Event(2, 2, tuple(Participant(name) for name in names), tuple(pairs))
    before = [Placement("bd", 0, 0), Placement("gh", 0, 1), Placement("ac", 1, 0)]
    heavy, light = replace(AB, weight=9), Encounter("ef", ("e", "f"))
    found = repair(event, before, Changes(added=(light, heavy)))
    assert placed(found.timetable) == {"ab": 0, "gh": 0, "ac": 1, "bd": 1}
    assert [(one.encounter, one.before, one.slot) for one in found.moved] == [("bd", 0, 1)]


@pytest.mark.parametrize("seed", range(3))
def test_no_more_are_told_than_may_be(seed: int) -> None:
    event = replace(
        drawn(seed, people=60, encounters=420, slots=16), tables=18, all_placed=False, fairness=None, floor=0
    )
    before = solve(event, seed=seed, budget=Budget(1)).placed
    found = repair(event, before, Changes(5, late={"p5": 6}))
    lost = [one for one in found.moved if "p5" in next(e.between for e in event.encounters if e.id == one.encounter)]
    assert len(found.moved) <= max(MOST * len(before), len(lost))
