"""Paper of a version: each participant's schedule, each table's sheet, and the timetable as a table."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shanghui.activities.labels import ENCOUNTER_STATES
from shanghui.activities.models import Placement, Timetable
from shanghui.activities.queries.placing import participants_called, table_called
from shanghui.activities.rules import EncounterState
from shanghui.sheets.writing import Cell


@dataclass(frozen=True, slots=True)
class Line:
    """One encounter on paper: when, where, with whom."""

    day: str
    begins: str
    ends: str
    table: str
    names: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A participant's or a table's."""

    title: str
    lines: Sequence[Line]


def personal_sheets(timetable: Timetable) -> list[Sheet]:
    """In the order of names."""
    found: defaultdict[int, list[Line]] = defaultdict(list)
    called = _called(timetable)
    for row in _rows(timetable):
        for mine, other in (_pair(row), _pair(row)[::-1]):
            found[mine].append(_line(row, called[other]))
    return [Sheet(called[pk], found[pk]) for pk in sorted(found, key=lambda pk: (called[pk], pk))]


def table_sheets(timetable: Timetable) -> list[Sheet]:
    """In the order of tables."""
    found: defaultdict[int, list[Line]] = defaultdict(list)
    called = _called(timetable)
    titles = {}
    for row in _rows(timetable):
        first, second = _pair(row)
        titles[row.table.number] = table_called(row.table.name, row.table.number)
        found[row.table.number].append(_line(row, f"{called[first]}·{called[second]}"))
    return [Sheet(titles[number], found[number]) for number in sorted(found)]


def file_header() -> list[str]:
    return [_("日期"), _("开始"), _("结束"), _("场次"), _("桌子"), _("一方"), _("另一方"), _("锁定"), _("状态")]


def file_rows(timetable: Timetable) -> Iterator[list[Cell]]:
    """The timetable, an encounter a row."""
    called = _called(timetable)
    for row in _rows(timetable):
        begins, ends = localtime(row.slot.starts_at), localtime(row.slot.ends_at)
        first, second = _pair(row)
        yield [
            begins.date(),
            f"{begins:%H:%M}",
            f"{ends:%H:%M}",
            row.slot.session.name,
            table_called(row.table.name, row.table.number),
            called[first],
            called[second],
            _("是") if row.locked else "",
            str(ENCOUNTER_STATES[row.encounter.state_enum]),
        ]


def _rows(timetable: Timetable) -> Sequence[Placement]:
    rows = timetable.placements.exclude(encounter__state=EncounterState.CANCELLED)
    return list(rows.select_related("slot__session", "table", "encounter").order_by("slot__number", "table__number"))


def _called(timetable: Timetable) -> dict[int, str]:
    return participants_called(timetable.matchmaking.participants.values_list("pk", flat=True))


def _pair(row: Placement) -> tuple[int, int]:
    return row.encounter.first_id, row.encounter.second_id


def _line(row: Placement, names: str) -> Line:
    begins, ends = localtime(row.slot.starts_at), localtime(row.slot.ends_at)
    table = table_called(row.table.name, row.table.number)
    return Line(f"{begins:%m-%d}", f"{begins:%H:%M}", f"{ends:%H:%M}", table, names)
