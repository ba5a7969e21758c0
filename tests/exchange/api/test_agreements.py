"""Agreements by program: what the pages do."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from shanghui.exchange.models import Agreement
from shanghui.exchange.rules import AgreementState
from tests.factories import exchange
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
BASE = "/api/v1/exchange/agreements"


def call(world: World, role: str, method: str, path: str = "", body: object = None, **headers: str) -> HttpResponse:
    data: dict[str, Any] = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    answer: HttpResponse = getattr(world.client(role), method)(BASE + path, headers=headers or None, **data)
    return answer


def test_from_draft_to_renewal(world: World) -> None:
    day = f"{TODAY}"
    parties = [f"O{world.chamber.pk}", f"O{world.other.pk}"]
    body = {"title": "三年合作", "parties": parties, "signed_on": day, "start": day, "review_months": 6, "text": "正文"}
    made = call(world, "secretary", "post", "", body).json()
    assert [party["code"] for party in made["parties"]] == parties
    path = f"/{made['id']}"
    assert call(world, "secretary", "patch", path, {"purpose": "对接", "version": 1}).json()["version"] == 2
    assert call(world, "secretary", "patch", path, {"purpose": "再改", "version": 1}).status_code == 409
    assert call(world, "secretary", "post", f"{path}/in-force").json()["state"] == "in_force"
    review = {"on": day, "found": "好", "verdict": "continue"}
    assert call(world, "secretary", "post", f"{path}/reviews", review).json()["by"] == "沈知微"
    owed = {"party": made["parties"][1]["id"], "text": "办一场", "due_on": day}
    assert call(world, "secretary", "post", f"{path}/commitments", owed).status_code == 201
    seen = call(world, "other", "get", path).json()
    assert (seen["text"], seen["purpose"], seen["commitments"][0]["text"]) == ("正文", "对接", "办一场")
    assert seen["results"] == {
        "introductions": 0,
        "outcomes": [{"kind": kind, "count": 0, "amount": None} for kind in ("intent", "signed", "landed")],
    }
    start = f"{TODAY + 10 * DAY}"
    renewed = call(world, "secretary", "post", f"{path}/renew", {"signed_on": day, "start": start}).json()
    assert (renewed["follows"], renewed["commitments"][0]["due_on"]) == (made["id"], start)
    assert call(world, "other", "get", path).json()["followed_by"] == renewed["id"]
    assert (
        call(world, "secretary", "post", f"/{renewed['id']}/end", {"reason": "不办了"}).json()["ending"] == "terminated"
    )


def test_renewal_with_chosen_dates(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    goes, _stays = exchange.make_commitment(agreement, 1), exchange.make_commitment(agreement, 0)
    dues = [{"commitment": goes.pk, "due_on": "2031-01-01"}]
    body = {"signed_on": "2030-01-01", "start": "2030-01-01", "dues": dues}
    renewed = call(world, "secretary", "post", f"/{agreement.pk}/renew", body).json()
    assert [one["due_on"] for one in renewed["commitments"]] == ["2031-01-01"]


def test_sent_again_is_done_once(world: World) -> None:
    body = {"title": "三年合作", "parties": [f"O{world.chamber.pk}", f"O{world.other.pk}"]}
    first, second = (call(world, "secretary", "post", "", body, **{"Idempotency-Key": "a"}) for _ in range(2))
    assert first.json() == second.json()
    assert Agreement.objects.unrestricted("test").count() == 1


def test_others_are_told_title_and_parties(world: World) -> None:
    agreement = exchange.make_agreement(
        world.chamber, world.chamber, world.other, title="检测共享", audience="federation", text="机密", review_on=TODAY
    )
    exchange.make_commitment(agreement, 0, text="机密")
    one = call(world, "officer", "get", f"/{agreement.pk}")
    (line,) = call(world, "officer", "get").json()["items"]
    for told in (one.json(), line):
        known = {name for name, value in told.items() if value is not None}
        assert known == {"id", "title", "parties"}
    assert "机密" not in one.content.decode()
    assert call(world, "visitor", "get", f"/{agreement.pk}").status_code == 404


def test_pages_follow_one_another_and_keep_the_filters(world: World) -> None:
    made = [exchange.make_agreement(world.chamber, world.chamber, world.other) for _ in range(3)]
    exchange.make_agreement(world.chamber, world.chamber, world.other, state=AgreementState.DRAFTED)
    first = call(world, "secretary", "get", "?limit=2&state=in_force").json()
    assert [one["id"] for one in first["items"]] == [made[2].pk, made[1].pk]
    second = call(world, "secretary", "get", f"?limit=2&state=in_force&cursor={first['next']}").json()
    assert ([one["id"] for one in second["items"]], second["next"]) == ([made[0].pk], "")


@pytest.mark.parametrize("query", ["?x=1", "?state=gone", "?party=O0", "?due=late", "?cursor=x", "?limit=0"])
def test_unknown_keys_and_values_are_refused(world: World, query: str) -> None:
    assert call(world, "secretary", "get", query).status_code == 400


def test_strange_bodies_are_refused(world: World) -> None:
    hidden = make.make_organisation("隐名", area=world.south, audience="own")
    good = {"title": "三年合作", "parties": [f"O{world.chamber.pk}", f"O{world.other.pk}"]}
    for change in (
        {"parties": [f"O{world.chamber.pk}", f"O{hidden.pk}"]}, {"parties": []}, {"parties": ["1", "2"]},
        {"title": None}, {"state": "in_force"}, {"review_months": 0}, {"organisation": world.other.pk},
        {"start": "2030-01-02", "end": "2030-01-01"}, {"introduction": "x"},
    ):  # fmt: skip
        assert call(world, "secretary", "post", "", good | change).status_code == 400, change
    assert call(world, "secretary", "post", "", good | {"introduction": 987_654}).status_code == 404
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other)
    for change in ({"title": None}, {"audience": None}, {"text": None}, {"parties": []}):
        status = 200 if change == {"text": None} else 400
        assert call(world, "secretary", "patch", f"/{agreement.pk}", change).status_code == status, change


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar(world: World, day: str) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, review_months=120, end=TODAY)
    exchange.make_commitment(agreement, 0)
    assert call(world, "secretary", "get", f"/waiting?on={day}").status_code == 200
    body = {"signed_on": day, "start": day, "end": "9999-12-31"}
    renewed = call(world, "secretary", "post", f"/{agreement.pk}/renew", body)
    assert renewed.status_code == 201
    assert world.client("secretary").get(f"/exchange/agreements/{renewed.json()['id']}/renew/").status_code == 200


def test_what_waits(world: World) -> None:
    agreement = exchange.make_agreement(world.chamber, world.chamber, world.other, title="检测共享", review_on=TODAY)
    (one,) = call(world, "secretary", "get", f"/waiting?on={TODAY}").json()
    assert (one["due"], one["overdue"], one["title"]) == ("review", False, "检测共享")
    assert one["url"] == f"/exchange/agreements/{agreement.pk}/review/"
    assert call(world, "secretary", "get", f"/waiting?on={TODAY + DAY}").json()[0]["overdue"] is True
    assert call(world, "other", "get", f"/waiting?on={TODAY}").json() == []
    assert call(world, "secretary", "get", f"/waiting?on={TODAY}&x=1").status_code == 400


def test_file(world: World) -> None:
    exchange.make_agreement(world.chamber, world.chamber, world.other, title="检测共享")
    answer = call(world, "other", "get", "/file.csv?state=in_force")
    assert "检测共享" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert call(world, "other", "get", "/file.csv?x=1").status_code == 400


def test_list_costs_the_same_for_one_and_three(world: World) -> None:
    client, costs = world.client("secretary"), []
    client.get(BASE)
    for number in (1, 2):
        for _ in range(number):
            exchange.make_commitment(exchange.make_agreement(world.chamber, world.chamber, make.make_enterprise()))
        with CaptureQueriesContext(connection) as queried:
            assert client.get(BASE).status_code == 200
        costs.append(len(queried))
    assert costs[0] == costs[1]
