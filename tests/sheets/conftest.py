"""Files of tests go into a folder of their own; where a test is not about the reading process, it reads in this one."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from shanghui.network.models import Organisation
from shanghui.sheets.reading import child, table
from shanghui.sheets.reading.rules import Limits
from tests.factories.network import make_organisation


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def _field_size_as_before() -> Iterator[None]:
    """The reading process sets it for itself; here it would stay for other tests."""
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started for a file: the same parser, without its limits."""

    def run_child(arguments: str, spool: BinaryIO, limits: Limits) -> None:
        child.parse(arguments, spool)

    monkeypatch.setattr(table, "run_child", run_child)


@pytest.fixture
def chamber(db: None) -> Organisation:
    return make_organisation("上海市紧固件工业协会")
