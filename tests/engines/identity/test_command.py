import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from shanghui.engines.identity import command
from shanghui.engines.identity.command import run


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


def dedupe(*arguments: str) -> int:
    return run(list(arguments), read=read, write=write)


CHINESE = (
    "编号,企业名称,统一社会信用代码,地址,电话",
    "7,砺锋标准件厂,91350100M000100Y43,,",
    "9,礪鋒標準件,91350100M000100Y43,,",
    "8,恒通物流,,,",
)


def test_table_with_chinese_headers_is_sorted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    assert dedupe(table(tmp_path / "in.csv", *CHINESE), "-o", str(out)) == 0
    rows = read(out)
    assert [(row["id"], row["cluster"]) for row in rows] == [("7", "1"), ("9", "1"), ("8", "2")]  # type: ignore[index]
    assert next(iter(rows))["why"].startswith("与 9：统一社会信用代码相同")
    assert "共 3 条记录，2 家企业" in capsys.readouterr().out


def test_rows_without_ids_are_numbered(tmp_path: Path) -> None:
    source = table(tmp_path / "in.jsonl", '{"name": "甲乙", "address": null}', '{"name": "丙丁"}')
    assert dedupe(source, "-o", str(tmp_path / "out.csv"), "--seed", "3") == 0
    assert [row["id"] for row in read(tmp_path / "out.csv")] == ["1", "2"]


def test_columns_of_places_belong_to_the_address(tmp_path: Path) -> None:
    lines = ("id,name,省,市,地址", "1,砺锋标准件厂,浙江,宁波,中山路12号", "2,砺锋标准件,浙江,苏州,浙江苏州中山路12号")
    assert dedupe(table(tmp_path / "in.csv", *lines), "-o", str(tmp_path / "out.csv")) == 0
    assert [row["cluster"] for row in read(tmp_path / "out.csv")] == ["1", "2"]


def test_empty_table_gives_an_empty_result(tmp_path: Path) -> None:
    assert dedupe(table(tmp_path / "in.csv", "id,name"), "-o", str(tmp_path / "out.csv")) == 0


def test_big_tables_are_read_in_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_MANY", 2)
    assert dedupe(table(tmp_path / "in.csv", *CHINESE, "6,安凯软件,,,"), "-o", str(tmp_path / "out.csv")) == 0


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["in.csv"], "参数有误"),
        (["in.doc", "-o", "out.csv"], "格式不支持"),
        (["in.csv", "-o", "out.pdf"], "格式不支持"),
    ],
)
def test_wrong_arguments_are_told(arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dedupe(*arguments) == 2
    assert text in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["id,address", "1,某地"], "没有找到“名称”一列，现有的列是：id、address"),
        (["id,name", "1,甲乙", "1,丙丁"], "第 2 条记录的编号“1”与前面的重复"),
    ],
)
def test_unusable_tables_are_told(
    tmp_path: Path, lines: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dedupe(table(tmp_path / "in.csv", *lines), "-o", str(tmp_path / "out.csv")) == 1
    assert text in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_missing_and_unwritable_files_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dedupe(str(tmp_path / "none.csv"), "-o", str(tmp_path / "out.csv")) == 1
    assert "找不到文件" in capsys.readouterr().err
    assert dedupe(table(tmp_path / "in.csv", *CHINESE), "-o", str(tmp_path / "none" / "out.csv")) == 1
    assert "无法写入" in capsys.readouterr().err
