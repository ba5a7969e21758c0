"""Who sits at which table."""

from shanghui.engines.timetabling import Encounter, Event, Participant
from shanghui.engines.timetabling.domains import board
from shanghui.engines.timetabling.tables import tables_of

PEOPLE = tuple(Participant(name) for name in "abcd")
ENCOUNTERS = (Encounter("ab", ("a", "b")), Encounter("cd", ("c", "d"), zone="north"), Encounter("ac", ("a", "c")))


def test_zones_have_their_tables_and_no_two_share_one() -> None:
    event = Event(2, 3, PEOPLE, ENCOUNTERS, zones={"north": frozenset({0})})
    found = tables_of(board(event), {0: 0, 1: 0, 2: 1}, {})
    assert found[1] == 0
    assert found[0] in {1, 2}


def test_a_participant_keeps_the_table() -> None:
    event = Event(2, 3, PEOPLE, ENCOUNTERS[:1] + ENCOUNTERS[2:])
    found = tables_of(board(event), {0: 0, 1: 1}, {})
    assert found[0] == found[1]


def test_a_zone_is_used_by_others_where_all_else_is_full() -> None:
    event = Event(1, 2, PEOPLE, (ENCOUNTERS[0], Encounter("cd", ("c", "d"))), zones={"north": frozenset({0})})
    assert sorted(tables_of(board(event), {0: 0, 1: 0}, {}).values()) == [0, 1]
