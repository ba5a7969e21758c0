"""The whole board for a program: scheduled, read, asked, moved, refused, locked, published, compared."""

import json
from typing import Any

import pytest
from django.test import Client

from shanghui.core.jobs.worker import run_due
from shanghui.engines import timetabling as engine
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


@pytest.fixture
def client(world: World) -> Client:
    return world.client("secretary")


def _url(fair: Fair, rest: str = "") -> str:
    return f"/api/v1/activities/{fair.activity.pk}/timetables{rest}"


def _post(client: Client, url: str, body: object = None) -> Any:
    return client.post(url, json.dumps(body or {}), content_type="application/json")


def test_scheduled_read_moved_locked_published(client: Client, fair: Fair) -> None:
    answer = _post(client, _url(fair), {"seconds": 5})
    assert answer.status_code == 202
    assert answer.json()["state"] == "waiting"
    assert _post(client, _url(fair), {}).json()["refusal"] == "TimetableBusy"
    run_due()
    read = client.get(_url(fair, "/1")).json()
    assert (read["state"], read["status"], read["scores"]["placed"], read["unplaced"]) == ("draft", "optimal", 6, {})
    placements = client.get(_url(fair, "/1/placements?limit=4")).json()
    assert len(placements["items"]) == 4
    rest = client.get(_url(fair, f"/1/placements?cursor={placements['next']}")).json()
    assert (len(rest["items"]), rest["next"]) == (2, "")
    one, other = placements["items"][0], placements["items"][1]
    body = {"encounter": one["encounter"], "slot": other["slot"], "table": other["table"]}
    query = "&".join(f"{name}={value}" for name, value in body.items())
    rules = {broken["rule"] for broken in client.get(_url(fair, f"/1/why-not?{query}")).json()}
    assert "table_taken" in rules
    refused = _post(client, _url(fair, "/1/move"), body)
    assert (refused.status_code, refused.json()["refusal"]) == (409, "PlacementRefused")
    assert "这张桌子这时有人" in refused.json()["text"]
    lock = {"encounters": [one["encounter"], 987654], "locked": True}
    assert _post(client, _url(fair, "/1/lock"), lock).json() == {"count": 1}
    free = {"encounters": [other["encounter"]]}
    assert _post(client, _url(fair, "/1/unschedule"), free).json() == {"count": 1}
    assert _post(client, _url(fair, "/1/back")).json()["weight"] == 12
    assert _post(client, _url(fair, "/1/publish")).json()["state"] == "published"
    assert _post(client, _url(fair, "/1/unpublish")).json()["state"] == "withdrawn"
    assert _post(client, _url(fair, "/1/cancel")).json()["refusal"] == "NotComputing"
    assert [row["number"] for row in client.get(_url(fair)).json()] == [1]


def test_compared_and_exchanged(client: Client, fair: Fair) -> None:
    make_timetable(fair, {"ax": (0, 0), "az": (1, 0)})
    make_timetable(fair, {"ax": (2, 0)})
    ids = {pair: one.pk for pair, one in fair.encounters.items()}
    told = client.get(_url(fair, "/compare?one=1&other=2")).json()
    assert told["counts"] == {"moved": 1, "table": 0, "entered": 0, "left": 1}
    answer = _post(client, _url(fair, "/1/exchange"), {"encounter": ids["ax"], "other": ids["az"]})
    assert answer.status_code == 200
    keep = _post(client, _url(fair), {"seconds": 5, "keep": True}).json()
    assert keep["origin"] == 2


def test_event_for_programs(client: Client, fair: Fair) -> None:
    told = client.get(f"/api/v1/activities/{fair.activity.pk}/event").json()
    assert len(engine.event_of(told).encounters) == 6


def test_odd_bodies_queries_and_foreign_rows(world: World, client: Client, fair: Fair) -> None:
    make_timetable(fair, {"ax": (0, 0)})
    other = make_fair(world.chamber)
    assert _post(client, _url(fair), {"seconds": 5, "colour": 1}).status_code == 400
    assert client.get(_url(fair, "/1/placements?colour=1")).status_code == 400
    assert client.get(_url(fair, "/9")).status_code == 404
    foreign = {"encounter": other.encounters["ax"].pk, "slot": fair.slots[0].pk, "table": fair.tables[0].pk}
    assert _post(client, _url(fair, "/1/move"), foreign).status_code == 404
    assert world.client("other").get(_url(fair)).status_code == 403
