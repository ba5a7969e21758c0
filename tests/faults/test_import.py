"""Acknowledged means kept: an import survives kill -9 at 20 points of each step; nothing is lost, nothing doubled."""

import json

import pytest

from tests.faults.place import ROOT, Place


@pytest.mark.slow
def test_import_survives_kill_at_twenty_points(place: Place) -> None:
    with place.start(str(ROOT / "tests" / "faults" / "killed_import.py"), "7", stdout=-1) as process:
        output, _ = process.communicate(timeout=110)
    assert process.returncode == 0, (place.folder / "log").read_text()[-3000:]
    told = json.loads(output.splitlines()[-1])
    assert len(told["committed"]) >= 15, told
    assert len(set(told["committed"])) >= 9, told
    assert told["stored"] == told["rows"]
    assert told["written"] == {
        "firms": told["rows"],
        "names": told["rows"],
        "memberships": told["rows"],
        "outcomes": told["rows"],
        "states": ["written"],
        "run": "committed",
    }
    assert told["left"]["firms"] == told["left"]["memberships"] == 0
    assert (told["left"]["states"], told["left"]["run"]) == (["undone"], "undone")
    assert told["fault"] == ""
