"""Use cases on the working-day calendar."""

from datetime import date, datetime

from django.db import transaction

from shanghui.catalogue.models import CalendarDay
from shanghui.catalogue.permissions import can_edit_catalogue
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require


@transaction.atomic
def set_calendar_day(*, actor: Actor, day: date, working: bool, note: str, now: datetime) -> CalendarDay | None:
    """Say whether people work on this day; a day that is again what its weekday says, without a note, has no row."""
    require(can_edit_catalogue(actor))
    row = CalendarDay.objects.select_for_update().filter(date=day).first()
    before = {"working": row.working, "note": row.note} if row else None
    if working == (day.weekday() < 5) and not note:
        CalendarDay.objects.filter(date=day).delete()
        kept = None
    else:
        kept, _ = CalendarDay.objects.update_or_create(date=day, defaults={"working": working, "note": note})
    audit.record(actor, "set_calendar_day", kept, now=now, date=day, before=before, working=working, note=note)
    return kept
