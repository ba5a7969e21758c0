"""Badges to print and as PDF."""

import re
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from shanghui.activities.views import badges
from tests.activities.doors import Door

RARE = ("𠮷田", "䶮小明", "㛃一")


def needs_paper() -> None:
    """Poppler to read a PDF, a Chinese font to set it."""
    if not (which("pdftotext") and which("pdffonts")):
        pytest.skip("poppler-utils are not installed")
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True) if which("fc-list") else None
    if fonts is None or not fonts.stdout.strip():
        pytest.skip("no Chinese font is installed")


def read(file: Path, program: str, *more: str) -> str:
    return subprocess.run([program, str(file), *more], capture_output=True, text=True, check=True).stdout


def test_pdf_shows_rare_signs_and_carries_its_fonts(door: Door, tmp_path: Path) -> None:
    needs_paper()
    for name in (*RARE, "一个名字特别特别长长长长长长长的来宾先生"):
        door.guest(name=name, firm="上海澄屿装备有限公司", position="经理", unit=door.world.chamber)
    answer = door.world.client("secretary").get(door.url("badges.pdf"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    file = tmp_path / "badges.pdf"
    file.write_bytes(answer.content)
    text = re.sub(r"\s", "", read(file, "pdftotext", "-"))
    assert not [name for name in (*RARE, "上海澄屿装备有限公司", "紧固件协会") if name not in text]
    assert "一个名字特别特别长长长长长长长的来宾先生" in text
    fonts = read(file, "pdffonts").splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", line.strip()) for line in fonts), fonts


def test_page_shows_the_same_cards_in_parts(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(badges, "PART", 2)
    for number in range(3):
        door.guest(name=f"来宾{number}")
    client = door.world.client("secretary")
    page = client.get(door.url("badges/")).content.decode()
    assert page.count("name-card") == 2
    assert client.get(door.url("badges/?part=2")).content.decode().count("name-card") == 1
    for odd in ("part=3", "part=0", "part=x", "x=1"):
        assert client.get(door.url(f"badges/?{odd}")).status_code == 400


def test_without_pango_it_says_what_to_do(door: Door, monkeypatch: Any) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    answer = door.world.client("secretary").get(door.url("badges.pdf"))
    assert answer.status_code == 503
    assert "请用浏览器打印页面" in answer.content.decode()


def test_empty_page_and_strangers(door: Door) -> None:
    assert "还没有报上名的来宾" in door.world.client("secretary").get(door.url("badges/")).content.decode()
    for path in ("badges/", "badges.pdf"):
        assert door.world.client("other").get(door.url(path)).status_code == 403
