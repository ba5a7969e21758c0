"""What browsers load is what was vendored, joined and weighed."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from tools import join_styles, vendor_assets

STATIC = vendor_assets.STATIC
RECORD = json.loads(vendor_assets.RECORD.read_text(encoding="utf-8"))
PERMISSIVE = {"MIT", "0BSD", "Apache-2.0", "BSD-3-Clause", "ISC"}
SOURCE = Path(__file__).parents[2] / "src/shanghui"
KILOBYTE = 1024


@pytest.mark.parametrize("package", RECORD, ids=lambda package: package["name"])
def test_vendored_files_have_their_hashes_and_a_permissive_licence(package: dict[str, object]) -> None:
    assert package["licence"] in PERMISSIVE
    assert isinstance(package["files"], dict)
    assert any("licences/" in path for path in package["files"])
    for path, digest in package["files"].items():
        assert hashlib.sha256(STATIC.joinpath(path).read_bytes()).hexdigest() == digest, path


def test_vendor_folder_holds_nothing_unrecorded() -> None:
    recorded = {path for package in RECORD for path in package["files"]} | {"vendor/vendored.json"}
    present = {path.relative_to(STATIC).as_posix() for path in vendor_assets.VENDOR.rglob("*") if path.is_file()}
    assert present <= recorded


def test_vendored_files_point_to_no_source_map() -> None:
    for path in vendor_assets.VENDOR.glob("*.*s"):
        assert "sourceMappingURL" not in path.read_text(encoding="utf-8"), path.name


def test_joined_stylesheet_is_up_to_date() -> None:
    assert join_styles.JOINED.read_text(encoding="utf-8") == join_styles.joined(), "run tools/join_styles.py"


def test_every_icon_named_in_the_source_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'id="i-([\w-]+)"', STATIC.joinpath("icons.svg").read_text(encoding="utf-8")))
    named = re.compile(r"""\{%\s*icon\s+["']([\w-]+)["']|\bicon(?:_name)?\s*[=:]\s*["']([\w-]+)["']""")
    missing = {
        (path.name, name)
        for path in (*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py"))
        for pair in named.findall(path.read_text(encoding="utf-8"))
        if (name := "".join(pair)) not in sprite
    }
    assert not missing


def test_a_page_without_a_chart_stays_within_its_weight() -> None:
    loaded = ["vendor/tabler.min.css", "shanghui.css", "vendor/htmx.min.js", "js/shanghui.js", "js/palette.js"]
    loaded += ["icons.svg", "seal.svg"]
    weight = sum(len(gzip.compress(STATIC.joinpath(path).read_bytes(), 9)) for path in loaded)
    assert len(loaded) + 1 <= 12, "requests, the page itself included"
    assert weight <= 135 * KILOBYTE, "gzip, the worse of the two encodings; 15 KB are left for the page itself"
