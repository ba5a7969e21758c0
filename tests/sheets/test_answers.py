"""Tables as downloads."""

import io

import pytest
from openpyxl import load_workbook

from shanghui.sheets.answers import EndingConverter, table_answer, workbook_answer
from shanghui.sheets.writing import Sheet

ROWS = [["甲", 1]]


def test_workbook_is_a_download_that_nobody_keeps() -> None:
    answer = table_answer("members", "xlsx", "会员", ["名称", "数"], ROWS)
    assert answer["Content-Disposition"] == 'attachment; filename="members.xlsx"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    page = load_workbook(io.BytesIO(b"".join(answer)))["会员"]
    assert [[cell.value for cell in row] for row in page.rows] == [["名称", "数"], ["甲", 1]]


def test_texts_for_other_programs_are_utf_8() -> None:
    answer = table_answer("members", "csv", "会员", ["名称", "数"], ROWS)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert b"".join(answer).decode("utf-8-sig") == "名称,数\r\n甲,1\r\n"


def test_several_sheets_go_in_one_workbook() -> None:
    answer = workbook_answer("all", [Sheet("一", ["a"], []), Sheet("二", ["b"], [])])
    assert load_workbook(io.BytesIO(b"".join(answer))).sheetnames == ["一", "二"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_ending_stands_in_addresses_as_it_is(ending: str) -> None:
    converter = EndingConverter()
    assert converter.to_url(converter.to_python(ending)) == ending
