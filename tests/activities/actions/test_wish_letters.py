"""To whom a letter goes, in which language, with which link."""

from django.utils import timezone

from shanghui.activities.actions.wish_letters import receivers, tell
from shanghui.core.models import OutboxMessage
from tests.factories.activities_wishes import Fair


def test_guest_with_an_address_gets_her_private_link(expo: Fair) -> None:
    ((address, _language, url),) = receivers(expo.buyer, timezone.now())
    assert address == expo.buyer.registration.email
    assert url.endswith(f"/activities/m/{expo.buyer.registration.key}/")


def test_secretaries_get_the_signed_in_page_for_a_guest_without_one(expo: Fair) -> None:
    expo.buyer.registration.email = ""
    ((address, _language, url),) = receivers(expo.buyer, timezone.now())
    assert address == "keeper@letters.example"
    assert url.endswith(f"/activities/participants/{expo.buyer.pk}/")
    assert expo.buyer.registration.key not in url


def test_nobody_is_written_to_where_there_is_nobody(expo: Fair) -> None:
    expo.buyer.registration.email, expo.buyer.registration.unit = "", None
    assert list(receivers(expo.buyer, timezone.now())) == []


def test_letter_is_in_the_guests_language(expo: Fair) -> None:
    expo.buyer.registration.language = "zh-hant"
    tell(expo.buyer, "accepted", who="甲\n乙", now=timezone.now())
    letter = OutboxMessage.objects.get()
    assert "\n" not in letter.payload["subject"]
    assert "甲 乙" in letter.payload["subject"]
