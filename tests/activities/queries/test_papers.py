"""Everybody's schedule and each table's sheet hold every encounter, the cancelled not."""

import pytest

from shanghui.activities.queries import papers
from shanghui.activities.rules import EncounterState
from tests.factories.activities_board import make_fair, make_timetable
from tests.factories.world import World


@pytest.mark.django_db
def test_sheets_and_rows(world: World) -> None:
    fair = make_fair(world.chamber)
    row = make_timetable(fair, {"ax": (0, 0), "ay": (1, 0), "by": (0, 1), "bz": (3, 1)}, locked={"ax"})
    fair.matchmaking.encounters.filter(pk=fair.encounters["bz"].pk).update(state=EncounterState.CANCELLED)
    people = {sheet.title: [line.names for line in sheet.lines] for sheet in papers.personal_sheets(row)}
    assert people == {"A公司": ["X公司", "Y公司"], "B公司": ["Y公司"], "X公司": ["A公司"], "Y公司": ["B公司", "A公司"]}
    tables = {sheet.title: [line.names for line in sheet.lines] for sheet in papers.table_sheets(row)}
    assert tables == {"1号桌": ["A公司·X公司", "A公司·Y公司"], "2号桌": ["B公司·Y公司"]}
    rows = list(papers.file_rows(row))
    assert len(rows) == 3
    assert len(papers.file_header()) == len(rows[0])
    assert rows[0][4:] == ["1号桌", "A公司", "X公司", "是", "已排"]
