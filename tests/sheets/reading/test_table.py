"""A table read by a process of its own, whatever becomes of that process."""

import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shanghui.sheets.reading import FileKind, Limits, SheetSummary, read_table, table
from shanghui.sheets.reading.rules import FileUnreadable, KindUnknown, ReadingTooSlow
from tests.sheets.reading.files import xlsx

ROWS = [["名称", "人数"], ["甲", 12], ["乙"]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "名册.xlsx").write_bytes(xlsx(ROWS, names=["名册"]))
    return tmp_path / "名册.xlsx"


def test_table_is_read_by_the_child_and_can_be_read_again(file: Path) -> None:
    with read_table(file) as read:
        assert (read.header, read.facts.kind, read.facts.row_count) == (("名称", "人数"), FileKind.XLSX, 2)
        assert read.facts.sheets == (SheetSummary("名册", False, 5),)
        rows = [(row.number, row.cells, row.kinds) for row in read.rows()]
        assert rows == [(2, ("甲", "12"), "tn"), (3, ("乙", ""), "t ")]
        both = [(one.number, other.number) for one, other in zip(read.rows(), read.rows(), strict=True)]
        assert both == [(2, 2), (3, 3)]


def test_child_that_goes_beyond_its_limits_ends_and_nothing_else_does(file: Path) -> None:
    with pytest.raises(FileUnreadable):
        read_table(file, limits=Limits(result_size=10))


@pytest.mark.usefixtures("read_here")
def test_refusal_of_the_child_is_raised_here(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7")
    with pytest.raises(KindUnknown) as refused:
        read_table(tmp_path / "a.csv")
    assert refused.value.context == {"kind": "pdf"}


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], dict[str, Any]]:
    """Instead of the child: how the call of it ends; what it was called with."""

    def replace(outcome: Any) -> dict[str, Any]:
        asked: dict[str, Any] = {}

        def run(command: list[str], **options: Any) -> Any:
            asked.update(options, command=command)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setattr(subprocess, "run", run)
        return asked

    return replace


def test_child_that_ends_without_a_word_or_badly_is_a_refusal(ending: Callable[[Any], Any], file: Path) -> None:
    for code in (0, 1, -9):
        ending(subprocess.CompletedProcess([], code))
        with pytest.raises(FileUnreadable):
            read_table(file)


def test_child_that_takes_too_long_is_stopped(ending: Callable[[Any], Any], file: Path) -> None:
    asked = ending(subprocess.TimeoutExpired([], 3))
    with pytest.raises(ReadingTooSlow) as refused:
        read_table(file, limits=Limits(wall_seconds=3))
    assert refused.value.context == {"seconds": 3}
    assert asked["timeout"] == 3


def test_child_sees_no_secret(ending: Callable[[Any], Any], file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHANGHUI_SECRET_KEY", "secret")
    asked = ending(subprocess.CompletedProcess([], 1))
    with pytest.raises(FileUnreadable):
        read_table(file)
    assert set(asked["env"]) <= {"PATH", "LD_LIBRARY_PATH", "TMPDIR"}
    assert "-I" in asked["command"]


def test_reader_of_a_part_stops_at_its_end(tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"0123456789")
    descriptor = os.open(tmp_path / "spool", os.O_RDONLY)
    try:
        assert io.BufferedReader(table.SpoolReader(descriptor, 4)).read() == b"0123"
    finally:
        os.close(descriptor)
