"""Acknowledged means kept: the worker of an import dies at 24 points of its three steps; another brings it to its end."""

import json
from typing import Any

import pytest

from tests.faults.place import ROOT, Place


@pytest.mark.slow
def test_import_survives_kill_at_more_than_twenty_points(place: Place) -> None:
    with place.start(str(ROOT / "tests" / "faults" / "killed_import.py"), stdout=-1) as process:
        output, _ = process.communicate()
    assert process.returncode == 0, (place.folder / "log").read_text()[-3000:]
    undisturbed, *points = map(json.loads, output.splitlines())
    _ensure_the_import_did_something(undisturbed)
    assert len({json.dumps([told["step"], told["point"]]) for told in points}) == len(points) >= 20
    assert [told["point"] for told in points if not told["died"]] == []
    assert [told["point"] for told in points if told["taken_over"] != 1] == []
    assert [told for told in points if told["different"]] == []
    assert place.command("audit", "verify").returncode == 0


def _ensure_the_import_did_something(undisturbed: dict[str, dict[str, Any]]) -> None:
    """Equal to nothing would be equal too."""
    check, commit, undo = undisturbed["check"], undisturbed["commit"], undisturbed["undo"]
    assert len(check["rows"]) == len(commit["rows"]) == 37
    assert len(check["flaws"]) >= 2
    assert (len(check["firms"]), len(undo["firms"])) == (4, 4)
    assert len(commit["firms"]) >= 34
    assert any("updated" in line for line in commit["outcomes"])
    assert check["firms"] == undo["firms"] != commit["firms"]
    assert undo["jobs"] == ["('SUCCESSFUL',)"]
