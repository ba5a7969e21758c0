"""Listings over the API: the same rules and the same eyes as the pages."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from shanghui.accounts import actions as accounts
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Check, ListingState
from shanghui.network.models import Enterprise
from tests.exchange.conftest import FIRM, Market, make_class
from tests.factories import exchange as make
from tests.factories import network

NEED = {"side": "need", "kind": "product", "title": "螺栓5万件"}
CHECKS = [check.value for check in Check]
PATH = "/api/v1/exchange/listings"


def call(market: Market, role: str, method: str, path: str = "", body: object = None, **headers: str) -> HttpResponse:
    data: dict[str, Any] = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    answer: HttpResponse = getattr(market.client(role), method)(PATH + path, headers=headers or None, **data)
    return answer


def stored(pk: int) -> Listing:
    return Listing.objects.unrestricted("test").get(pk=pk)


def test_entered_with_all_it_says(market: Market) -> None:
    make_class()
    network.make_region()
    body = NEED | {
        "enterprise": market.firm.pk, "quantity": "50000", "unit": "件", "region": "310114", "product_classes": ["0101"],
        "requirements": [{"attribute": "grade", "relation": "at_least", "value": "10.9级", "must": True}],
        "audience": "area", "deadline": "2026-12-20", "submit": True,
    }  # fmt: skip
    answer = call(market, "secretary", "post", body=body)
    told = answer.json()
    assert answer.status_code == 201
    assert (told["state"], told["region"], told["product_classes"]) == ("submitted", "310114", ["0101"])
    assert told["enterprise"] == {"id": market.firm.pk, "name": FIRM}
    assert told["organisation"]["id"] == market.chamber.pk
    assert told["requirements"][0]["value"] == "10.9级"
    assert call(market, "lin", "get", f"/{told['id']}").json() == told


def test_firm_enters_its_own(market: Market) -> None:
    told = call(market, "member", "post", body=NEED).json()
    assert (told["enterprise"]["id"], told["organisation"]["id"]) == (market.firm.pk, market.chamber.pk)
    network.make_membership(market.firm, market.neighbour)
    assert call(market, "member", "post", body=NEED).status_code == 400
    told = call(market, "member", "post", body=NEED | {"organisation": market.neighbour.pk}).json()
    assert told["organisation"]["id"] == market.neighbour.pk
    assert call(market, "member", "post", body=NEED | {"organisation": market.world.other.pk}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [{"title": ""}, {"title": "长" * 61}, {"kind": "x"}, {"side": "both"}, {"state": "published"}, {"audience": "all"},
     {"quantity": "-1"}, {"quantity": "5", "quantity_most": "3"}, {"region": "999999"}, {"product_classes": ["nope"]},
     {"title": "电话13812345678"}, {"requirements": [{"attribute": "grade", "value": "微信gucz_88"}]}, {"unit": None},
     {"requirements": [{"attribute": "colour", "value": "红"}]}, {"expires_on": "2030-01-01"}],
)  # fmt: skip
def test_what_cannot_be_answers_400_and_writes_nothing(market: Market, body: dict[str, object]) -> None:
    assert call(market, "secretary", "post", body=NEED | body).status_code == 400
    assert not Listing.objects.unrestricted("test").exists()


def test_foreign_enterprise_and_organisation(market: Market) -> None:
    hidden = network.make_enterprise("上海密字厂", market.world.other, audience="own")
    assert call(market, "secretary", "post", body=NEED | {"enterprise": hidden.pk}).status_code == 404
    shown = network.make_enterprise("上海明字厂", market.world.other)
    assert call(market, "secretary", "post", body=NEED | {"enterprise": shown.pk}).status_code == 403
    assert call(market, "secretary", "post", body=NEED | {"organisation": market.neighbour.pk}).status_code == 403


def test_anonymous_firm_and_contacts_are_told_to_nobody_else(market: Market) -> None:
    Enterprise.objects.unrestricted("test").filter(pk=market.firm.pk).update(email="a@firm.example")
    row = make.make_need(market.chamber, market.firm, anonymous=True, rejection="旧的原因")
    for role in ("near", "other", "officer", "contact"):
        for path in ("", f"/{row.pk}"):
            text = call(market, role, "get", path).content.decode()
            assert not [word for word in ("澄屿", "13900001234", "firm.example", "旧的原因") if word in text]
        told = call(market, role, "get", f"/{row.pk}").json()
        assert (told["enterprise"], told["of_member"]) == (None, True)
    assert call(market, "member", "get", f"/{row.pk}").json()["enterprise"]["name"] == FIRM
    assert "13900001234" not in call(market, "member", "get", f"/{row.pk}").content.decode()


def test_list_pages_by_filters(market: Market) -> None:
    rows = [make.make_need(market.chamber, title=f"第{number}种螺栓") for number in range(3)]
    make.make_offer(market.chamber)
    first = call(market, "other", "get", "?limit=2").json()
    assert [item["id"] for item in first["items"]] == [rows[2].pk, rows[1].pk]
    second = call(market, "other", "get", f"?limit=2&after={first['next']}").json()
    assert ([item["id"] for item in second["items"]], second["next"]) == ([rows[0].pk], "")
    assert [item["id"] for item in call(market, "other", "get", "?q=第1种").json()["items"]] == [rows[1].pk]
    assert call(market, "other", "get", "?tab=own").json()["items"] == []


@pytest.mark.parametrize(
    "query", ["x=1", "class=没有", "region=哪里", "tab=all", "state=draft", "limit=0", "after=x", "side=need"]
)
def test_list_refuses_what_it_does_not_know(market: Market, query: str) -> None:
    assert call(market, "secretary", "get", f"?{query}").status_code == 400
    row = make.make_need(market.chamber)
    assert call(market, "secretary", "get", f"/{row.pk}?{query}").status_code == 400


def test_edit_by_version(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.DRAFT, region=network.make_region())
    answer = call(market, "secretary", "patch", f"/{row.pk}", {"title": "螺栓8万件", "region": None, "version": 1})
    assert (answer.status_code, answer.json()["title"], answer.json()["region"], answer.json()["version"]) == (
        200, "螺栓8万件", None, 2
    )  # fmt: skip
    assert call(market, "lin", "patch", f"/{row.pk}", {"title": "后到", "version": 1}).status_code == 409
    assert call(market, "lin", "patch", f"/{row.pk}", {"title": None}).status_code == 400
    assert stored(row.pk).title == "螺栓8万件"


def test_from_draft_to_closed(market: Market) -> None:
    pk = call(market, "secretary", "post", body=NEED).json()["id"]
    steps: list[tuple[str, str, object, int, str]] = [
        ("secretary", "submit", None, 200, "submitted"),
        ("secretary", "publish", {"checks": CHECKS}, 409, "submitted"),
        ("lin", "publish", {"checks": CHECKS[1:]}, 409, "submitted"),
        ("lin", "reject", {"reason": "写清楚数量"}, 200, "rejected"),
        ("secretary", "submit", None, 200, "submitted"),
        ("near", "publish", {"checks": CHECKS}, 200, "published"),
        ("secretary", "extend", None, 200, "published"),
        ("secretary", "extend", None, 409, "published"),
        ("secretary", "close", {"closing": "lapsed"}, 400, "published"),
        ("secretary", "close", {"closing": "fulfilled"}, 200, "closed"),
        ("secretary", "submit", None, 409, "closed"),
    ]
    for role, step, body, status, state in steps:
        assert (call(market, role, "post", f"/{pk}/{step}", body).status_code, stored(pk).state) == (status, state), (
            step
        )


def test_neighbour_who_sends_back_sees_it_no_longer(market: Market) -> None:
    row = make.make_need(market.chamber, state=ListingState.SUBMITTED)
    assert call(market, "near", "post", f"/{row.pk}/reject", {"reason": "写清楚数量"}).status_code == 204
    assert call(market, "near", "get", f"/{row.pk}").status_code == 404


@pytest.mark.parametrize("role", ["near", "other", "officer", "convener", "contact", "visitor"])
def test_draft_of_another_is_as_absent(market: Market, role: str) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.DRAFT)
    for method, path, body in (("get", "", None), ("patch", "", {"title": "改"}), ("post", "/submit", None),
                               ("post", "/publish", {"checks": CHECKS}), ("post", "/close", {"closing": "withdrawn"})):  # fmt: skip
        one, absent = (call(market, role, method, f"/{pk}{path}", body) for pk in (row.pk, 99999))
        assert (one.status_code, one.content) == (404, absent.content)
    assert stored(row.pk).version == 1


def test_same_key_is_done_once(market: Market) -> None:
    client = {"Idempotency-Key": "k1"}
    one, again = (call(market, "secretary", "post", body=NEED, **client) for _ in range(2))
    assert (one.status_code, one.content) == (201, again.content)
    assert Listing.objects.unrestricted("test").count() == 1
    assert call(market, "secretary", "post", body=NEED | {"title": "别的"}, **client).status_code == 422


@pytest.mark.parametrize(("scopes", "read", "write"), [(["exchange:read"], 200, 403), (["exchange:write"], 403, 201),
                                                       (["network:read"], 403, 403)])  # fmt: skip
def test_token_needs_its_scope(market: Market, scopes: list[str], read: int, write: int) -> None:
    user, actor = market.user("secretary"), market.actor("secretary")
    token = accounts.create_token(actor=actor, user=user, name="程序", scopes=scopes, days=30, now=timezone.now())
    program = Client(headers={"Authorization": f"Bearer {token.raw}"})
    assert program.get(PATH).status_code == read
    assert program.post(PATH, json.dumps(NEED), content_type="application/json").status_code == write


def test_many_are_published_at_once_and_what_stays_says_why(market: Market) -> None:
    waits = make.make_need(market.chamber, state=ListingState.SUBMITTED)
    open_one = make.make_need(market.chamber)
    hidden = make.make_need(market.world.other, state=ListingState.SUBMITTED, audience="own")
    body = {"listings": [waits.pk, open_one.pk, hidden.pk], "checks": CHECKS}
    told = call(market, "secretary", "post", "/publish", body).json()
    assert told["published"] == 1
    assert [(one["listing"], one["refusal"]) for one in told["left"]] == [(open_one.pk, "ListingStepRefused")]
    assert told["left"][0]["text"]
    assert (stored(waits.pk).state, stored(hidden.pk).state) == ("published", "submitted")
    assert call(market, "member", "post", "/publish", body).status_code == 403
    assert call(market, "secretary", "post", "/publish", body | {"listings": []}).status_code == 400
