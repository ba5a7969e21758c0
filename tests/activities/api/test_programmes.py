"""Programmes by program: what the pages do."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from shanghui.activities.models import Activity, Programme
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
BASE = "/api/v1/activities"
BODY = {
    "title": "会员日", "places": 1, "start": f"{TODAY + DAY}", "end": f"{TODAY + 9 * DAY}", "apply_until": f"{TODAY}",
    "criteria": [{"name": "有用", "weight": 3}],
}  # fmt: skip


def call(world: World, role: str, method: str, path: str = "", body: object = None, **headers: str) -> HttpResponse:
    data: dict[str, Any] = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    answer: HttpResponse = getattr(world.client(role), method)(BASE + path, headers=headers or None, **data)
    return answer


def test_from_draft_to_activities(world: World) -> None:
    made = call(world, "convener", "post", "/programmes", BODY).json()
    path, criterion = f"/programmes/{made['id']}", made["criteria"][0]
    assert (made["state"], made["audience"], criterion["weight"]) == ("draft", "area", 3)
    assert call(world, "convener", "patch", path, {"theme": "请进来", "version": 1}).json()["version"] == 2
    assert call(world, "convener", "patch", path, {"theme": "再改", "version": 1}).status_code == 409
    assert call(world, "convener", "post", f"{path}/open").json()["state"] == "open"
    seen = call(world, "secretary", "get", path).json()
    assert (seen["may_apply"], seen["votes_left"], seen["theme"]) == (True, None, "请进来")
    wish = {"title": "公开课", "plan": "讲一讲", "contact": "密电话"}
    sent = call(world, "secretary", "post", f"{path}/applications", wish).json()
    assert call(world, "secretary", "get", path).json()["own"] == sent["id"]
    one = f"/applications/{sent['id']}"
    assert call(world, "secretary", "patch", one, {"guests": 30, "version": 1}).json()["guests"] == 30
    assert call(world, "convener", "post", f"{path}/select").json()["state"] == "selecting"
    points = {"points": [{"criterion": criterion["id"], "points": 4}]}
    assert call(world, "convener", "post", f"{one}/points", points).json()["standing"]["value"] == "80.0"
    assert call(world, "secretary", "get", one).json()["standing"] is None
    choice = {"chosen": [sent["id"]], "answer": "名额有限", "version": 4}
    done = call(world, "convener", "post", f"{path}/decide", choice).json()
    activity = Activity.objects.unrestricted("test").get()
    made_of = {"id": activity.pk, "application": sent["id"], "organisation": world.chamber.pk}
    assert (done["programme"]["state"], done["activities"]) == ("decided", [made_of])
    assert call(world, "secretary", "get", one).json()["activity"] == activity.pk


def test_reopened_and_withdrawn(world: World) -> None:
    programme = make_programme(world.north, state="selecting")
    path = f"/programmes/{programme.pk}"
    until = f"{TODAY + DAY}"
    done = call(world, "convener", "post", f"{path}/reopen", {"apply_until": until}).json()
    assert (done["state"], done["apply_until"]) == ("open", until)
    done = call(world, "convener", "post", f"{path}/withdraw", {"reason": "场地没有了"}).json()
    assert (done["state"], done["decision"]) == ("withdrawn", "场地没有了")


@pytest.mark.parametrize(
    "wrong",
    [
        {"places": 0}, {"title": ""}, {"budget": -1}, {"x": 1}, {"criteria": [{"name": "", "weight": 1}]},
        {"end": f"{TODAY}"}, {"audience": "own"}, {"selection": "dice"}, {"votes_each": 0},
    ],
)  # fmt: skip
def test_body_is_judged(world: World, wrong: dict[str, object]) -> None:
    assert call(world, "convener", "post", "/programmes", BODY | wrong).status_code == 400
    assert not Programme.objects.unrestricted("test").exists()


def test_null_takes_nothing_away_that_must_stand(world: World) -> None:
    programme = make_programme(world.north, state="draft")
    for name in ("title", "places", "start", "selection"):
        assert call(world, "convener", "patch", f"/programmes/{programme.pk}", {name: None}).status_code == 400


def test_sent_again_is_done_once(world: World) -> None:
    first, second = (call(world, "convener", "post", "/programmes", BODY, **{"Idempotency-Key": "a"}) for _ in range(2))
    assert first.json() == second.json()
    assert Programme.objects.unrestricted("test").count() == 1


def test_pages_of_the_list(world: World) -> None:
    rows = [make_programme(world.north, title=f"舞台{number}") for number in range(3)]
    page = call(world, "secretary", "get", "/programmes?limit=2").json()
    assert [one["id"] for one in page["items"]] == [rows[2].pk, rows[1].pk]
    page = call(world, "secretary", "get", f"/programmes?limit=2&cursor={page['next']}").json()
    assert ([one["id"] for one in page["items"]], page["next"]) == ([rows[0].pk], "")
    for query in ("x=1", "state=x", "whose=x", "limit=0"):
        assert call(world, "secretary", "get", f"/programmes?{query}").status_code == 400
    assert len(call(world, "convener", "get", "/programmes?whose=own&q=舞台1").json()["items"]) == 1


def test_file(world: World) -> None:
    programme = make_programme(world.north)
    make_application(programme, world.chamber, title="公开课")
    answer = call(world, "convener", "get", f"/programmes/{programme.pk}/applications.csv")
    assert "公开课" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_list_costs_the_same_for_one_and_three(world: World) -> None:
    client, costs = world.client("secretary"), []
    client.get(f"{BASE}/programmes")
    for number in (1, 2):
        for _ in range(number):
            make_application(make_programme(world.north), make.make_organisation())
        with CaptureQueriesContext(connection) as queried:
            client.get(f"{BASE}/programmes")
        costs.append(len(queried))
    assert costs[0] == costs[1]
