"""A .xlsx made while it is sent: other programs open it, and reading it gives the same again."""

import datetime as dt
import io
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shanghui.sheets.reading.rules import TooManyRows
from shanghui.sheets.writing import Cell, Sheet, stream_xlsx, workbook, write_xlsx
from shanghui.sheets.writing.workbook import sheet_names

CHINA = dt.timezone(dt.timedelta(hours=8))


def opened(*sheets: Sheet) -> Any:
    return load_workbook(io.BytesIO(b"".join(stream_xlsx(sheets))))


@pytest.mark.parametrize(
    ("cell", "value", "format"),
    [
        ("=1+1", "=1+1", "@"),
        ("007", "007", "@"),
        ("a & <b>\r\n_x0041_", "a & <b>\r\n_x0041_", "@"),
        (" 两头有空格 ", " 两头有空格 ", "@"),
        ("a\x00b", "ab", "@"),
        ("", None, "General"),
        (None, None, "General"),
        (True, True, "General"),
        (12, 12, "General"),
        (Decimal("1.50"), 1.5, "General"),
        (float("nan"), None, "General"),
        (310114198001011234, "310114198001011234", "@"),
        (dt.date(2026, 3, 1), dt.datetime(2026, 3, 1), "yyyy\\-mm\\-dd"),
        (dt.datetime(2026, 3, 1, 8, 30), dt.datetime(2026, 3, 1, 8, 30), "yyyy\\-mm\\-dd\\ hh:mm:ss"),
        (dt.date(1899, 12, 1), "1899-12-01", "@"),
        (dt.datetime(2026, 3, 1, 8, tzinfo=CHINA), "2026-03-01 08:00:00+08:00", "@"),
    ],
)
def test_cell_is_what_was_written(cell: Cell, value: object, format: str) -> None:
    page = opened(Sheet("表", ["一", "二"], [[cell, "x"]])).active
    found = page["A2"]
    # openpyxl leaves the escapes of control characters as they stand in the file
    read = found.value.replace("_x000D_", "\r").replace("_x005F_", "_") if isinstance(found.value, str) else found.value
    assert (read, found.number_format) == (value, format)
    assert found.data_type != "f"
    assert page["B2"].value == "x"


def test_header_stands_still_and_columns_are_wide_enough() -> None:
    page = opened(Sheet("表", ["企业名称和以前用过的名称", "n"], [["甲", "乙"]])).active
    assert page.freeze_panes == "A2"
    assert [page.column_dimensions[letter].width for letter in "AB"] == [28, 12]
    assert page["A1"].font.bold
    own = opened(Sheet("表", ["a", "b"], [], widths=[5, 60.5])).active
    assert [own.column_dimensions[letter].width for letter in "AB"] == [5, 60.5]


def test_sheet_without_columns_is_still_a_sheet() -> None:
    assert opened(Sheet("空", [], [])).sheetnames == ["空"]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["名册", "名册", "名册"], ["名册", "名册 (2)", "名册 (3)"]),
        (["a/b:c", "'x'", ""], ["a b c", "x", "Sheet3"]),
        (["Members", "MEMBERS"], ["Members", "MEMBERS (2)"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 25 + " (2)"]),
        (["长" * 25 + " (2)", "长" * 31, "长" * 31], ["长" * 25 + " (2)", "长" * 31, "长" * 25 + " (3)"]),
    ],
)
def test_sheets_get_names_that_excel_accepts(wanted: list[str], names: list[str]) -> None:
    assert sheet_names(wanted) == names
    assert opened(*(Sheet(name, ["a"], []) for name in wanted)).sheetnames == names


def test_long_tables_leave_in_chunks_and_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(workbook, "ROWS_AT_ONCE", 10)
    monkeypatch.setattr(workbook, "CHUNK", 500)
    rows = [[sha256(b"%d" % row).hexdigest(), row] for row in range(3000)]  # nothing that packs well
    assert len(list(stream_xlsx([Sheet("表", ["a", "b"], rows)]))) > 3
    write_xlsx(tmp_path / "a.xlsx", [Sheet("表", ["a", "b"], rows), Sheet("二", ["c"], [["d"]])])
    book = load_workbook(tmp_path / "a.xlsx", read_only=True)
    assert [list(row) for row in book["表"].iter_rows(min_row=2, values_only=True)] == rows
    assert [list(row) for row in book["二"].iter_rows(values_only=True)] == [["c"], ["d"]]


def test_more_rows_than_a_sheet_holds_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LAST_ROW", 3)
    b"".join(stream_xlsx([Sheet("表", ["a"], [["1"], ["2"]])]))
    with pytest.raises(TooManyRows):
        b"".join(stream_xlsx([Sheet("表", ["a"], [["1"], ["2"], ["3"]])]))
