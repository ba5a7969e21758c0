"""Introductions for programs: the same steps, rules and eyes as on the page."""

import json
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from shanghui.accounts import actions as accounts
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import IntroductionState
from tests.exchange.conftest import bring
from tests.factories import exchange as make
from tests.factories.exchange import BUYER_CONTACT, MAKER_CONTACT, Pair

State = IntroductionState
BASE = "/api/v1/exchange/introductions"
DAY = timezone.localdate().isoformat()


def call(pair: Pair, role: str, path: str, body: object = None, **headers: str) -> HttpResponse:
    data = {"data": json.dumps(body or {}), "content_type": "application/json"}
    return pair.client(role).post(f"{BASE}{path}", headers=headers or None, **data)  # type: ignore[arg-type, return-value]


def test_whole_way_from_the_question_to_the_landing(pair: Pair) -> None:
    fits = [{"requirement": "等级", "state": "met"}]
    draft = {"need": pair.need.pk, "offer": pair.offer.pk, "message": "您好", "fits": fits}
    made = call(pair, "asker", "", draft)
    assert (made.status_code, made.json()["state"], made.json()["duty"]) == (201, "drafted", "ask")
    pk = made.json()["id"]
    steps: list[tuple[str, str, object, int]] = [
        ("asker", "ask", {"version": made.json()["version"]}, 200),
        ("asked", "messages", {"text": "我问问"}, 201),
        ("asked", "screen", {}, 200),
        ("asker", "consent", {"side": "need"}, 200),
        ("maker", "consent", {"side": "offer"}, 200),
        ("asked", "meeting", {"on": DAY, "next_step": "寄样", "next_step_on": DAY}, 200),
        ("asker", "next-step", {"next_step": "试装"}, 200),
        ("asker", "negotiation", {}, 200),
        ("asked", "follow-up", {"text": "在谈"}, 200),
        ("asker", "outcomes", {"kind": "landed", "on": DAY, "amount": "110000.50", "evidence": "回单"}, 201),
        ("asker", "conclude", {}, 200),
    ]
    for role, step, body, status in steps:
        answer = call(pair, role, f"/{pk}/{step}", body)
        assert answer.status_code == status, (step, answer.content)
    shown = pair.client("maker").get(f"{BASE}/{pk}").json()
    assert (shown["state"], shown["message"], shown["outcomes"][0]["amount"]) == ("concluded", None, "110000.50")
    contacts = {party["contact"]["phone"] for party in shown["parties"]}
    assert contacts == {BUYER_CONTACT["phone"], MAKER_CONTACT["phone"]}
    assert "我问问" not in json.dumps(shown, ensure_ascii=False)


def test_ask_at_once_and_send_again_with_one_key(pair: Pair) -> None:
    body = {"need": pair.need.pk, "offer": pair.offer.pk, "ask": True}
    first, again = [call(pair, "asked", "", body, **{"Idempotency-Key": "k1"}) for _ in range(2)]
    assert (first.status_code, first.json()["state"], first.json()["asking_side"]) == (201, "asked", "offer")
    assert first.content == again.content
    assert Introduction.objects.unrestricted("test").count() == 1
    assert call(pair, "asked", "", body).json()["refusal"] == "IntroducedAlready"


def test_link_is_told_once_and_never_kept(pair: Pair) -> None:
    made = bring(pair, State.SCREENED, timezone.now())
    one, two = [
        call(pair, "asked", f"/{made.pk}/link", {"side": "offer"}, **{"Idempotency-Key": "k"}) for _ in range(2)
    ]
    assert (one.status_code, two.status_code) == (201, 201)
    assert one.json()["url"] != two.json()["url"]
    path = "/exchange/" + two.json()["url"].partition("/exchange/")[2]
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("decline", {"side": "offer"}), ("decline", {"side": "x", "reason": "price"}), ("consent", {}), ("screen", {"x": 1}),
        ("meeting", {}), ("meeting", {"on": "x"}), ("outcomes", {"kind": "sold", "on": DAY}), ("messages", {"text": ""}),
        ("outcomes", {"kind": "landed", "on": DAY, "amount": -1}), ("messages", {"text": "甲" * 1001}),
        ("outcomes", {"kind": "landed", "on": DAY, "amount": "NaN"}), ("messages", {"text": "甲\0乙"}),
        ("messages", {"text": "13900001111"}),
    ],
)  # fmt: skip
def test_odd_bodies_are_refused(pair: Pair, step: str, body: object) -> None:
    made = bring(pair, State.ASKED, timezone.now())
    assert call(pair, "asked", f"/{made.pk}/{step}", body).status_code == 400


def test_refusals_have_their_status(pair: Pair) -> None:
    made = bring(pair, State.ASKED, timezone.now())
    stale = call(pair, "asked", f"/{made.pk}/screen", {"version": made.version - 1})
    assert (stale.status_code, stale.json()["refusal"]) == (409, "AnsweredAlready")
    future = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert call(pair, "asked", f"/{made.pk}/meeting", {"on": future}).status_code == 409
    assert call(pair, "far", f"/{made.pk}/screen").status_code == 404
    assert call(pair, "maker", f"/{made.pk}/screen").status_code == 404  # her firm is not asked yet
    assert call(pair, "asker", f"/{made.pk}/screen").status_code == 403
    assert call(pair, "asker", "", {"need": pair.offer.pk, "offer": pair.need.pk}).status_code == 400
    other = make.make_offer(pair.federation)
    refused = call(pair, "far", "", {"need": pair.need.pk, "offer": other.pk})
    assert (refused.status_code, refused.json()["refusal"]) == (409, "OwnListingOnly")


def test_list_is_walked_and_filtered(pair: Pair) -> None:
    rows = [make.make_introduction(make.make_need(pair.chamber), pair.offer, state="asked") for _ in range(5)]
    client = pair.client("asked")
    first = client.get(f"{BASE}?limit=2").json()
    second = client.get(f"{BASE}?limit=2&before={first['next']}").json()
    last = client.get(f"{BASE}?limit=2&before={second['next']}").json()
    found = [one["id"] for page in (first, second, last) for one in page["items"]]
    assert (found, last["next"]) == ([row.pk for row in reversed(rows)], None)
    for query, count in (("state=asked", 5), ("state=met", 0), ("side=asking", 0), ("waiting=true", 5)):
        assert len(client.get(f"{BASE}?{query}").json()["items"]) == count, query
    for bad in ("x=1", "state=x", "limit=0", "before=x", "sort=amount"):
        assert client.get(f"{BASE}?{bad}").status_code == 400, bad
    assert client.get(f"{BASE}?before={10**30}").status_code in {200, 400}


@pytest.mark.parametrize(
    ("scopes", "reads", "writes"),
    [(["exchange:read"], 200, 403), (["exchange:write"], 403, 200), (["network:read", "network:write"], 403, 403)],
)
def test_token_does_what_its_scopes_say(pair: Pair, scopes: list[str], reads: int, writes: int) -> None:
    made = bring(pair, State.ASKED, timezone.now())
    issued = accounts.create_token(
        actor=pair.actors["asked"], user=pair.users["asked"], name="程序", scopes=scopes, days=30, now=timezone.now()
    )
    client = Client(headers={"Authorization": f"Bearer {issued.raw}"})
    assert client.get(f"{BASE}/{made.pk}").status_code == reads
    assert client.post(f"{BASE}/{made.pk}/screen", {}, content_type="application/json").status_code == writes
