"""In which slots each encounter may stand, as bits: what follows from each rule alone and from the order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from shanghui.engines.timetabling.model import Encounter, Event


@dataclass(frozen=True, slots=True)
class Board:
    """An event by numbers. `allowed`: for each encounter the slots as bits; `of`: for each participant its encounters."""

    event: Event
    allowed: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    of: tuple[tuple[int, ...], ...]
    free: tuple[int, ...]
    before: tuple[tuple[int, ...], ...]

    @property
    def everything(self) -> int:
        return (1 << self.event.slots) - 1


def board(event: Event) -> Board:
    """Read an event. An encounter without any slot left has 0."""
    number = {one.id: at for at, one in enumerate(event.participants)}
    order = {one.id: at for at, one in enumerate(event.encounters)}
    whole = (1 << event.slots) - 1
    free = tuple(whole & ~bits(one.unavailable) for one in event.participants)
    pairs = tuple((number[one.between[0]], number[one.between[1]]) for one in event.encounters)
    of: defaultdict[int, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        for one in pair:
            of[one].append(at)
    before = tuple(tuple(order[one] for one in encounter.after) for encounter in event.encounters)
    allowed = [_alone(event, one) & free[a] & free[b] for one, (a, b) in zip(event.encounters, pairs, strict=True)]
    if event.all_placed:
        _in_order(allowed, before)
    known = tuple(tuple(of[at]) for at in range(len(event.participants)))
    return Board(event, tuple(allowed), pairs, known, free, before)


def bits(slots: Sequence[int] | frozenset[int]) -> int:
    """Slots as bits."""
    return sum(1 << one for one in set(slots))


def slots_of(mask: int) -> list[int]:
    """Bits as slots, the earliest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def _alone(event: Event, one: Encounter) -> int:
    """By its session and its fixed slot."""
    mask = (1 << event.slots) - 1
    if one.session is not None:
        mask &= bits(event.sessions[one.session])
    return mask if one.fixed_slot is None else mask & (1 << one.fixed_slot)


def _in_order(allowed: list[int], before: Sequence[Sequence[int]]) -> None:
    """Where all take place, what comes after stands later than the earliest of the other, and the other way round."""
    is_changed = True
    while is_changed:
        is_changed = False
        for later, earlier in ((at, one) for at, ones in enumerate(before) for one in ones):
            if not (allowed[later] and allowed[earlier]):
                continue
            first = allowed[earlier] & -allowed[earlier]
            fits = allowed[later] & ~(first | (first - 1))
            last = 1 << (allowed[later].bit_length() - 1)
            leads = allowed[earlier] & (last - 1)
            is_changed |= (fits, leads) != (allowed[later], allowed[earlier])
            allowed[later], allowed[earlier] = fits, leads
