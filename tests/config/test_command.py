"""The command `shanghui`."""

import csv
import io
import json
from pathlib import Path

import pytest

from shanghui.config.command import main
from shanghui.sheets.reading import read_rows


def test_dedupe_needs_no_database(tmp_path: Path) -> None:
    firms, found = tmp_path / "firms.csv", tmp_path / "found.csv"
    rows = [
        "id,name,credit_code,address",
        "1,上海砺锋标准件有限公司,,嘉定区南翔镇",
        "2,砺锋标准件（上海）有限公司,,上海市嘉定区南翔镇",
        "3,上海博岩弹簧厂,,宝山区",
    ]
    firms.write_text("\n".join(rows), encoding="utf-8")
    assert main(["dedupe", str(firms), "-o", str(found)]) == 0
    with found.open(encoding="utf-8-sig") as file:
        clusters = {row["id"]: row["cluster"] for row in csv.DictReader(file)}
    assert clusters["1"] == clusters["2"] != clusters["3"]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_match_needs_no_database(tmp_path: Path, ending: str) -> None:
    needs, offers, found = tmp_path / "needs.csv", tmp_path / "offers.csv", tmp_path / f"found.{ending}"
    needs.write_text("编号,标题,要求\n1,求购高强度螺栓,等级≥10.9级", encoding="utf-8")
    offers.write_text("id,title\na,高强螺栓 10.9级\nb,高强螺栓 8.8级\nc,航标", encoding="utf-8")
    assert main(["match", str(needs), str(offers), "-o", str(found)]) == 0
    assert [(row["need_id"], row["rank"], row["offer_id"]) for row in read_rows(found)] == [
        ("1", "1", "a"),
        ("1", "2", "b"),
    ]


def test_match_reads_and_writes_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    offers = tmp_path / "offers.csv"
    offers.write_text("id,title\na,螺栓", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "title": "螺栓"}\n'))
    assert main(["match", "-", str(offers), "-o", "-"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["offer_id"] == "a"


def test_parse_needs_no_database(tmp_path: Path) -> None:
    texts, found = tmp_path / "texts.csv", tmp_path / "found.xlsx"
    texts.write_text("编号,文本\n1,求购螺栓5万件，嘉定交货\n2,收到", encoding="utf-8")
    assert main(["parse", str(texts), "-o", str(found)]) == 0
    (row,) = read_rows(found)
    assert (row["id"], row["product"], row["quantity_minimum"], row["regions"]) == (
        "1",
        "螺栓",
        "50000",
        "310114 嘉定区",
    )


def test_other_commands_are_django_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("5.2")
