"""The day before, once."""

from datetime import timedelta

from shanghui.activities.actions.reminding import remind_guests
from shanghui.activities.rules import ActivityState, RegistrationState
from shanghui.core.models import OutboxMessage
from tests.factories.activities_activities import Fair


def test_guests_and_their_secretaries_are_reminded_once(fair: Fair) -> None:
    fair.guest(email="zh@example.com", unit=fair.sister, name="甲")
    fair.guest(email="en@example.com", language="en", name="乙")
    fair.guest(RegistrationState.WAITING, email="waiting@example.com")
    eve = fair.activity.starts_at - timedelta(hours=23)
    assert remind_guests(now=eve) == 1
    assert remind_guests(now=eve) == 0
    told = {row.receiver: row.payload for row in OutboxMessage.objects.all()}
    assert set(told) == {
        "zh@example.com",
        "en@example.com",
        "sister@letters.example",
        "keeper@letters.example",
        "colleague@letters.example",
    }
    assert "甲" in told["sister@letters.example"]["text"]
    assert "乙" not in told["sister@letters.example"]["text"]
    assert "AM" in told["en@example.com"]["text"] or ":" in told["en@example.com"]["text"]


def test_not_too_early_not_too_late_and_not_what_was_cancelled(fair: Fair) -> None:
    assert remind_guests(now=fair.activity.starts_at - timedelta(hours=25)) == 0
    assert remind_guests(now=fair.activity.starts_at + timedelta(minutes=1)) == 0
    fair.activity.state = ActivityState.CANCELLED
    fair.activity.save()
    assert remind_guests(now=fair.activity.starts_at - timedelta(hours=2)) == 0
