"""Shapes."""

from django.utils import timezone

from shanghui.activities.api.wish_shapes import encounter_out, own_out, wish_out
from shanghui.activities.queries.participant_page import participant_page
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, make_wish, publish


def test_shapes_name_no_contacts(expo: Fair) -> None:
    place = publish(make_encounter(expo.buyer, expo.maker))
    wish = make_wish(expo.third, expo.buyer)
    shown = own_out(expo.buyer, participant_page(expo.buyer, timezone.now()))
    assert shown["encounters"][0]["starts_at"] == place.slot.starts_at
    assert shown["incoming"] == [wish_out(wish)]
    told = f"{shown}{encounter_out(place.encounter, place)}"
    for one in (expo.buyer, expo.maker, expo.third):
        assert one.registration.phone not in told
        assert one.registration.key not in told
