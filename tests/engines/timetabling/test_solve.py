"""Any event has a timetable that an independent checker accepts, or a conflict that is real; small ones have the best."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shanghui.engines.timetabling import Budget, Encounter, Event, Participant, Progress, Status, Why, event_of
from shanghui.engines.timetabling import solve as solving
from tests.engines.timetabling.checker import best, breaks_in, drawn, faults

EVENTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "timetabling" / "events"
BUDGET = Budget(20)
SOLVE = sys.modules["shanghui.engines.timetabling.solve"]  # the package's own name of it is the function


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each of many small events would take most of the time, and so would as many moves as for real."""
    from shanghui.engines.timetabling import exact

    monkeypatch.setattr(SOLVE, "MOVES", 200_000)
    monkeypatch.setattr(
        SOLVE, "prove", lambda known, seconds, tick: exact.proved(exact.clauses_of(known, exact.COUNTER))
    )


@pytest.mark.parametrize("seed", range(60))
def test_small_event_has_the_best_timetable_or_none_is_there(seed: int) -> None:
    event = drawn(seed)
    found, wanted = solving(event, budget=BUDGET), best(event)
    if wanted is None:
        assert found.status is Status.INFEASIBLE
        assert found.conflict
    else:
        assert faults(event, found) == []
        assert found.status is Status.OPTIMAL
        assert (found.weight, -found.breaks) == wanted
        assert found.breaks == breaks_in(event, {one.encounter: one.slot for one in found.placed})


@pytest.mark.parametrize("seed", range(8))
def test_large_event_has_a_timetable_that_holds(seed: int) -> None:
    event = replace(
        drawn(seed, people=60, encounters=400, slots=16), tables=25, all_placed=False, fairness=None, floor=0
    )
    found = solving(event, budget=Budget(1))
    assert faults(event, found) == []
    assert found.status in {Status.FEASIBLE, Status.OPTIMAL}
    assert 0 < found.weight <= found.weight_bound
    assert len(found.placed) + len(found.unplaced) == 400


def test_same_seed_same_timetable() -> None:
    event = replace(drawn(3, people=60, encounters=500, slots=14, rules=False), tables=20)
    first, second = (solving(event, seed=5, budget=Budget(1)) for _ in range(2))
    assert replace(first, seconds=0) == replace(second, seconds=0)


def test_annealing_leaves_fewer_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    event = replace(drawn(4, people=40, encounters=450, slots=20, rules=False), tables=20)
    long = solving(event, budget=Budget(2))
    monkeypatch.setattr(SOLVE, "MOVES", 0)
    short = solving(event, budget=Budget(2))
    assert (long.weight, len(long.placed)) == (short.weight, len(short.placed))
    assert long.breaks < 0.7 * short.breaks


def test_what_is_left_out_has_its_reason() -> None:
    people = (*tuple(Participant(name) for name in "abcd"), Participant("e", frozenset({0})))
    pairs = ["ab", "cd", "ac", "ae"]
    event = Event(1, 1, people, tuple(Encounter(pair, (pair[0], pair[1]), 4 - at) for at, pair in enumerate(pairs)))
    found = solving(event, budget=BUDGET)
    assert [one.encounter for one in found.placed] == ["ab"]
    assert dict(found.unplaced) == {"cd": Why.TABLES, "ac": Why.BUSY, "ae": Why.NO_SLOT}


def test_large_event_that_misses_a_rule_is_not_called_feasible() -> None:
    people = tuple(Participant(f"p{at}") for at in range(30))
    pairs = [(f"p{one}", f"p{other}") for one in range(30) for other in range(one)]
    encounters = tuple(Encounter(f"{one}-{other}", (one, other)) for one, other in pairs)
    event = Event(40, 15, people, encounters, all_placed=True, fairness=0)
    found = solving(event, budget=Budget(0.2))
    assert found.status is Status.UNKNOWN or faults(event, found) == []


def test_empty_event() -> None:
    assert solving(Event(3, 2, (), ()), budget=BUDGET).status is Status.OPTIMAL


@pytest.mark.slow
@pytest.mark.skipif(not EVENTS.exists(), reason="the public events are not here")
@pytest.mark.parametrize(
    "name", ["tic-12.original.d1", "tic-12.forb0007.d2", "tic-13crafb.fixed040-Forb.d2", "forum-13.prec25.d2"]
)
def test_public_event_has_the_published_optimum(name: str) -> None:
    event = event_of(json.loads((EVENTS / f"{name}.json").read_text()))
    published = json.loads((EVENTS / "published.json").read_text())
    wanted = next(one for one in published if f"{one['instance']}.d{one['d']}" == name)
    found = solving(event, budget=Budget(120))
    assert faults(event, found) == [] or wanted["infeasible"]
    assert (found.status is Status.INFEASIBLE) == wanted["infeasible"]
    assert wanted["infeasible"] or found.breaks == wanted["optimum"]


def test_report_says_what_is_known_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SOLVE, "SMALL", 0)
    heard: list[Progress] = []
    found = solving(drawn(5, rules=False), budget=BUDGET, report=heard.append)
    assert heard[0] == Progress()
    assert heard[-1].weight == found.weight
    assert heard[-1].weight_bound == found.weight_bound
    assert (heard[-1].breaks or 0) >= found.breaks
    assert solving(drawn(5, rules=False), budget=BUDGET).placed == found.placed


def test_what_report_raises_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(progress: Progress) -> None:
        raise InterruptedError

    monkeypatch.setattr(SOLVE, "SMALL", 0)
    with pytest.raises(InterruptedError):
        solving(drawn(5, rules=False), budget=BUDGET, report=stop)
