"""Where each encounter may stand by its own rules, and by the order."""

from shanghui.engines.timetabling import Encounter, Event, Participant
from shanghui.engines.timetabling.domains import bits, board, slots_of

PEOPLE = (Participant("a", frozenset({0})), Participant("b"), Participant("c"))


def allowed(*encounters: Encounter, all_placed: bool = True) -> list[list[int]]:
    event = Event(4, 2, PEOPLE, encounters, {"late": frozenset({2, 3})}, all_placed=all_placed)
    return [slots_of(mask) for mask in board(event).allowed]


def test_absence_session_and_fixed_slot() -> None:
    ab, bc = ("a", "b"), ("b", "c")
    assert allowed(Encounter("1", ab), Encounter("2", bc, session="late")) == [[1, 2, 3], [2, 3]]
    assert allowed(Encounter("1", ab, fixed_slot=0), Encounter("2", bc, session="late", fixed_slot=1)) == [[], []]


def test_order_narrows_both_as_long_as_all_are_placed() -> None:
    chain = (
        Encounter("1", ("a", "b")),
        Encounter("2", ("b", "c"), after=("1",)),
        Encounter("3", ("a", "c"), after=("2",)),
    )
    assert allowed(*chain) == [[1], [2], [3]]
    assert allowed(*chain, all_placed=False) == [[1, 2, 3], [0, 1, 2, 3], [1, 2, 3]]


def test_board_knows_who_has_what() -> None:
    known = board(Event(2, 1, PEOPLE, (Encounter("1", ("a", "c")), Encounter("2", ("c", "b"), after=("1",)))))
    assert known.pairs == ((0, 2), (2, 1))
    assert known.of == ((0,), (1,), (0, 1))
    assert known.before == ((), (0,))
    assert known.free == (0b10, 0b11, 0b11)
    assert known.everything == 0b11


def test_bits_and_slots() -> None:
    assert bits([3, 0, 3]) == 0b1001
    assert slots_of(0b1001) == [0, 3]
