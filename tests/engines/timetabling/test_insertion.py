"""Encounters into slots: directly, or after room was made."""

from shanghui.engines.timetabling import Encounter, Event, Participant
from shanghui.engines.timetabling.domains import board
from shanghui.engines.timetabling.grid import Grid
from shanghui.engines.timetabling.insertion import insert, insert_all, insert_by_chain, shortest_chain

PEOPLE = tuple(Participant(name) for name in "abcdef")


def grid(*encounters: Encounter, slots: int = 2, tables: int = 3) -> Grid:
    return Grid(board(Event(slots, tables, PEOPLE, encounters)))


def pair(name: str, **more: object) -> Encounter:
    return Encounter(name, (name[0], name[1]), **more)  # type: ignore[arg-type]


def test_a_slot_beside_another_encounter_goes_first() -> None:
    ours = grid(pair("ab"), pair("ac"), slots=5)
    ours.put(0, 3)
    assert insert(ours, 1)
    assert ours.slot_of[1] in {2, 4}


def test_no_slot_no_place() -> None:
    ours = grid(pair("ab"), pair("ac"), slots=1)
    assert insert(ours, 0)
    assert not insert(ours, 1)
    assert insert_all(ours, [1]) == [1]


def test_chain_frees_a_slot_for_both() -> None:
    ours = grid(pair("ac"), pair("bd"), pair("ab"))
    ours.put(0, 0)  # a is free in 1 only
    ours.put(1, 1)  # b is free in 0 only
    assert not insert(ours, 2)
    assert insert_by_chain(ours, 2)
    assert len({ours.slot_of[0], ours.slot_of[2]}) == len({ours.slot_of[1], ours.slot_of[2]}) == 2


def test_a_full_slot_is_emptied_for_whom_it_alone_is_left() -> None:
    ours = grid(pair("cd"), pair("ab", fixed_slot=0), tables=1)
    ours.put(0, 0)
    assert insert_by_chain(ours, 1)
    assert ours.slot_of == [1, 0]


def test_all_of_a_full_round_find_their_place() -> None:
    """Six who all meet: five rounds of three, no slot to spare; what a greedy order cannot do, chains nearly can."""
    everybody = "abcdef"
    pairs = [pair(one + other) for at, one in enumerate(everybody) for other in everybody[at + 1 :]]
    ours = grid(*pairs, slots=6)
    assert insert_all(ours, range(len(pairs))) == []


def test_shortest_chain_is_found_and_not_made() -> None:
    ours = grid(pair("ac"), pair("bd"), pair("ab"), pair("cd"), slots=3)
    ours.put(0, 0)
    ours.put(1, 1)
    assert shortest_chain(ours, 2, 5) in [([0], 0, 1), ([0], 0, 2), ([1], 1, 0), ([1], 1, 2)]
    assert ours.slot_of == [0, 1, -1, -1]
    assert shortest_chain(ours, 2, 0) is None


def test_chain_that_brings_something_else_into_the_slot_is_none() -> None:
    ours = grid(pair("ac"), pair("bc"), pair("ab", fixed_slot=0))
    ours.put(0, 0)
    ours.put(1, 1)
    assert shortest_chain(ours, 2, 5) is None


def test_chain_that_leaves_no_table_or_breaks_the_order_is_none() -> None:
    short = grid(pair("ac"), pair("de"), pair("ab", fixed_slot=0), pair("ef", fixed_slot=1), tables=1)
    short.put(0, 0)
    short.put(3, 1)
    assert shortest_chain(short, 2, 5) is None
    ordered = grid(pair("ac"), pair("de", fixed_slot=0), pair("ab", fixed_slot=0, after=("de",)))
    ordered.put(0, 0)
    ordered.put(1, 0)
    assert shortest_chain(ordered, 2, 5) is None
