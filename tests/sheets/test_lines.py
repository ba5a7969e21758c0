"""From stored rows to lines that can be checked and written."""

from datetime import date

import pytest

from shanghui.sheets.cell_values import Moment, text_reader
from shanghui.sheets.kinds import Column, ImportKind, Line
from shanghui.sheets.lines import line_of, lines_of, lost_cells, parse, texts_of
from shanghui.sheets.models import ImportRow

NAME = Column("name", "名称", text_reader(5), required=True)
NOTE = Column("note", "备注", text_reader(50), joint="；")
COLUMNS = {column.key: column for column in (NAME, NOTE)}
KIND = ImportKind("test", "试", (NAME, NOTE), lambda actor: True, lambda user, post: None, lambda *facts: None)  # type: ignore[arg-type,return-value]
MOMENT = Moment(date(2026, 3, 1))


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        (["甲", "一", "不要", "二"], {"name": "甲", "note": "一；二"}),
        (["甲", "", "x", "二"], {"name": "甲", "note": "二"}),
        (["甲", "一", "x", "无"], {"name": "甲", "note": "一"}),
        (["甲", "一二", "x", "二"], {"name": "甲", "note": "一二"}),
        (["甲"], {"name": "甲"}),
    ],
)
def test_columns_that_feed_one_are_joined(cells: list[str], texts: dict[str, str]) -> None:
    assert texts_of(["name", "note", "", "note"], cells, COLUMNS) == texts


def flaws(texts: dict[str, str], **lost: str) -> tuple[dict[str, object], list[tuple[str, str, bool]]]:
    line = Line(2, texts)
    parse(KIND, line, MOMENT, lost)
    return dict(line.values), [(flaw.column, flaw.problem.code, flaw.problem.blocks) for flaw in line.flaws]


def test_values_and_flaws_are_read_column_by_column() -> None:
    assert flaws({"name": " 甲 ", "note": "一"}) == ({"name": "甲", "note": "一"}, [])
    assert flaws({"note": "一"}) == ({"note": "一"}, [("name", "missing", True)])
    assert flaws({"name": "一二三四五六"}) == ({}, [("name", "too_long", True)])


def test_what_the_reader_lost_is_a_flaw() -> None:
    assert flaws({"name": "甲"}, note="e") == ({"name": "甲"}, [("note", "cell_error", False)])
    assert flaws({"name": "91310"}, name="p") == ({"name": "91310"}, [("name", "digits_lost", True)])


def test_losses_are_kept_by_column() -> None:
    assert lost_cells(["name", "note"], "tt") == {}
    assert lost_cells(["name", "", "note"], "pee") == {"name": "p", "note": "e"}
    assert lost_cells(["name", "note"], "te") == {"note": "e"}


def test_line_holds_what_was_found_and_decided() -> None:
    row = ImportRow(
        number=7, cells=["甲", "一"], mended={"note": "二"}, values={"name": "甲"}, target=3, twin=5, is_new=True
    )
    line = line_of(row, ["name", "note"], COLUMNS)
    assert line == Line(7, {"name": "甲", "note": "二"}, {"name": "甲"}, target=3, is_new=True)
    assert lines_of([row], ["name", "note"], KIND) == [line]
