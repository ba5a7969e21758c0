"""The calendar file."""

from django.utils import timezone
from icalendar import Calendar

from shanghui.activities.queries.schedule_files import calendar_of
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, publish


def test_one_event_an_encounter(expo: Fair) -> None:
    place = publish(make_encounter(expo.maker, expo.buyer), slot=1, table=1)
    read = Calendar.from_ical(calendar_of(expo.buyer, timezone.now()))
    (event,) = read.walk("VEVENT")
    assert event["SUMMARY"] == "对接：上海申岳紧固件有限公司"
    assert event["LOCATION"] == "会议室 2号桌"
    assert event.decoded("DTSTART") == place.slot.starts_at.replace(microsecond=0)
    (theirs,) = Calendar.from_ical(calendar_of(expo.maker, timezone.now())).walk("VEVENT")
    assert theirs["SUMMARY"] == "对接：上海澄屿装备有限公司"
    assert theirs["UID"] != event["UID"]
