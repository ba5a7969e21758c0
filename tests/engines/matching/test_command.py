import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

from shanghui.engines.matching.command import OUT_COLUMNS, run

TODAY = date(2026, 11, 26)
NEEDS = ("编号,标题,数量,要求,截止", "n1,求购M12高强度螺栓,5万件,必须 等级≥10.9级；ISO9001；镀锌,月底前", "n2,航标,,,")
OFFERS = (
    "id,title,description,deadline",
    "a,高强螺栓 10.9级 M12,有ISO9001,",
    "b,高强螺栓 8.8级 M12,,",
    "c,高强螺栓,,2026-11-01",
    "d,螺栓,,",
)


def read(path: Path) -> Iterable[dict[str, str]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def table(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def match(*arguments: str) -> int:
    return run(list(arguments), read=read, write=write, today=TODAY)


def test_partners_of_each_need(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs, offers = table(tmp_path / "n.csv", *NEEDS), table(tmp_path / "o.csv", *OFFERS)
    out = tmp_path / "out.csv"
    assert match(needs, offers, "-o", str(out), "--top", "2", "--seed", "1") == 0
    first, second = rows = list(read(out))
    assert tuple(first) == OUT_COLUMNS
    assert [(row["need_id"], row["rank"], row["offer_id"]) for row in rows] == [("n1", "1", "a"), ("n1", "2", "d")]
    assert (first["met"], first["gaps"], first["unknown"]) == ("10.9级；ISO9001", "", "镀锌；50000件")
    assert float(first["score"]) > float(second["score"])
    assert "双方都提到“M12”" in first["reasons"]
    told = capsys.readouterr()
    assert "共 2 条需求、4 条供给，1 条需求找到了供给" in told.out
    assert "1 处没有读懂，当作没有写：第 1 条的截止“月底前”" in told.err


def test_another_day_may_be_given(tmp_path: Path) -> None:
    needs, offers = table(tmp_path / "n.csv", *NEEDS), table(tmp_path / "o.csv", *OFFERS)
    assert match(needs, offers, "-o", str(tmp_path / "out.csv"), "--today", "2026-10-01") == 0
    assert "c" in [row["offer_id"] for row in read(tmp_path / "out.csv")]


def test_streams(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offers = table(tmp_path / "o.csv", *OFFERS)
    written: list[Sequence[object]] = []

    def read_stream(path: Path) -> Iterable[dict[str, str]]:
        return [{"id": "1", "title": "螺栓"}] if str(path) == "-" else read(path)

    def write_stream(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        assert str(path) == "-"
        written.extend(rows)

    assert run(["-", offers, "-o", "-"], read=read_stream, write=write_stream, today=TODAY) == 0
    assert sorted(str(row[2]) for row in written) == ["a", "b", "d"]
    told = capsys.readouterr()
    assert told.out == ""
    assert "结果在标准输出" in told.err


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["n.csv"], "参数有误"),
        (["n.csv", "o.doc", "-o", "out.csv"], "文件 o.doc 的格式不支持"),
        (["n.csv", "o.csv", "-o", "out.pdf"], "格式不支持"),
        (["-", "-", "-o", "out.csv"], "只能有一个来自标准输入"),
        (["n.csv", "o.csv", "-o", "out.csv", "--top", "0"], "--top 至少是 1"),
        (["n.csv", "o.csv", "-o", "out.csv", "--today", "明天"], "--today"),
    ],
)
def test_wrong_arguments_are_told(arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert match(*arguments) == 2
    assert text in capsys.readouterr().err


def test_unusable_tables_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offers, out = table(tmp_path / "o.csv", *OFFERS), str(tmp_path / "out.csv")
    assert match(str(tmp_path / "none.csv"), offers, "-o", out) == 1
    assert "找不到文件" in capsys.readouterr().err
    assert match(table(tmp_path / "n.csv", "id,name2", "1,x"), offers, "-o", out) == 1
    assert "没有找到“标题”一列" in capsys.readouterr().err
    assert not Path(out).exists()
    assert match(offers, offers, "-o", str(tmp_path / "none" / "out.csv")) == 1
    assert "无法写入" in capsys.readouterr().err


def test_empty_tables_give_an_empty_result(tmp_path: Path) -> None:
    empty = table(tmp_path / "n.csv", "id,title")
    assert match(empty, empty, "-o", str(tmp_path / "out.csv")) == 0
