"""Killed between commit and index, between commit and mail: nothing is lost, nothing is there twice."""

import json
from typing import Any

import pytest

from tests.faults.place import ROOT, Place

WHOLE = {"found": True, "pairs": 1, "finds": 1, "published": 1, "waiting": 0}


@pytest.mark.slow
def test_publishing_and_asking_survive_kill_at_every_step(place: Place) -> None:
    with place.start(str(ROOT / "tests" / "faults" / "killed_exchange.py"), stdout=-1) as process:
        output, _ = process.communicate()
    assert process.returncode == 0, (place.folder / "log").read_text()[-3000:]
    points = [json.loads(line) for line in output.splitlines()]
    assert [told["point"] for told in points if not told["died"]] == []
    publishing, asking = points[:11], points[11:]
    assert [told["stands"] for told in publishing[:2]] == ["submitted", "published"]
    for told in publishing:
        assert {name: told[name] for name in WHOLE} == WHOLE, told["point"]
    for told in asking:
        _ensure_each_letter_left(told)
    assert place.command("audit", "verify").returncode == 0


def _ensure_each_letter_left(told: dict[str, Any]) -> None:
    """Who dies between sending and marking sends again: by the same message id, so that a mail server knows it."""
    assert told["introductions"] == 1
    assert told["different"] == told["receivers"] == 2
    again = told["point"][1].endswith(".sent")
    assert told["letters"] == 2 + again, told["point"]
