"""Become a participant on a page."""

import pytest
from django.test import Client

from shanghui.activities.models import Participant, Registration
from shanghui.activities.rules import Part, RegistrationState
from tests.factories import exchange
from tests.factories.activities import make_activity, make_registration
from tests.factories.activities_wishes import Fair, firm_of

FORM = {"part": "seller", "needs": "", "offers": "供应木箱\n供应纸箱，可定制", "delegates": 2, "from_slot": 0}


@pytest.fixture
def guest(expo: Fair) -> Registration:
    return make_registration(expo.activity, unit=expo.chamber, firm="上海木箱厂")


def test_guest_joins_by_her_link_and_changes_it(expo: Fair, guest: Registration) -> None:
    slot = expo.matchmaking.slots.get(number=1)
    url = f"/activities/m/{guest.key}/join/"
    assert "想找什么" in Client().get(url).content.decode()
    answer = Client().post(url, FORM | {"busy": [slot.pk]})
    assert answer.headers["Location"] == f"/activities/m/{guest.key}/"
    made = Participant.objects.get(registration=guest)
    assert (made.part, made.delegates, made.topics.count(), made.forbidden.get().slot) == (Part.SELLER, 2, 2, slot)
    edit = f"/activities/m/{guest.key}/edit/"
    assert "供应纸箱，可定制" in Client().get(edit).content.decode()
    assert Client().post(edit, FORM | {"offers": "供应木箱", "quota": 3}).status_code == 302
    made.refresh_from_db()
    assert (made.topics.get().title, made.quota, made.forbidden.count()) == ("供应木箱", 3, 0)


def test_secretary_chooses_a_guest_first(expo: Fair, guest: Registration) -> None:
    url = f"/activities/{expo.activity.pk}/matchmaking/join/"
    assert f"?registration={guest.pk}" in expo.client("keeper").get(url).content.decode()
    assert f"?registration={guest.pk}" not in expo.client("other").get(url).content.decode()
    answer = expo.client("keeper").post(f"{url}?registration={guest.pk}", FORM)
    made = Participant.objects.get(registration=guest)
    assert answer.headers["Location"] == f"/activities/participants/{made.pk}/"
    assert expo.client("other").post(f"{url}?registration={guest.pk}", FORM).status_code == 404


def test_guest_of_another_activity_is_absent(expo: Fair) -> None:
    foreign = make_registration(make_activity(expo.area))
    url = f"/activities/{expo.activity.pk}/matchmaking/join/?registration={foreign.pk}"
    assert expo.client("host").get(url).status_code == 404


def test_form_says_what_is_missing_and_what_is_refused(expo: Fair, guest: Registration) -> None:
    url = f"/activities/m/{guest.key}/join/"
    empty = Client().post(url, FORM | {"offers": ""})
    assert empty.status_code == 422
    assert "至少写一条" in empty.content.decode()
    contact = Client().post(url, FORM | {"pitch": "电话13912345678"})
    assert contact.status_code == 400
    assert not Participant.objects.filter(registration=guest).exists()
    guest.state = RegistrationState.WAITING
    guest.save()
    waiting = Client().post(url, FORM)
    assert waiting.status_code == 409
    assert "候补" in waiting.content.decode()


def test_listings_of_the_firm_are_offered_ticked(expo: Fair) -> None:
    offer = exchange.make_offer(expo.chamber, firm_of(expo.buyer), title="供应余料")
    colleague = make_registration(expo.activity, enterprise=firm_of(expo.buyer), unit=expo.chamber)
    url = f"/activities/m/{colleague.key}/join/"
    text = Client().get(url).content.decode()
    assert "供应余料" in text
    assert "checked" in text
    assert Client().post(url, FORM | {"offers": "", "listings": [offer.pk]}).status_code == 302
    assert Participant.objects.get(registration=colleague).topics.get().listing == offer


def test_zone_is_the_organisers_to_say(expo: Fair) -> None:
    expo.matchmaking.tables.update(zone="采购区")
    url = f"/activities/participants/{expo.buyer.pk}/edit/"
    assert "坐哪个区" in expo.client("host").get(url).content.decode()
    assert "坐哪个区" not in expo.client("keeper").get(url).content.decode()
    expo.client("keeper").post(url, FORM | {"zone": "采购区"})
    expo.buyer.refresh_from_db()
    assert expo.buyer.zone == ""
    expo.client("host").post(url, FORM | {"zone": "采购区"})
    expo.buyer.refresh_from_db()
    assert expo.buyer.zone == "采购区"


def test_activity_without_tables_has_nobody_to_join(expo: Fair) -> None:
    bare = make_registration(make_activity(expo.area))
    assert Client().get(f"/activities/m/{bare.key}/join/").status_code == 404
