"""When and where, in words."""

from datetime import timedelta

from django.utils.translation import override

from shanghui.activities.models import Activity
from shanghui.activities.queries.calendar_files import calendar
from shanghui.activities.queries.occasions import when, where
from shanghui.activities.rules import ActivityState
from tests.factories.activities_activities import at

BEGIN = at(2031, 3, 3)
ROW = Activity(pk=7, title="会", venue="三楼", address="某路1号", starts_at=BEGIN, ends_at=BEGIN + timedelta(hours=2))


def test_times_in_the_readers_language() -> None:
    with override("zh-hans"):
        assert when(ROW) == "2031年3月3日14:00—16:00"
        assert where(ROW) == "三楼，某路1号"
    with override("en"):
        assert when(ROW) == "3 Mar 2031, 14:00–16:00"


def test_several_days() -> None:
    row = Activity(starts_at=BEGIN, ends_at=BEGIN + timedelta(days=1))
    with override("zh-hans"):
        assert when(row) == "2031年3月3日14:00—3月4日14:00"


def test_calendar_file_says_what_was_cancelled() -> None:
    row = Activity(
        pk=7, title="会；，", starts_at=BEGIN, ends_at=BEGIN + timedelta(hours=2), state=ActivityState.CANCELLED
    )
    text = calendar([row], now=BEGIN, urls={7: "https://example.org/x"}).decode()
    assert "STATUS:CANCELLED" in text
    assert "DTSTART;TZID=Asia/Shanghai:20310303T140000" in text
    assert "URL:https://example.org/x" in text
