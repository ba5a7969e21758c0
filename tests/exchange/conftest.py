"""Each test has an index of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
