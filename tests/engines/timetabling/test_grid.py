"""What stands where, and what a Kempe chain may do."""

from shanghui.engines.timetabling import Encounter, Event, Participant
from shanghui.engines.timetabling.domains import board
from shanghui.engines.timetabling.grid import NOBODY, Grid, breaks, runs

PEOPLE = tuple(Participant(name) for name in "abcd")
PAIRS = (Encounter("ab", ("a", "b")), Encounter("bc", ("b", "c")), Encounter("cd", ("c", "d")))


def grid(*encounters: Encounter, tables: int = 2, **more: object) -> Grid:
    return Grid(board(Event(3, tables, PEOPLE, encounters or PAIRS, **more)))  # type: ignore[arg-type]


def test_put_and_take_leave_nothing_behind() -> None:
    ours = grid()
    ours.put(0, 1)
    assert (ours.slot_of[0], ours.load, ours.busy[:2], ours.at[0]) == (1, [0, 1, 0], [2, 2], [NOBODY, 0, NOBODY])
    assert ours.open_slots(1) == 0b101
    ours.take(0)
    assert (ours.slot_of[0], ours.load, ours.busy) == (NOBODY, [0, 0, 0], [0, 0, 0, 0])


def test_room_is_tables_zones_resources_and_order() -> None:
    needing = Encounter("cd", ("c", "d"), resources=("lamp",), zone="north")
    ours = grid(PAIRS[0], needing, Encounter("ad", ("a", "d"), after=("ab",)), tables=1,
                resources={"lamp": 0}, zones={"north": frozenset({0})})  # fmt: skip
    ours.put(0, 1)
    assert not ours.has_room(1, 1)
    assert not ours.has_limited(1, 0)
    assert [ours.in_order(2, slot) for slot in range(3)] == [False, False, True]


def test_chain_swaps_two_slots_and_back() -> None:
    ours = grid()
    for m, slot in enumerate((0, 1, 0)):
        ours.put(m, slot)
    assert ours.chain(0, 0, 1) == [0, 1, 2]
    assert ours.may_swap([0, 1, 2], 0, 1)
    ours.swap([0, 1, 2], 0, 1)
    assert ours.slot_of == [1, 0, 1]
    ours.swap([0, 1, 2], 0, 1)
    assert ours.slot_of == [0, 1, 0]


def test_chain_may_not_where_tables_or_resources_are_short_or_a_slot_is_forbidden() -> None:
    ours = grid(*PAIRS, tables=1)
    ours.put(0, 0)
    ours.put(2, 1)
    assert not ours.may_swap([0], 0, 1)
    fixed = grid(Encounter("ab", ("a", "b"), fixed_slot=0), PAIRS[1])
    fixed.put(0, 0)
    assert not fixed.may_swap([0], 0, 1)
    lamps = grid(*(Encounter(one.id, one.between, resources=("lamp",)) for one in PAIRS), resources={"lamp": 1})
    lamps.put(0, 0)
    lamps.put(2, 1)
    assert not lamps.may_swap([0], 0, 1)


def test_delegates_take_turns() -> None:
    people = (Participant("a", delegates=2), *PEOPLE[1:])
    event = Event(2, 3, people, tuple(Encounter(f"a{name}", ("a", name)) for name in "bcd"))
    assert Grid(board(event)).seats == [(0, 2), (1, 3), (0, 4)]


def test_a_seat_that_is_free_is_taken() -> None:
    people = (Participant("a", delegates=2), *PEOPLE[1:])
    ours = Grid(board(Event(1, 3, people, tuple(Encounter(f"a{name}", ("a", name)) for name in "bcd"))))
    ours.put(0, 0)
    assert ours.settle(2, 0)
    ours.put(2, 0)
    assert ours.seats[2][0] == 1
    assert not ours.settle(1, 0)


def test_long_chain_is_not_followed() -> None:
    ours = grid()
    for m, slot in enumerate((0, 1, 0)):
        ours.put(m, slot)
    assert ours.chain(0, 0, 1, 2) == []
    assert ours.chain(0, 0, 1, 3) == [0, 1, 2]


def test_breaks_are_runs_less_one() -> None:
    assert [runs(mask) for mask in (0, 0b1, 0b101, 0b110011, 0b10101)] == [0, 1, 2, 2, 3]
    assert breaks([0, 0b1, 0b101, 0b10101]) == 3
