"""A participant's schedule as a calendar file."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from shanghui.activities.models import Participant, Placement
from shanghui.activities.queries.schedules import schedule_of


def calendar_of(participant: Participant, now: datetime) -> bytes:
    """One event an encounter; imported again, it replaces the one before."""
    activity = participant.matchmaking.activity
    calendar = Calendar()
    calendar.add("prodid", "-//shanghui//matchmaking//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", activity.title)
    for place in schedule_of(participant):
        calendar.add_component(_event(participant, place, now))
    return bytes(calendar.to_ical())


def _event(participant: Participant, place: Placement, now: datetime) -> Event:
    meets, activity = place.encounter, participant.matchmaking.activity
    other = meets.second if meets.first_id == participant.pk else meets.first
    table = _("%(number)s号桌") % {"number": place.table.called}
    event = Event()
    event.add("uid", f"encounter-{meets.pk}-{participant.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now)
    event.add("sequence", place.timetable_id)
    event.add("dtstart", place.slot.starts_at)
    event.add("dtend", place.slot.ends_at)
    event.add("summary", _("对接：%(name)s") % {"name": other.called})
    event.add("location", f"{activity.venue} {table}")
    event.add("description", activity.title)
    return event
