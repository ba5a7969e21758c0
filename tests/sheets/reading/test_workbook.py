"""Rows of workbooks, as the reading process gets them."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from shanghui.sheets.reading.file_check import inspect_file
from shanghui.sheets.reading.header import Merge
from shanghui.sheets.reading.rules import FileDamaged, FileEmpty, Limits, SheetUnknown
from shanghui.sheets.reading.workbook import OpenSheet, choose_sheet, open_workbook
from shanghui.sheets.reading.workbook_summary import SheetSummary
from tests.sheets.reading.files import ole, repacked, xls, xlsx

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.xlsx"


def opened(file: Path, content: bytes, wanted: str | None = None) -> OpenSheet:
    file.write_bytes(content)
    return open_workbook(file, inspect_file(file, Limits()), wanted)


def texts(sheet: OpenSheet) -> list[tuple[int, list[str], str]]:
    return [(row.number, row.cells, row.kinds) for row in sheet.rows]


def test_blank_rows_are_left_out_and_rows_keep_their_numbers(file: Path) -> None:
    rows = [["名称", "人数"], [], ["甲", 12], [" ", ""], ["乙", 3.5]]
    assert texts(opened(file, xlsx(rows))) == [
        (1, ["名称", "人数"], "tt"),
        (3, ["甲", "12"], "tn"),
        (5, ["乙", "3.5"], "tn"),
    ]


def test_table_that_begins_further_in_keeps_its_columns(file: Path) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        made.add_worksheet().write("C2", "名称")
    assert texts(opened(file, book.getvalue())) == [(2, ["", "", "名称"], "  t")]


def test_fullest_visible_sheet_is_taken_unless_another_is_wanted(file: Path) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        made.add_worksheet("说明").write("A1", "请先看这里")
        made.add_worksheet("名册").write_column("A1", ["名称", "甲"])
        hidden = made.add_worksheet("参数")
        hidden.write_column("A1", ["一", "二", "三"])
        hidden.hide()
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=名册!$A$1:$A$2"})
        made.add_chartsheet("图").set_chart(chart)
    sheet = opened(file, book.getvalue())
    assert sheet.name == "名册"
    assert sheet.summaries == [
        SheetSummary("说明", False, 1),
        SheetSummary("名册", False, 2),
        SheetSummary("参数", True, 3),
    ]
    assert opened(file, book.getvalue(), "参数").name == "参数"
    with pytest.raises(SheetUnknown) as refused:
        opened(file, book.getvalue(), "图")
    assert refused.value.context == {"sheet": "图"}


def test_workbook_without_sheets_is_empty() -> None:
    with pytest.raises(FileEmpty):
        choose_sheet([], None)


def test_blank_sheet_has_no_rows(file: Path) -> None:
    assert texts(opened(file, xlsx([]))) == []


def test_cell_merged_over_rows_speaks_for_each_of_them(file: Path) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write_row("A1", ["片区", "单位", "电话"])
        sheet.merge_range("A2:A4", "北片区")
        sheet.write_column("B2", ["甲商会", "乙商会", "丙商会"])
        sheet.write_row("A5", ["南片区", "丁商会"])
        sheet.merge_range("C2:C3", "")
        sheet.merge_range("B6:C6", "合计")
    read = opened(file, book.getvalue())
    assert Merge(2, 1, 4, 1) in read.merges
    assert [cells for _, cells, _ in texts(read)][1:5] == [
        ["北片区", "甲商会", ""],
        ["北片区", "乙商会", ""],
        ["北片区", "丙商会", ""],
        ["南片区", "丁商会", ""],
    ]


def test_errors_are_marked_where_they_stand(file: Path) -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="e"><v>#N/A</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>乙</t></is></c><c r="B2"><v>5</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert [kinds for _, _, kinds in texts(opened(file, repacked({"xl/worksheets/sheet1.xml": sheet.encode()})))] == [
        "te",
        "tn",
    ]


def test_part_with_an_absolute_address_is_found(file: Path) -> None:
    book = xlsx([["名称"]])
    absolute = _part(book, RELATIONS).replace(b"worksheets/sheet1.xml", b"/xl/worksheets/sheet1.xml")
    assert opened(file, repacked({RELATIONS: absolute}, book=book)).summaries == [SheetSummary("Sheet1", False, 1)]


def test_sheet_elsewhere_in_the_zip_is_measured_by_its_rectangle(file: Path) -> None:
    book = xlsx([["名称", "手机"], ["甲", ""]])
    moved = {RELATIONS: _part(book, RELATIONS).replace(b"worksheets/sheet1.xml", b"pages/one.xml")}
    moved["xl/pages/one.xml"] = _part(book, "xl/worksheets/sheet1.xml")
    content = repacked(moved, book=repacked({"xl/worksheets/other.xml": b"<a/>"}, book=book))
    assert opened(file, content).summaries == [SheetSummary("Sheet1", False, 4)]


def test_old_workbook_is_read(file: Path) -> None:
    sheet = opened(file, xls([["企业名称", "手机"], ["甲公司", "13800000001"]]))
    assert (sheet.name, sheet.summaries) == ("名册", [SheetSummary("名册", False, 4)])
    assert texts(sheet) == [(1, ["企业名称", "手机"], "tt"), (2, ["甲公司", "13800000001"], "tt")]


@pytest.mark.parametrize(
    "content",
    [
        repacked({WORKBOOK: b"<workbook"}),
        repacked(without=[RELATIONS]),
        repacked({RELATIONS: b"<Relationships>"}),
        ole(("Workbook", b"no workbook")),
    ],
)
def test_what_cannot_be_parsed_is_refused(file: Path, content: bytes) -> None:
    with pytest.raises(FileDamaged):
        opened(file, content)


def _part(book: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as read:
        return read.read(name)
