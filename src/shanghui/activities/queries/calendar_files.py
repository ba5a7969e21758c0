"""Activities as calendar files (RFC 5545): one, or all of a list."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

from shanghui.activities.models import Activity
from shanghui.activities.rules import ActivityState


def calendar_answer(name: str, rows: Iterable[Activity], *, now: datetime, urls: dict[int, str]) -> HttpResponse:
    """`name`: ASCII, without ending; `urls`: the page of each, as far as the reader has one."""
    answer = HttpResponse(calendar(rows, now=now, urls=urls), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def calendar(rows: Iterable[Activity], *, now: datetime, urls: dict[int, str]) -> bytes:
    """Each event keeps its UID: a newer file moves it, one that was cancelled says so."""
    made = Calendar()
    made.add("prodid", "-//Shanghui//Activities//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for row in rows:
        made.add_component(_event(row, now, urls.get(row.pk, "")))
    return bytes(made.to_ical())


def _event(row: Activity, now: datetime, url: str) -> Event:
    event = Event()
    event.add("uid", f"activity-{row.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now)
    event.add("sequence", row.version)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("summary", row.title)
    place = " ".join(part for part in (row.venue, row.address) if part)
    event.add("location", place)
    text = "\n".join(part for part in (row.summary, url) if part)
    if text:
        event.add("description", text)
    if url:
        event.add("url", url)
    event.add("status", "CANCELLED" if row.state == ActivityState.CANCELLED else "CONFIRMED")
    return event
