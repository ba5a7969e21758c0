"""Buttons of a listing's page."""

import pytest
from django.http import HttpResponse

from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Check, ListingState
from tests.exchange.conftest import Market
from tests.factories import exchange as make

CHECKS = {check.value: "on" for check in Check}


def press(market: Market, role: str, row: Listing, step: str, **sent: str) -> HttpResponse:
    return market.client(role).post(f"/exchange/listings/{row.pk}/{step}/", sent)


def state(row: Listing) -> str:
    return Listing.objects.unrestricted("test").get(pk=row.pk).state


def test_from_draft_to_fulfilled(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.DRAFT)
    home = f"/exchange/listings/{row.pk}/"
    for role, step, sent, after in (
        ("secretary", "submit", {}, "submitted"),
        ("lin", "reject", {"reason": "写清楚数量"}, "rejected"),
        ("member", "submit", {}, "submitted"),
        ("near", "publish", CHECKS, "published"),
        ("member", "extend", {}, "published"),
        ("secretary", "close", {"closing": "fulfilled"}, "closed"),
    ):
        answer = press(market, role, row, step, **sent)
        assert (answer.status_code, answer["Location"], state(row)) == (302, home, after)


def test_neighbour_comes_back_to_the_list_when_it_went_out_of_her_sight(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.SUBMITTED)
    assert press(market, "near", row, "reject", reason="写清楚数量")["Location"] == "/exchange/"


def test_check_list_and_reason_are_asked_for(market: Market) -> None:
    row = make.make_need(market.chamber, state=ListingState.SUBMITTED)
    assert press(market, "lin", row, "publish", clarity="on").status_code == 409
    assert press(market, "lin", row, "reject", reason=" ").status_code == 400
    assert state(row) == "submitted"


def test_second_eyes_are_wanted(market: Market) -> None:
    row = make.make_need(market.chamber, state=ListingState.SUBMITTED, entered_by=market.user("lin"))
    answer = press(market, "lin", row, "publish", **CHECKS)
    assert answer.status_code == 409
    assert "自己提交的信息" in answer.content.decode()


@pytest.mark.parametrize("closing", ["", "lapsed", "x"])
def test_listing_lapses_by_the_clock_alone(market: Market, closing: str) -> None:
    row = make.make_need(market.chamber)
    assert press(market, "secretary", row, "close", closing=closing).status_code == 400
    assert state(row) == "published"


@pytest.mark.parametrize("step", ["submit", "publish", "reject", "extend", "close"])
def test_others_press_nothing(market: Market, step: str) -> None:
    hidden = make.make_need(market.chamber, state=ListingState.DRAFT)
    shown = make.make_need(market.chamber)
    for role in ("near", "other", "officer", "convener", "contact", "visitor"):
        assert press(market, role, hidden, step).status_code == 404
    for role in ("convener", "contact"):
        assert press(market, role, shown, step).status_code == 403
    assert (state(hidden), state(shown)) == ("draft", "published")


@pytest.mark.parametrize("step", ["submit", "publish", "reject", "extend", "close"])
def test_looking_presses_nothing(market: Market, step: str) -> None:
    row = make.make_need(market.chamber)
    assert market.client("secretary").get(f"/exchange/listings/{row.pk}/{step}/").status_code == 405
