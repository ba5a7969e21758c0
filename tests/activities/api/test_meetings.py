"""Wishes and encounters for programs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.activities.models import Encounter, NotWith, Resource, Wish
from shanghui.activities.rules import EncounterState
from tests.activities.api.test_wishes import call
from tests.factories.activities import make_encounter
from tests.factories.activities_wishes import Fair, build_fair, make_wish, publish


@pytest.fixture
def held(db: None) -> Fair:
    return build_fair(starts_at=timezone.now() - timedelta(hours=1))


def test_wish_answer_and_take_back(expo: Fair) -> None:
    Resource.objects.create(matchmaking=expo.matchmaking, name="翻译")
    url, keeper, other = f"/participants/{expo.buyer.pk}/wishes", expo.client("keeper"), expo.client("other")
    body = {"other": expo.maker.pk, "weight": 4, "resource": "翻译"}
    status, made = call(keeper, "POST", url, body)
    assert (status, made["state"], made["encounter"]) == (201, "wished", None)
    assert call(keeper, "POST", f"/wishes/{made['id']}/accept")[0] == 404
    status, agreed = call(other, "POST", f"/wishes/{made['id']}/accept", {"weight": 1})
    assert (status, agreed["encounter"]) == (200, Encounter.objects.get().pk)
    assert call(other, "POST", f"/wishes/{made['id']}/accept")[1]["refusal"] == "WishAnswered"
    sent = call(keeper, "POST", url, {"other": expo.third.pk})[1]
    assert call(other, "POST", f"/wishes/{sent['id']}/cancel")[0] == 404
    assert call(keeper, "POST", f"/wishes/{sent['id']}/cancel")[1]["state"] == "cancelled"
    again = call(keeper, "POST", url, {"other": expo.third.pk})[1]
    assert call(other, "POST", f"/wishes/{again['id']}/decline")[1]["state"] == "declined"
    assert call(keeper, "POST", url, body | {"resource": "司机"})[0] == 400
    assert call(keeper, "POST", url, {"other": 987_654})[0] == 404
    assert call(keeper, "POST", "/wishes/987654/cancel")[0] == 404


def test_second_wish_is_a_yes(expo: Fair) -> None:
    make_wish(expo.maker, expo.buyer)
    _status, made = call(
        expo.client("keeper"), "POST", f"/participants/{expo.buyer.pk}/wishes", {"other": expo.maker.pk}
    )
    assert (made["state"], made["encounter"]) == ("accepted", Encounter.objects.get().pk)
    assert Wish.objects.count() == 1


def test_not_with(expo: Fair) -> None:
    url, client = f"/participants/{expo.buyer.pk}/not-with", expo.client("keeper")
    assert call(client, "POST", url, {"other": expo.maker.pk}) == (204, None)
    assert call(client, "GET", f"/participants/{expo.buyer.pk}")[1]["not_with"] == [expo.maker.pk]
    assert call(expo.client("other"), "GET", f"/participants/{expo.maker.pk}")[1]["not_with"] == []
    assert call(client, "DELETE", f"{url}/{expo.maker.pk}") == (204, None)
    assert NotWith.objects.count() == 0


def test_what_came_of_it(held: Fair) -> None:
    meets = make_encounter(held.buyer, held.maker)
    publish(meets, table=1)
    url, client = f"/encounters/{meets.pk}", held.client("keeper")
    own = {"participant": held.buyer.pk}
    assert call(client, "POST", f"{url}/said", own | {"happened": True})[1]["state"] == "attended"
    assert call(client, "POST", f"{url}/rating", own | {"stars": 5})[1]["ratings"] == [5, None]
    assert call(client, "POST", f"{url}/rating", own | {"stars": 9})[0] == 400
    assert call(client, "POST", f"{url}/next-step", own | {"text": "寄样"})[1]["next_step"] == "寄样"
    assert call(client, "POST", f"{url}/said", {"participant": held.maker.pk, "happened": True})[0] == 404
    assert call(client, "POST", f"{url}/settle", {"state": "no_show"})[0] == 403
    assert call(held.client("host"), "POST", f"{url}/settle", {"state": "attended"})[1]["table"] == "2"
    status, made = call(client, "POST", f"{url}/introduction")
    assert (status, made) == (200, call(held.client("other"), "POST", f"{url}/introduction")[1])
    _status, found = call(client, "GET", f"/{held.activity.pk}/results")
    assert (found["encounters"]["attended"], found["introductions"], found["stars"]) == (1, 1, 5.0)


def test_encounters_by_pages_and_called_off(expo: Fair) -> None:
    rows = [make_encounter(expo.buyer, expo.maker), make_encounter(expo.maker, expo.third)]
    client, url = expo.client("host"), f"/{expo.activity.pk}/encounters"
    _status, page = call(client, "GET", f"{url}?limit=1")
    assert ([one["id"] for one in page["items"]], page["next"]) == ([rows[0].pk], str(rows[0].pk))
    assert [one["id"] for one in call(client, "GET", f"{url}?cursor={page['next']}")[1]["items"]] == [rows[1].pk]
    assert len(call(expo.client("keeper"), "GET", url)[1]["items"]) == 1
    assert call(client, "GET", f"{url}?state=x")[0] == 400
    assert call(client, "POST", f"/encounters/{rows[0].pk}/cancel")[1]["state"] == EncounterState.CANCELLED
    assert call(client, "POST", f"/encounters/{rows[0].pk}/cancel")[0] == 409
