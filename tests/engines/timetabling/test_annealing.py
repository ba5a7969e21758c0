"""The compiled loop, piece by piece, and as a whole against the grid that it stands for."""

import numba
import numpy as np
import pytest

from shanghui.engines.timetabling import annealing
from shanghui.engines.timetabling.grid import runs


@pytest.mark.parametrize("mask", [0, 1, 0b101, 0b110111, (1 << 63) | 1, (1 << 64) - 1])
def test_bits_and_runs(mask: int) -> None:
    assert annealing.bits_in(np.uint64(mask)) == mask.bit_count()
    if mask < 1 << 63:  # an event has fewer slots than that
        assert annealing.runs_in(np.uint64(mask)) == runs(mask)


def test_dice_never_lie_still() -> None:
    states = {int(annealing.first_state(seed)) for seed in range(1000)}
    assert len(states) == 1000
    assert 0 not in states
    state, seen = annealing.first_state(0), set()
    for _ in range(1000):
        state = np.uint64(annealing.rolled(state))
        seen.add(int(state))
    assert len(seen) == 1000


def test_aim_is_beside_an_encounter() -> None:
    aimed = {annealing.aimed(np.uint64(0b100100), 5, 8, np.uint64(roll)) for roll in range(20)}
    assert aimed == {1, 3}
    alone = {annealing.aimed(np.uint64(0b1), 0, 8, np.uint64(roll)) for roll in range(20)}
    assert alone == set(range(8))


def test_without_a_place_for_it_the_compiled_code_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def njit(function: object = None, **options: object) -> object:
        asked.append(options or function)
        if options:
            raise RuntimeError("no locator")
        return function

    monkeypatch.setattr(numba, "njit", njit)
    assert annealing.compiled(len) is len
    assert asked == [{"cache": True}, len]


def board() -> annealing.Arrays:
    """Seats 0, 1, 2 in four slots: 0 meets 1 in slot 0, 1 meets 2 in slot 1, 0 meets 2 in slot 3."""
    at = np.array([[0, -1, -1, 2], [0, 1, -1, -1], [-1, 1, -1, 2]])
    return annealing.Arrays(
        at=at,
        seats=np.array([[0, 1], [1, 2], [0, 2]]),
        slot_of=np.array([0, 1, 3]),
        allowed=np.array([0b1111, 0b1111, 0b1111], dtype=np.uint64),
        busy=np.array([0b1001, 0b0011, 0b1010], dtype=np.uint64),
        load=np.array([1, 1, 0, 1]),
        is_free=np.array([True, True, True]),
    )


def marks() -> annealing.Marks:
    return annealing.Marks(np.empty(9, np.int64), np.zeros(3, np.bool_), np.empty(18, np.int64), np.zeros(3, np.bool_))


def test_chain_gain_and_swap() -> None:
    ours, theirs = board(), marks()
    assert annealing.grown(ours, theirs, 2, 3, 2, 1) == 1
    assert annealing.gained(ours, theirs, 1, 3, 2) == (-1, 2)  # 2 has no break any more, 0 keeps its own
    annealing.swapped(ours, theirs, 1, 2, 3, 2)
    assert ours.slot_of.tolist() == [0, 1, 2]
    assert ours.busy.tolist() == [0b101, 0b011, 0b110]
    assert ours.load.tolist() == [1, 1, 1, 0]
    assert ours.at.tolist() == [[0, -1, 2, -1], [0, 1, -1, -1], [-1, 1, 2, -1]]


@pytest.mark.parametrize("change", ["table", "slot", "bound"])
def test_chain_that_may_not_be_swapped(change: str) -> None:
    ours, theirs = board(), marks()
    ours.load[2] = 5 if change == "table" else 0
    ours.allowed[2] = 0b1011 if change == "slot" else 0b1111
    ours.is_free[2] = change != "bound"
    assert annealing.grown(ours, theirs, 2, 3, 2, 5) < 0


def test_annealing_takes_the_break_away() -> None:
    ours = board()
    annealing.anneal(ours, np.arange(3), 1, 2000, 0.5, 0.999, 9, annealing.first_state(1))
    assert sum(runs(int(mask)) - 1 for mask in ours.busy) <= 1
