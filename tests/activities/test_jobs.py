"""Each job runs its action, and twice is as good as once."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities import jobs
from shanghui.core.models import OutboxMessage
from tests.activities.doors import Door
from tests.factories.activities_activities import Fair


def test_reminders_leave_from_the_clock(fair: Fair) -> None:
    fair.activity.starts_at = timezone.now() + timedelta(hours=5)
    fair.activity.ends_at = timezone.now() + timedelta(hours=8)
    fair.activity.save()
    fair.guest(email="g@example.com")
    for _ in range(2):
        jobs.remind_guests.func()
    assert OutboxMessage.objects.filter(receiver="g@example.com").count() == 1


def test_feedback_is_asked_for_once(door: Door) -> None:
    door.activity.ends_at = door.now - timedelta(minutes=1)
    door.activity.save()
    door.guest(arrived_at=door.now, email="zhang@example.org")
    for _ in range(2):
        jobs.ask_for_feedback.func()
    assert OutboxMessage.objects.filter(channel="mail").count() == 1
