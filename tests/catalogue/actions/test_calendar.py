"""Changing a day of the working-day calendar."""

from datetime import date

import pytest
from django.utils.timezone import now

from shanghui.catalogue.actions import set_calendar_day
from shanghui.catalogue.models import CalendarDay
from shanghui.catalogue.queries import working_day_exceptions
from shanghui.core.actor import SYSTEM, VISITOR
from shanghui.core.models import AuditRow
from shanghui.core.refusal import NotPermitted

DAY = date(2027, 2, 5)
pytestmark = pytest.mark.django_db


def test_day_is_set_changed_and_forgotten() -> None:
    set_calendar_day(actor=SYSTEM, day=DAY, working=False, note="除夕", now=now())
    assert working_day_exceptions(DAY, DAY) == {DAY: False}
    set_calendar_day(actor=SYSTEM, day=DAY, working=True, note="说明", now=now())
    assert working_day_exceptions(DAY, DAY) == {}
    assert str(CalendarDay.objects.get()) == "2027-02-05 说明"
    assert set_calendar_day(actor=SYSTEM, day=DAY, working=True, note="", now=now()) is None
    assert not CalendarDay.objects.exists()
    trail = AuditRow.objects.filter(action="set_calendar_day").order_by("number")
    assert [row.detail["before"] for row in trail] == [
        None, {"working": False, "note": "除夕"}, {"working": True, "note": "说明"}
    ]  # fmt: skip


def test_only_officers_change_the_calendar() -> None:
    with pytest.raises(NotPermitted):
        set_calendar_day(actor=VISITOR, day=DAY, working=False, note="", now=now())
