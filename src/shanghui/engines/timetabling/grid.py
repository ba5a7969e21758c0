"""Who meets whom in which slot, as it stands now: free slots as bits, loads of tables, zones and resources, Kempe chains.

A firm with several delegates is so many seats; each of its encounters keeps to one of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from shanghui.engines.timetabling.domains import Board

NOBODY = -1


class Grid:
    """`at[seat][slot]`: the encounter there or NOBODY; `slot_of[m]`: where m stands, NOBODY if nowhere."""

    def __init__(self, board: Board) -> None:
        event = board.event
        self.board = board
        self.first = _first_seats(board)
        self.has_delegates = any(one.delegates > 1 for one in event.participants)
        self.seats = _seats(board, self.first)
        count = sum(one.delegates for one in event.participants)
        self.at = [[NOBODY] * event.slots for _ in range(count)]
        self.busy = [0] * count
        self.slot_of = [NOBODY] * len(event.encounters)
        self.load = [0] * event.slots
        self.limited: list[tuple[str, ...]] = [
            (*([f"zone {one.zone}"] if one.zone is not None else []), *(f"resource {name}" for name in one.resources))
            for one in event.encounters
        ]
        self.most = {f"zone {name}": len(tables) for name, tables in event.zones.items()}
        self.most |= {f"resource {name}": many for name, many in event.resources.items()}
        self.used: defaultdict[tuple[str, int], int] = defaultdict(int)
        self.bound_to = _bound_to(board)

    def put(self, m: int, slot: int) -> None:
        if self.has_delegates:
            self.settle(m, slot)
        self.slot_of[m] = slot
        self.load[slot] += 1
        for seat in self.seats[m]:
            self.at[seat][slot] = m
            self.busy[seat] |= 1 << slot
        for name in self.limited[m]:
            self.used[name, slot] += 1

    def settle(self, m: int, slot: int) -> bool:
        """Give m seats that are free in a slot; false where one of the two has no delegate left there."""
        seats = []
        for one, now in zip(self.board.pairs[m], self.seats[m], strict=True):
            mine = range(self.first[one], self.first[one] + self.board.event.participants[one].delegates)
            free = [seat for seat in (now, *mine) if not self.busy[seat] >> slot & 1]
            if not free:
                return False
            seats.append(free[0])
        self.seats[m] = (seats[0], seats[1])
        return True

    def take(self, m: int) -> None:
        slot = self.slot_of[m]
        self.slot_of[m] = NOBODY
        self.load[slot] -= 1
        for seat in self.seats[m]:
            self.at[seat][slot] = NOBODY
            self.busy[seat] &= ~(1 << slot)
        for name in self.limited[m]:
            self.used[name, slot] -= 1

    def open_slots(self, m: int) -> int:
        """Slots, as bits, in which m is allowed and both are free, whatever the tables say."""
        one, other = self.board.pairs[m]
        return self.board.allowed[m] & ~(self.blocked(one) | self.blocked(other))

    def blocked(self, participant: int) -> int:
        """Slots, as bits, in which all of its delegates are busy."""
        first = self.first[participant]
        mask = self.busy[first]
        for seat in range(first + 1, first + self.board.event.participants[participant].delegates):
            mask &= self.busy[seat]
        return mask

    def has_room(self, m: int, slot: int) -> bool:
        """A table is free there, and what else m needs; and the order is kept."""
        return self.load[slot] < self.board.event.tables and self.has_limited(m, slot) and self.in_order(m, slot)

    def has_limited(self, m: int, slot: int) -> bool:
        return all(self.used[name, slot] < self.most[name] for name in self.limited[m])

    def in_order(self, m: int, slot: int, moved: Mapping[int, int] | None = None) -> bool:
        """Against all that m comes after or before, as they stand or as they are `moved`."""
        for other, is_before in self.bound_to[m]:
            there = (moved or {}).get(other, self.slot_of[other])
            if there != NOBODY and (there >= slot if is_before else there <= slot):
                return False
        return True

    def chain(self, m: int, here: int, there: int, most: int | None = None) -> list[int]:
        """All that has to change sides with m between two slots, m first: a Kempe chain; nothing if longer than `most`."""
        found, known = [m], {m}
        for one in found:
            if most is not None and len(found) > most:
                return []
            slot = there if self.slot_of[one] == here else here
            for seat in self.seats[one]:
                other = self.at[seat][slot]
                if other != NOBODY and other not in known:
                    known.add(other)
                    found.append(other)
        return found

    def may_swap(self, chain: list[int], here: int, there: int) -> bool:
        """Each is allowed on the other side, the tables suffice, and so does all else."""
        moved = {one: there if self.slot_of[one] == here else here for one in chain}
        allowed = self.board.allowed
        if any(not allowed[one] >> slot & 1 for one, slot in moved.items()):
            return False
        gain = sum(1 if slot == there else -1 for slot in moved.values())
        tables = self.board.event.tables
        if self.load[there] + gain > tables or self.load[here] - gain > tables:
            return False
        if self.most and not self._has_all(moved):
            return False
        return all(self.in_order(one, slot, moved) for one, slot in moved.items() if self.bound_to[one])

    def swap(self, chain: list[int], here: int, there: int) -> None:
        moved = [(one, there if self.slot_of[one] == here else here) for one in chain]
        for one in chain:
            self.take(one)
        for one, slot in moved:
            self.put(one, slot)

    def _has_all(self, moved: Mapping[int, int]) -> bool:
        change: defaultdict[tuple[str, int], int] = defaultdict(int)
        for one, slot in moved.items():
            for name in self.limited[one]:
                change[name, slot] += 1
                change[name, self.slot_of[one]] -= 1
        return all(self.used[key] + many <= self.most[key[0]] for key, many in change.items() if many > 0)


def runs(mask: int) -> int:
    """How many runs of slots there are in a mask."""
    return (mask & ~(mask << 1)).bit_count()


def breaks(masks: Iterable[int]) -> int:
    """Breaks of all: their runs less one."""
    return sum(runs(mask) - 1 for mask in masks if mask)


def _first_seats(board: Board) -> list[int]:
    delegates = [one.delegates for one in board.event.participants]
    return list(accumulate(delegates, initial=0))[:-1]


def _seats(board: Board, first: Sequence[int]) -> list[tuple[int, int]]:
    """Two seats for each encounter; those of a firm with several delegates take turns."""
    turn, found = [0] * len(board.of), []
    delegates = [one.delegates for one in board.event.participants]
    for pair in board.pairs:
        seats = []
        for one in pair:
            seats.append(first[one] + turn[one] % delegates[one])
            turn[one] += 1
        found.append((seats[0], seats[1]))
    return found


def _bound_to(board: Board) -> list[list[tuple[int, bool]]]:
    """For each encounter those that must stand before it (true) or after it (false)."""
    found: list[list[tuple[int, bool]]] = [[] for _ in board.before]
    for later, ones in enumerate(board.before):
        for earlier in ones:
            found[later].append((earlier, True))
            found[earlier].append((later, False))
    return found
