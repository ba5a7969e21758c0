"""For whom a page speaks."""

from django.test import Client

from shanghui.activities.views.speaking import Speaker
from shanghui.core.actor import VISITOR
from tests.factories.activities_wishes import Fair


def test_addresses_and_frames(expo: Fair) -> None:
    key = expo.buyer.registration.key
    mine = Speaker(VISITOR, expo.buyer, key)
    assert (mine.base, mine.hall, mine.frame) == (f"/activities/m/{key}/", f"/activities/m/{key}/hall/", "bare.html")
    hers = Speaker(expo.actors["keeper"], expo.buyer)
    assert hers.base == f"/activities/participants/{expo.buyer.pk}/"
    assert hers.hall == f"/activities/{expo.activity.pk}/matchmaking/?for={expo.buyer.pk}"
    assert hers.frame == "base.html"
    assert [Speaker(expo.actors[role], expo.buyer).organises for role in ("host", "keeper")] == [True, False]
    assert not Speaker(expo.actors["host"], expo.buyer, key).organises


def test_many_guesses_are_slowed_down(expo: Fair, settings: object) -> None:
    settings.PAGES_PER_TEN_MINUTES = 100  # type: ignore[attr-defined]
    client = Client(REMOTE_ADDR="192.0.2.77")
    codes = [client.get(f"/activities/m/guess{number}/").status_code for number in range(31)]
    assert codes == [410] * 30 + [429]
