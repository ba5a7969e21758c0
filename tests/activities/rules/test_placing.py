"""Each rule that a placement would break is named; nothing else is."""

from dataclasses import replace

import pytest

from shanghui.activities.rules import Broken
from shanghui.activities.rules.placing import (
    Around,
    Breach,
    Frame,
    Meeting,
    Side,
    Standstill,
    free_table,
    free_tables,
    standstill,
    why_not,
)

FRAME = Frame(sessions={0: 1, 1: 1, 2: 2}, past=frozenset(), zones={0: "", 1: "窗边"}, closed=frozenset(), sat={})
PLAIN = Around(7, (Side("甲"), Side("乙")))
BUSY = Side("甲", meets={1: (Meeting(8, "2号桌", "丙"),)})


def _rules(frame: Frame, around: Around, slot: int = 1, table: int = 0) -> list[Broken]:
    return [one.rule for one in why_not(frame, around, slot, table)]


def test_nothing_speaks_against_a_free_cell() -> None:
    assert why_not(FRAME, PLAIN, 1, 0) == []


@pytest.mark.parametrize(
    ("frame", "around", "table", "broken"),
    [
        (replace(FRAME, sat={(1, 0): 9}, called={9: "丙·丁"}), PLAIN, 0, Breach(Broken.TABLE_TAKEN, {"who": "丙·丁"})),
        (FRAME, replace(PLAIN, sides=(BUSY, Side("乙"))), 0, Breach(Broken.BUSY, {"who": "甲", "table": "2号桌", "with": "丙"})),
        (FRAME, replace(PLAIN, sides=(Side("甲", away=frozenset({1})), Side("乙"))), 0, Breach(Broken.ABSENT, {"who": "甲"})),
        (FRAME, replace(PLAIN, session=2, session_name="下半场"), 0, Breach(Broken.SESSION, {"session": "下半场"})),
        (FRAME, replace(PLAIN, zone="窗边"), 0, Breach(Broken.ZONE, {"zone": "窗边"})),
        (FRAME, replace(PLAIN, resource="翻译", count=1, used={1: 1}), 0, Breach(Broken.RESOURCE, {"resource": "翻译"})),
        (FRAME, replace(PLAIN, after=(("丙·丁", 1),)), 0, Breach(Broken.PRECEDENCE, {"who": "丙·丁"})),
        (FRAME, replace(PLAIN, before=(("丙·丁", 1),)), 0, Breach(Broken.PRECEDENCE, {"who": "丙·丁"})),
        (FRAME, replace(PLAIN, is_unwanted=True), 0, Breach(Broken.NOT_WITH)),
        (replace(FRAME, past=frozenset({1})), PLAIN, 0, Breach(Broken.PAST)),
        (replace(FRAME, past=frozenset({0})), replace(PLAIN, stands=(0, 0)), 0, Breach(Broken.PAST)),
        (FRAME, replace(PLAIN, is_locked=True), 0, Breach(Broken.LOCKED)),
        (replace(FRAME, closed=frozenset({0})), PLAIN, 0, Breach(Broken.TABLE_CLOSED)),
    ],
)  # fmt: skip
def test_each_rule_is_named_alone(frame: Frame, around: Around, table: int, broken: Breach) -> None:
    assert why_not(frame, around, 1, table) == [broken]


def test_every_rule_is_covered_above() -> None:
    marks = test_each_rule_is_named_alone.pytestmark  # type: ignore[attr-defined]
    assert {case[3].rule for case in marks[0].args[1]} == set(Broken)


def test_all_broken_rules_are_named_together() -> None:
    frame = replace(FRAME, closed=frozenset({0}), sat={(1, 0): 9})
    around = replace(PLAIN, sides=(BUSY, Side("乙", away=frozenset({1}))), zone="窗边")
    assert _rules(frame, around) == [Broken.BUSY, Broken.ABSENT, Broken.TABLE_TAKEN, Broken.TABLE_CLOSED, Broken.ZONE]


def test_what_it_does_itself_is_no_obstacle() -> None:
    own = Side("甲", meets={1: (Meeting(7, "1号桌", "乙"),)})
    frame = replace(FRAME, sat={(1, 0): 7})
    assert why_not(frame, replace(PLAIN, sides=(own, Side("乙")), stands=(1, 0)), 1, 0) == []


def test_delegates_meet_in_parallel_as_many_as_there_are() -> None:
    two = replace(BUSY, delegates=2)
    assert _rules(FRAME, replace(PLAIN, sides=(two, Side("乙")))) == []
    full = replace(two, meets={1: (Meeting(8, "2号桌", "丙"), Meeting(9, "3号桌", "丁"))})
    assert _rules(FRAME, replace(PLAIN, sides=(full, Side("乙")))) == [Broken.BUSY]


def test_tables_of_the_zone_alone_are_offered() -> None:
    assert list(free_tables(FRAME, PLAIN, 0)) == [0, 1]
    assert list(free_tables(FRAME, replace(PLAIN, zone="窗边"), 0)) == [1]
    assert free_table(replace(FRAME, sat={(0, 1): 3}), replace(PLAIN, zone="窗边"), 0) is None


EVERYWHERE = frozenset({0, 1, 2})


@pytest.mark.parametrize(
    ("frame", "around", "found"),
    [
        (FRAME, PLAIN, (Standstill.FITS, [0, 1, 2])),
        (FRAME, replace(PLAIN, is_unwanted=True), (Standstill.UNWANTED, [])),
        (FRAME, replace(PLAIN, sides=(Side("甲", away=EVERYWHERE), Side("乙"))), (Standstill.AWAY, [])),
        (FRAME, replace(PLAIN, sides=(Side("甲", away=frozenset({0})), Side("乙", away=frozenset({1, 2})))), (Standstill.APART, [])),
        (FRAME, replace(PLAIN, sides=(BUSY, Side("乙", away=frozenset({0, 2})))), (Standstill.BUSY, [1])),
        (replace(FRAME, sat={(1, 0): 8, (1, 1): 9}), replace(PLAIN, sides=(Side("甲", away=frozenset({0, 2})), Side("乙"))), (Standstill.TABLES, [1])),
        (FRAME, replace(PLAIN, resource="翻译", count=0), (Standstill.RESOURCE, [0, 1, 2])),
        (FRAME, replace(PLAIN, after=(("丙·丁", 2),)), (Standstill.ORDER, [0, 1, 2])),
        (replace(FRAME, past=frozenset({0, 1})), PLAIN, (Standstill.FITS, [2])),
    ],
)  # fmt: skip
def test_standstill_says_what_it_fails_by(frame: Frame, around: Around, found: object) -> None:
    assert standstill(frame, around) == found
