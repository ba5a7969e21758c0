"""The inner loop of smoothing, compiled (numba): millions of Kempe swaps a second, tried and taken or left.

Slots are bits of 64; the dice are Marsaglia's xorshift, the same on every machine.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numba
import numpy as np

Array = Any  # numba infers what these are; mypy cannot follow it there
Function = Callable[..., Any]
ONE, ZERO = np.uint64(1), np.uint64(0)


def compiled(function: Function) -> Function:
    """Compile, and keep what was compiled where that can be written."""
    try:
        return numba.njit(cache=True)(function)
    except RuntimeError:  # neither beside this file nor in a home may anything be written
        return numba.njit(function)


class Arrays(NamedTuple):
    """A grid as arrays. `at`: seat × slot; `seats`: encounter × 2; `allowed`, `busy`: slots as bits."""

    at: Array
    seats: Array
    slot_of: Array
    allowed: Array
    busy: Array
    load: Array
    is_free: Array


class Marks(NamedTuple):
    """The chain at hand and the seats that it touches, with marks of who is in them already."""

    chain: Array
    in_chain: Array
    touched: Array
    is_touched: Array


def first_state(seed: int) -> np.uint64:
    """Dice that are never all zero."""
    return np.uint64((seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % (1 << 64) or 1)


@compiled
def rolled(state: Any) -> Any:
    """The next state of the dice."""
    state ^= state << np.uint64(13)
    state ^= state >> np.uint64(7)
    return state ^ (state << np.uint64(17))


@compiled
def bits_in(mask: Any) -> Any:
    """How many bits are set."""
    count = 0
    while mask:
        mask &= mask - ONE
        count += 1
    return count


@compiled
def runs_in(mask: Any) -> Any:
    """How many runs of bits there are."""
    return bits_in(mask & ~(mask << ONE))


@compiled
def aimed(busy: Any, here: Any, slots: Any, roll: Any) -> Any:
    """A slot beside one in which the seat is busy: there a run grows or closes. Any slot where there is none."""
    own = ONE << np.uint64(here)
    others = busy & ~own
    beside = (others << ONE | others >> ONE) & ((ONE << np.uint64(slots)) - ONE) & ~own
    if not beside:
        return np.int64(roll % np.uint64(slots))
    for _ in range(roll % np.uint64(bits_in(beside))):
        beside &= beside - ONE
    slot = 0
    while not (beside >> np.uint64(slot)) & ONE:
        slot += 1
    return slot


@compiled
def grown(board: Arrays, marks: Marks, first: Any, here: Any, there: Any, tables: Any) -> Any:
    """Write the chain of an encounter; how long it is, and below 0 where it may not be swapped."""
    marks.chain[0] = first
    marks.in_chain[first] = True
    length, at, more_there = 1, 0, 0
    while at < length:
        one = marks.chain[at]
        to = there if board.slot_of[one] == here else here
        if not board.is_free[one] or not (board.allowed[one] >> np.uint64(to)) & ONE:
            return -length
        more_there += 1 if to == there else -1
        for side in range(2):
            other = board.at[board.seats[one, side], to]
            if other >= 0 and not marks.in_chain[other]:
                if length >= len(marks.chain):
                    return -length
                marks.chain[length] = other
                marks.in_chain[other] = True
                length += 1
        at += 1
    fits = board.load[there] + more_there <= tables and board.load[here] - more_there <= tables
    return length if fits else -length


@compiled
def gained(board: Arrays, marks: Marks, length: Any, here: Any, there: Any) -> Any:
    """Write the seats that the chain touches; breaks more after the swap, and how many seats."""
    both = ONE << np.uint64(here) | ONE << np.uint64(there)
    gain, count = 0, 0
    for at in range(length):
        for side in range(2):
            seat = board.seats[marks.chain[at], side]
            if not marks.is_touched[seat]:
                marks.is_touched[seat] = True
                marks.touched[count] = seat
                count += 1
                mask = board.busy[seat]
                if ((mask >> np.uint64(here)) ^ (mask >> np.uint64(there))) & ONE:
                    gain += runs_in(mask ^ both) - runs_in(mask)
    for at in range(count):
        marks.is_touched[marks.touched[at]] = False
    return gain, count


@compiled
def swapped(board: Arrays, marks: Marks, length: Any, count: Any, here: Any, there: Any) -> Any:
    """Swap the chain."""
    for at in range(length):
        one = marks.chain[at]
        for side in range(2):
            board.at[board.seats[one, side], board.slot_of[one]] = -1
    for at in range(length):
        one = marks.chain[at]
        to = there if board.slot_of[one] == here else here
        board.load[board.slot_of[one]] -= 1
        board.load[to] += 1
        board.slot_of[one] = to
        for side in range(2):
            board.at[board.seats[one, side], to] = one
    for at in range(count):
        seat = marks.touched[at]
        mask = board.busy[seat] & ~(ONE << np.uint64(here) | ONE << np.uint64(there))
        for slot in (here, there):
            if board.at[seat, slot] >= 0:
                mask |= ONE << np.uint64(slot)
        board.busy[seat] = mask


@compiled
def anneal(
    board: Arrays, placed: Array, tables: Any, moves: Any, heat: Any, rate: Any, longest: Any, state: Any
) -> Any:
    """Try so many moves while it cools; gives the dice as they lie then."""
    marks = Marks(
        np.empty(longest, np.int64),
        np.zeros(len(board.slot_of), np.bool_),
        np.empty(2 * longest, np.int64),
        np.zeros(len(board.busy), np.bool_),
    )
    slots = board.at.shape[1]
    for _ in range(moves):
        heat *= rate
        state = rolled(state)
        first = placed[np.int64(state % np.uint64(len(placed)))]
        state = rolled(state)
        here = board.slot_of[first]
        there = aimed(board.busy[board.seats[first, np.int64(state & ONE)]], here, slots, state >> np.uint64(8))
        if there == here:
            continue
        length = grown(board, marks, first, here, there, tables)
        if length > 0:
            gain, count = gained(board, marks, length, here, there)
            state = rolled(state)
            if gain <= 0 or np.float64(state >> np.uint64(11)) * 2.0**-53 < math.exp(-gain / heat):
                swapped(board, marks, length, count, here, there)
        for at in range(abs(length)):
            marks.in_chain[marks.chain[at]] = False
    return state
