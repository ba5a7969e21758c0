"""Saved searches over the API."""

import json
from typing import Any

from django.utils import timezone

from shanghui.exchange.models import SearchHit
from tests.factories.exchange import make_offer
from tests.factories.world import World

PATH = "/api/v1/exchange/searches"


def send(world: World, method: str, path: str, body: object = None, role: str = "secretary") -> Any:
    return world.client(role).generic(method, path, json.dumps(body or {}), content_type="application/json")


def test_kept_read_opened_changed_dropped(world: World) -> None:
    made = send(world, "POST", PATH, {"name": "螺栓", "query": {"tab": "offers", "q": "螺栓"}})
    assert made.status_code == 201
    key = made.json()["id"]
    listing = make_offer(world.other, title="供应螺栓")
    SearchHit.objects.create(search_id=key, listing=listing, found_at=timezone.now())
    [item] = world.client("secretary").get(PATH).json()["items"]
    assert (item["name"], item["query"], item["new"]) == ("螺栓", {"tab": "offers", "q": "螺栓"}, 1)
    finds = world.client("secretary").get(f"{PATH}/{key}/new").json()
    assert finds["listings"] == [listing.pk]
    assert send(world, "POST", f"{PATH}/{key}/open", {"until": finds["until"]}).status_code == 204
    assert world.client("secretary").get(f"{PATH}/{key}/new").json()["listings"] == []
    assert send(world, "PATCH", f"{PATH}/{key}", {"paused": True}).status_code == 204
    [item] = world.client("secretary").get(PATH).json()["items"]
    assert (item["name"], item["paused"], item["by_mail"]) == ("螺栓", True, False)
    assert send(world, "POST", f"{PATH}/{key}/open", {"until": "2999-01-01T00:00:00Z"}).status_code == 400
    assert send(world, "DELETE", f"{PATH}/{key}").status_code == 204
    assert world.client("secretary").get(PATH).json()["items"] == []


def test_another_persons_search_is_absent(world: World) -> None:
    key = send(world, "POST", PATH, {"name": "螺栓", "query": {"q": "螺栓"}}).json()["id"]
    until = timezone.now().isoformat()
    for method, path, body in (
        ("GET", f"{PATH}/{key}/new", None), ("PATCH", f"{PATH}/{key}", {"paused": True}),
        ("POST", f"{PATH}/{key}/open", {"until": until}), ("DELETE", f"{PATH}/{key}", None),
    ):  # fmt: skip
        assert send(world, method, path, body, "other").status_code == 404
