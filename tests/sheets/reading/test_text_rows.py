"""Rows of .csv and .jsonl files."""

from pathlib import Path

import pytest

from shanghui.sheets.reading.header import SheetRow
from shanghui.sheets.reading.rules import CellTooLong, Limits, LineBroken
from shanghui.sheets.reading.text_rows import SAMPLE_LENGTH, guess_delimiter, read_delimited, read_json_lines


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table"


def delimited(file: Path, text: str, **limits: int) -> list[SheetRow]:
    file.write_bytes(text.encode())
    return list(read_delimited(file, "utf-8", Limits(**limits)))


def test_rows_bear_the_line_where_they_begin(file: Path) -> None:
    rows = delimited(file, '名称,备注\r\n\r\n甲,"一\n二"\n , \n乙,\n')
    assert rows == [
        SheetRow(1, ["名称", "备注"], "tt"),
        SheetRow(3, ["甲", "一\n二"], "tt"),
        SheetRow(6, ["乙", ""], "t "),
    ]


def test_line_that_names_the_delimiter_is_followed(file: Path) -> None:
    assert delimited(file, "sep=|\r\na,b|c\n") == [SheetRow(2, ["a,b", "c"], "tt")]


def test_marks_against_formulas_are_taken_off(file: Path) -> None:
    assert delimited(file, "a,b\n'=1+1,'abc\n")[1].cells == ["=1+1", "'abc"]


def test_quotation_mark_that_is_never_closed_is_refused_with_its_line(file: Path) -> None:
    with pytest.raises(CellTooLong) as refused:
        delimited(file, 'a,b\n1,"2\n' + "x" * 50, cell_length=20)
    assert refused.value.context == {"line": 2, "limit": 20}


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("a,b\nc,d\n", ","),
        ("a\tb,c\nd\te\n", "\t"),
        ("a;b;c\n1;2,5;3\n", ";"),
        ("名称，手机\n甲，138\n", "，"),
        ("名称\n甲\n", ","),
        ("\n\n", ","),
        ("", ","),
        ('a|b\n"c|d\n', "|"),
    ],
)
def test_delimiter_is_guessed(sample: str, delimiter: str) -> None:
    assert guess_delimiter(sample) == delimiter


def test_last_line_of_a_sample_may_be_cut_off() -> None:
    lines = "a;b\n" * (SAMPLE_LENGTH // 4)
    assert guess_delimiter(lines[:-2] + ",,") == ";"
    assert guess_delimiter("x" * SAMPLE_LENGTH) == ","


def test_cells_too_long_for_one_delimiter_leave_the_others(file: Path) -> None:
    line = ",".join(["x" * 10] * 5) + "\n"
    assert [row.cells for row in delimited(file, line * 2, cell_length=12)] == [["x" * 10] * 5] * 2


def test_objects_of_any_keys_become_rows(file: Path) -> None:
    file.write_text(
        '{"名称": "甲", "人数": 12.50}\n\n{"名称": "", "城市": null}\n{"城市": ["上海"], "会员": true, "名称": false}\n'
    )
    assert list(read_json_lines(file, "utf-8")) == [
        SheetRow(0, ["名称", "人数", "城市", "会员"], "tttt"),
        SheetRow(1, ["甲", "12.50", "", ""], "tn  "),
        SheetRow(4, ["FALSE", "", '["上海"]', "TRUE"], "b tb"),
    ]


def test_long_numbers_keep_every_digit(file: Path) -> None:
    file.write_text('{"代码": 913101140000000012345678, "率": 1e400}\n')
    assert list(read_json_lines(file, "utf-8"))[1].cells == ["913101140000000012345678", "1e400"]


@pytest.mark.parametrize("line", ["[1]", '{"a": ', "[" * 100_000, '"a"'])
def test_line_that_is_no_object_is_named(file: Path, line: str) -> None:
    file.write_text('{"a": 1}\n' + line + "\n")
    with pytest.raises(LineBroken) as refused:
        list(read_json_lines(file, "utf-8"))
    assert refused.value.context == {"line": 2}
