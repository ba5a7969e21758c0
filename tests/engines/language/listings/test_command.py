import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

from shanghui.engines.language.listings.command import OUT_COLUMNS, run
from tests.engines.language.listings.support import BOLTS, TODAY


def read(path: Path) -> Iterable[dict[str, str]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def parse(*arguments: str) -> int:
    return run(list(arguments), today=TODAY, read=read, write=write)


def table(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_each_listing_becomes_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    source = table(tmp_path / "in.csv", "编号,内容", f'7,"{BOLTS}"', "8,1、求购钢板5吨 2、出售旧电脑30台", "9,收到")
    assert parse(source, "-o", str(out)) == 0
    rows = list(read(out))
    assert tuple(rows[0]) == OUT_COLUMNS
    assert [(row["id"], row["number"], row["product"]) for row in rows] == [
        ("7", "1", "高强度螺栓"),
        ("8", "1", "钢板"),
        ("8", "2", "旧电脑"),
    ]
    first = rows[0]
    assert (first["quantity_minimum"], first["unit"], first["deadline"], first["regions"]) == (
        "50000",
        "件",
        "2026-08-31",
        "310114 嘉定区及周边",
    )
    assert first["requirements"] == "grade=10.9；size=M12×80；certificate=质检报告"
    assert "quantity@20-23" in first["marks"]
    assert "共 3 段文本，读出 3 条供需信息" in capsys.readouterr().out


def test_the_day_of_the_messages_may_be_given(tmp_path: Path) -> None:
    source = table(tmp_path / "in.jsonl", json.dumps({"text": "求购钢板1.5吨,月底前,单价300以内,昆山优先"}))
    assert parse(source, "-o", str(tmp_path / "out.csv"), "--today", "2026-11-02") == 0
    (row,) = read(tmp_path / "out.csv")
    assert date.fromisoformat(row["deadline"]) == date(2026, 11, 30)
    assert (row["id"], row["quantity_minimum"], row["price_minimum"], row["price_maximum"]) == ("1", "1.5", "", "300")
    assert "（优先）" in row["requirements"]


def test_standard_input_and_output_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    written: list[Sequence[object]] = []

    def keep(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        written.extend(rows)

    assert run(["-", "-o", "-"], today=TODAY, read=lambda path: [{"文本": "求购钢板5吨"}], write=keep) == 0
    assert len(written) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["in.csv"], "参数有误"),
        (["in.doc", "-o", "out.csv"], "格式不支持"),
        (["in.csv", "-o", "out.pdf"], "格式不支持"),
        (["in.csv", "-o", "out.csv", "--today", "明天"], "不是日期"),
    ],
)
def test_wrong_arguments_are_told(arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(*arguments) == 2
    assert text in capsys.readouterr().err


def test_unusable_tables_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(table(tmp_path / "in.csv", "id,name", "1,甲"), "-o", str(tmp_path / "out.csv")) == 1
    assert "没有找到“文本”一列，现有的列是：id、name" in capsys.readouterr().err
    assert parse(str(tmp_path / "none.csv"), "-o", str(tmp_path / "out.csv")) == 1
    assert "找不到文件" in capsys.readouterr().err
    assert parse(table(tmp_path / "in.csv", "text", "甲"), "-o", str(tmp_path / "none" / "out.csv")) == 1
    assert "无法写入" in capsys.readouterr().err
