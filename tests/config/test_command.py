"""The command `shanghui`."""

import csv
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
