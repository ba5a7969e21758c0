"""Rows to a file of the kind that its name says."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from shanghui.sheets.reading import read_rows
from shanghui.sheets.writing import write_rows
from shanghui.sheets.writing.rows import EndingUnknown

HEADER = ["名称", "人数", "会员", "加入"]
ROWS = [
    {"名称": "甲", "人数": 12, "会员": True, "加入": dt.date(2026, 3, 1), "别的": "不写"},
    {"名称": "乙", "人数": Decimal("1.50")},
]
TEXTS = [
    {"名称": "甲", "人数": "12", "会员": "TRUE", "加入": "2026-03-01"},
    {"名称": "乙", "人数": "1.5", "会员": "", "加入": ""},
]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("name", ["a.xlsx", "a.CSV", "a.jsonl"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    write_rows(tmp_path / name, HEADER, ROWS)
    assert list(read_rows(tmp_path / name)) == TEXTS


def test_lines_for_programs_keep_numbers_and_truth(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows("-", HEADER, ROWS)
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"名称": "甲", "人数": 12, "会员": True, "加入": "2026-03-01"},
        {"名称": "乙", "人数": "1.5", "会员": None, "加入": None},
    ]


def test_unknown_ending_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(EndingUnknown, match=r"a\.pdf"):
        write_rows(tmp_path / "a.pdf", HEADER, ROWS)
    assert list(tmp_path.iterdir()) == []
