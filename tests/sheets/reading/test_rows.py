"""Rows of any file as dictionaries."""

import io
from pathlib import Path

import pytest

from shanghui.sheets.reading import read_rows
from shanghui.sheets.reading.rules import LineBroken
from tests.sheets.reading.files import xlsx


@pytest.mark.usefixtures("read_here")
def test_rows_of_a_file_by_the_names_of_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx([["名称", "人数"], ["甲", 12], ["乙"]]))
    assert list(read_rows(tmp_path / "a.xlsx")) == [{"名称": "甲", "人数": "12"}, {"名称": "乙", "人数": ""}]


def test_rows_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"名称": "甲", "人数": 12}\n\n{"名称": null}\n[]\n'))
    rows = read_rows("-")
    assert [next(rows), next(rows)] == [{"名称": "甲", "人数": "12"}, {"名称": ""}]
    with pytest.raises(LineBroken) as refused:
        next(rows)
    assert refused.value.context == {"line": 4}


def test_nothing_on_standard_input_is_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert list(read_rows("-")) == []
