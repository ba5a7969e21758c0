"""Letters: each in its reader's language, none longer than a subject may be."""

from django.utils import timezone

from shanghui.activities.actions.guest_letters import tell_guest, tell_guests
from shanghui.core.models import OutboxMessage
from tests.factories.activities_activities import Fair


def test_letter_has_the_private_link_and_the_readers_language(fair: Fair) -> None:
    guest = fair.guest(email="en@example.com", language="en")
    tell_guest(guest, "registered", now=timezone.now())
    letter = OutboxMessage.objects.get(receiver="en@example.com").payload
    assert f"/activities/g/{guest.key}/" in letter["text"]
    assert f"{timezone.localtime(fair.activity.starts_at):%H:%M}–" in letter["text"]


def test_guest_without_an_address_is_told_by_her_secretary_where_it_matters(fair: Fair) -> None:
    guest = fair.guest(unit=fair.sister, name="没邮箱")
    tell_guest(guest, "registered", now=timezone.now())
    assert not OutboxMessage.objects.exists()
    tell_guest(guest, "moved_up", now=timezone.now())
    letter = OutboxMessage.objects.get(receiver="sister@letters.example").payload
    assert "没邮箱" in letter["text"]
    assert guest.key not in letter["text"]


def test_one_letter_a_secretary_for_all_her_silent_guests(fair: Fair) -> None:
    for name in ("甲", "乙"):
        fair.guest(unit=fair.sister, name=name)
    tell_guests(fair.activity, "changed", now=timezone.now())
    letter = OutboxMessage.objects.get(receiver="sister@letters.example").payload
    assert "甲、乙" in letter["text"]
