"""A .csv that Excel opens, evaluates nothing of, and that reads back as it was."""

from pathlib import Path

import pytest

from shanghui.sheets.reading.rules import Limits
from shanghui.sheets.reading.text_rows import read_delimited
from shanghui.sheets.writing import delimited, stream_csv, write_csv

AWKWARD = ["=1+1", "＝1", "'=1", "@a", "-5", "-5+1", "\tx", 'a"b,c', "两\n行", "+86 138"]


def test_cells_stand_quoted_and_inert_behind_a_byte_order_mark() -> None:
    text = b"".join(stream_csv(["=名称", "数"], [["=1+1", -5], ["-5", None]])).decode()
    assert text == "\ufeff'=名称,数\r\n'=1+1,-5\r\n-5,\r\n"


def test_texts_come_back_exactly(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ["a", "b"], [[text, "x"] for text in AWKWARD])
    rows = read_delimited(tmp_path / "a.csv", "utf-8-sig", Limits())
    assert [row.cells[0] for row in rows][1:] == AWKWARD


def test_long_tables_leave_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["x" * 50, row] for row in range(10)]
    whole = list(stream_csv(["a", "b"], rows))
    monkeypatch.setattr(delimited, "CHUNK", 100)
    pieces = list(stream_csv(["a", "b"], rows))
    assert len(whole) == 1
    assert len(pieces) > 3
    assert b"".join(pieces) == whole[0]
