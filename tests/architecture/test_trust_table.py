"""`docs/trust.md` names no test that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_named_in_the_trust_table_exists() -> None:
    named = set(re.findall(r"`((?:[\w.]+/)+[\w.]+\.(?:py|md|json))`", (ROOT / "docs" / "trust.md").read_text()))
    missing = {name for name in named if not (ROOT / name).exists() and not (ROOT / "tests" / name).exists()}
    assert len(named) > 25
    assert missing == set()
