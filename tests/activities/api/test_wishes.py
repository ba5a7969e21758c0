"""The frame, participants and suggestions for programs."""

import json
from typing import Any

from django.test import Client

from shanghui.activities.actions.topic_index import rebuild
from shanghui.activities.models import Participant
from tests.factories import exchange
from tests.factories.activities import make_registration
from tests.factories.activities_wishes import Fair, firm_of, make_wish

ROOT = "/api/v1/activities"


def call(client: Client, method: str, url: str, body: object = None) -> Any:
    answer = client.generic(method, f"{ROOT}{url}", json.dumps(body or {}), content_type="application/json")
    return answer.status_code, answer.json() if answer.content else None


def test_frame_is_put_and_read(expo: Fair) -> None:
    body = {
        "mode": "hosted", "tables": 2, "quota": 5, "zones": {"1": "甲区"}, "resources": {"翻译": 1},
        "sessions": [{"name": "一", "starts_at": "2030-01-01T09:00:00+08:00", "ends_at": "2030-01-01T10:05:00+08:00"}],
    }  # fmt: skip
    status, made = call(expo.client("host"), "PUT", f"/{expo.activity.pk}/matchmaking", body)
    assert (status, made["mode"], len(made["slots"]), made["tables"], made["resources"]) == (
        200,
        "hosted",
        3,
        2,
        {"翻译": 1},
    )
    assert expo.matchmaking.tables.get(number=0).zone == "甲区"
    status, read = call(expo.client("officer"), "GET", f"/{expo.activity.pk}/matchmaking")
    assert (status, read["participants"]["all"]) == (200, 3)
    assert call(expo.client("host"), "PUT", f"/{expo.activity.pk}/matchmaking", body | {"nonsense": 1})[0] == 400


def test_hall_by_pages(expo: Fair) -> None:
    client = expo.client("keeper")
    status, page = call(client, "GET", f"/{expo.activity.pk}/participants?limit=2")
    assert (status, [one["id"] for one in page["items"]], page["next"]) == (200, [expo.buyer.pk, expo.maker.pk], "2")
    _status, rest = call(client, "GET", f"/{expo.activity.pk}/participants?limit=2&cursor=2")
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([expo.third.pk], "")
    assert call(client, "GET", f"/{expo.activity.pk}/participants?part=x")[0] == 400
    assert call(client, "GET", f"/{expo.activity.pk}/participants?nonsense=1")[0] in {400, 422}


def test_participant_is_added_and_changed(expo: Fair) -> None:
    guest = make_registration(expo.activity, unit=expo.chamber)
    body: dict[str, Any] = {
        "registration": guest.pk, "part": "seller", "busy": [1], "topics": [{"side": "offer", "title": "供应木箱"}],
    }  # fmt: skip
    status, made = call(expo.client("keeper"), "POST", f"/{expo.activity.pk}/participants", body)
    assert (status, made["busy"], made["topics"][0]["title"]) == (201, [1], "供应木箱")
    url = f"/participants/{made['id']}"
    status, changed = call(expo.client("keeper"), "PATCH", url, {"quota": 2, "version": 1})
    assert (status, changed["quota"], changed["most"], changed["busy"]) == (200, 2, 2, [1])
    assert call(expo.client("keeper"), "PATCH", url, {"version": 1})[0] == 409
    assert call(expo.client("keeper"), "PATCH", url, {"part": None})[0] == 400
    assert call(expo.client("keeper"), "PATCH", url, {"busy": [77]})[0] == 400
    assert call(expo.client("keeper"), "PATCH", url, {"quota": None})[1]["quota"] is None


def test_listing_is_brought_with_its_words_by_its_own_firm_alone(expo: Fair) -> None:
    own = exchange.make_need(expo.chamber, firm_of(expo.buyer), title="采购垫圈", summary="M12")
    foreign = exchange.make_need(expo.other, firm_of(expo.maker))
    url = f"/participants/{expo.buyer.pk}"
    for side, listing, wanted in (("need", own, 200), ("offer", own, 400), ("need", foreign, 400)):
        body = {"topics": [{"side": side, "listing": listing.pk}]}
        assert call(expo.client("keeper"), "PATCH", url, body)[0] == wanted
    topic = Participant.objects.get(pk=expo.buyer.pk).topics.get()
    assert (topic.listing, topic.title, topic.description) == (own, "采购垫圈", "M12")


def test_own_page_and_suggestions(expo: Fair) -> None:
    came = make_wish(expo.third, expo.buyer)
    _status, own = call(expo.client("contact"), "GET", f"/participants/{expo.buyer.pk}")
    assert [one["id"] for one in own["incoming"]] == [came.pk]
    url = f"/participants/{expo.buyer.pk}/suggestions"
    assert call(expo.client("contact"), "GET", url)[1] == {"ready": False, "items": []}
    rebuild(matchmaking=expo.matchmaking.pk)
    _status, found = call(expo.client("contact"), "GET", url)
    assert found["items"][0]["participant"]["id"] == expo.maker.pk
    assert "螺栓" in found["items"][0]["reasons"][0]
    assert call(expo.client("far"), "GET", url)[0] == 404
