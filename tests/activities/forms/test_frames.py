"""The frame as it is entered."""

from typing import Any

from shanghui.activities.forms.frames import FrameForm, initial_frame
from tests.factories.activities_wishes import Fair


def test_new_one_is_as_long_as_its_activity(expo: Fair) -> None:
    given: Any = initial_frame(expo.activity, None)
    assert [set(row) for row in given["sessions"]] == [{"on", "name", "begin", "end"}]
    assert FrameForm(initial=initial_frame(expo.activity, None)).rows == 3


def test_stored_one_is_read_back(expo: Fair) -> None:
    expo.matchmaking.tables.filter(number__lt=2).update(zone="甲区")
    given = initial_frame(expo.activity, expo.matchmaking)
    assert given["zones"] == "1-2 甲区"
    assert given["tables"] == 3
    assert len(given["sessions"]) == 1  # type: ignore[arg-type]


def test_count_of_sessions_is_bounded() -> None:
    for told, rows in (("99", 12), ("x", 0), ("12345", 0), ("2", 2)):
        assert FrameForm({"sessions": told}).rows == rows
