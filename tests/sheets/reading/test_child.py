"""What the reading process says of a file; run inside this process, but for its limits."""

import io
import json
import resource
import runpy
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from shanghui.sheets.reading import child
from shanghui.sheets.reading.rules import Limits
from tests.sheets.reading.files import xls, xlsx


def wish(path: Path, sheet: str | None = None, header_row: int | None = None, **limits: int) -> str:
    return json.dumps({"path": str(path), "sheet": sheet, "header_row": header_row, "limits": asdict(Limits(**limits))})


def lines_of(output: bytes) -> tuple[list[Any], dict[str, Any]]:
    """The rows and the result, after the trailer was checked against them."""
    *rows, result, trailer = output.splitlines(keepends=True)
    assert int(trailer) == sum(map(len, rows))
    return [json.loads(row) for row in rows], json.loads(result)


def parsed(tmp_path: Path, content: bytes, **asked: Any) -> tuple[list[Any], dict[str, Any]]:
    (tmp_path / "table").write_bytes(content)
    output = io.BytesIO()
    child.parse(wish(tmp_path / "table", **asked), output)
    return lines_of(output.getvalue())


def test_rows_and_facts_of_a_workbook(tmp_path: Path) -> None:
    content = xlsx([["会员名册"], ["名称", "身份证号", "备注"], ["甲", 310114198001011234, ""], ["乙"]], names=["名册"])
    rows, result = parsed(tmp_path, content)
    assert rows == [[3, "tp", ["甲", "310114198001011000"]], [4, "t", ["乙"]]]
    assert result == {
        "kind": "xlsx", "encoding": "", "sheet": "名册", "sheets": [{"name": "名册", "hidden": False, "cells": 7}],
        "header": ["名称", "身份证号", "备注"], "header_row": 2, "titles": ["会员名册"],
        "row_count": 2, "errors": 0, "imprecise": 1,
    }  # fmt: skip


def test_rows_of_texts(tmp_path: Path) -> None:
    rows, result = parsed(tmp_path, "名称,手机\n甲,138,多出来的\n".encode("gb18030"))
    assert rows == [[2, "ttt", ["甲", "138", "多出来的"]]]
    assert (result["kind"], result["encoding"], result["header"]) == ("csv", "gb18030", ["名称", "手机", "C"])
    rows, result = parsed(tmp_path, '{"名称": "甲"}\n'.encode())
    assert (rows, result["kind"], result["header_row"]) == ([[1, "t", ["甲"]]], "jsonl", 0)


def test_old_workbook_and_a_header_that_was_chosen(tmp_path: Path) -> None:
    rows, result = parsed(tmp_path, xls([["名称"], ["全称"], ["甲"]]), sheet="名册", header_row=2)
    assert (rows, result["header"], result["titles"]) == ([[3, "t", ["甲"]]], ["全称"], ["名称"])


@pytest.mark.parametrize(
    ("content", "limits", "refusal", "context"),
    [
        (xlsx([]), {}, "FileEmpty", {}),
        (b"a,b\n1,2\n3,4\n", {"rows": 1}, "TooManyRows", {"limit": 1}),
        (b"a,b\n1,2,3\n", {"columns": 2}, "TooManyColumns", {"limit": 2}),
        (b'{"a": "%s"}\n' % (b"x" * 9), {"cell_length": 8}, "CellTooLong", {"line": 1, "limit": 8}),
        (b"%PDF", {}, "KindUnknown", {"kind": "pdf"}),
    ],
)
def test_refusal_is_a_result_like_another(
    tmp_path: Path, content: bytes, limits: dict[str, int], refusal: str, context: dict[str, object]
) -> None:
    _, result = parsed(tmp_path, content, **limits)
    assert result == {"refusal": refusal, "context": context}


def test_surrogate_in_a_text_does_not_stop_the_rest(tmp_path: Path) -> None:
    rows, _ = parsed(tmp_path, b'{"a": "x\\ud800y"}\n{"a": "z"}\n')
    assert rows == [[1, "t", ["x?y"]], [2, "t", ["z"]]]


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """What the process would be held to; memory has a hard limit already."""
    held: dict[int, tuple[int, int]] = {}
    hard = {resource.RLIMIT_AS: 1000}
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (0, hard.get(kind, resource.RLIM_INFINITY)))
    monkeypatch.setattr(resource, "setrlimit", held.__setitem__)
    return held


def test_process_is_held_to_its_limits_and_never_to_wider_ones(bounds: dict[int, tuple[int, int]]) -> None:
    child.limit_process(Limits(memory=5000, cpu_seconds=7, result_size=99))
    assert bounds == {
        resource.RLIMIT_AS: (1000, 1000),
        resource.RLIMIT_CPU: (7, 7),
        resource.RLIMIT_FSIZE: (99, 99),
        resource.RLIMIT_CORE: (0, 0),
    }


def test_process_is_limited_before_it_reads(
    tmp_path: Path, bounds: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch, capfdbinary: Any
) -> None:
    (tmp_path / "table").write_bytes("名称\n甲\n".encode())
    monkeypatch.setattr(sys, "argv", ["child", wish(tmp_path / "table")])
    monkeypatch.delitem(sys.modules, "shanghui.sheets.reading.child")
    runpy.run_module("shanghui.sheets.reading.child", run_name="__main__")
    rows, result = lines_of(capfdbinary.readouterr().out)
    assert (rows, result["row_count"], len(bounds)) == ([[2, "t", ["甲"]]], 1, 4)
