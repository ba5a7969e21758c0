"""Publishing many from the list of what waits, and what is said of those that stay."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils.timezone import now

from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Check, ListingState
from shanghui.exchange.views import publishing_many as views
from tests.exchange.conftest import Market
from tests.factories import exchange as make

PATH = "/exchange/listings/publish/"
CHECKS = {check.value: "on" for check in Check}


def waiting(market: Market, number: int) -> list[Listing]:
    """Submitted by a colleague, so that the secretary may look at them."""
    return [
        make.make_need(market.chamber, state=ListingState.SUBMITTED, title=f"采购{'螺栓' if at else '垫圈'}{at}")
        for at in range(number)
    ]


def ask(client: Client, query: str = "tab=check", **more: object) -> tuple[str, list[str]]:
    """Where she comes to, and what she is told."""
    answer = client.post(PATH, CHECKS | {"query": query, "read_at": now().isoformat()} | more)
    assert answer.status_code == 302
    return answer.headers["Location"], [str(one) for one in get_messages(answer.wsgi_request)]


def states(rows: list[Listing]) -> list[str]:
    return [Listing.objects.unrestricted("test").get(pk=row.pk).state for row in rows]


def test_chosen_ones_go_through_and_the_others_stay(market: Market) -> None:
    rows, client = waiting(market, 3), market.client("secretary")
    page = client.get("/exchange/?tab=check").content.decode()
    assert all(f'name="listing" value="{row.pk}"' in page for row in rows)
    place, told = ask(client, "tab=check&side=need&after=1", listing=[rows[0].pk, rows[2].pk])
    assert place == "/exchange/?tab=check&side=need"
    assert told == ["发布了2条。系统正在找可能的伙伴。"]
    assert states(rows) == ["published", "submitted", "published"]


def test_all_that_the_list_found(market: Market) -> None:
    rows = waiting(market, 3)
    assert ask(market.client("secretary"), "tab=check&q=螺栓", which="found")[1] == [
        "发布了2条。系统正在找可能的伙伴。"
    ]
    assert states(rows) == ["submitted", "published", "published"]


def test_nothing_chosen_and_an_open_check_list_are_told(market: Market) -> None:
    rows = waiting(market, 7)
    assert ask(market.client("secretary"))[1][0].startswith("没有发布：还没有选中")
    told = ask(market.client("secretary"), which="found", rules="")[1]
    assert told[0] == "“采购垫圈0”没有发布：审核清单还有没打勾的。没有发布；请逐项看过，或者退回并说明原因。"
    assert told[-1] == "还有2条没有发布，都留在原来的地方。"
    assert set(states(rows)) == {"submitted"}


def test_more_than_go_through_at_once_are_told(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.actions, "MOST", 2)
    rows = waiting(market, 3)
    told = ask(market.client("secretary"), which="found")[1]
    assert told == ["发布了2条。系统正在找可能的伙伴。", "一次最多发布2条，其余的还在这里，请再按一次。"]
    assert states(rows).count("submitted") == 1


def test_what_came_or_changed_after_she_read_the_list_stays(market: Market) -> None:
    seen, changed = waiting(market, 2)
    client = market.client("secretary")
    read_at = client.get("/exchange/?tab=check").context["read_at"]
    changed.save()
    (late,) = waiting(market, 1)
    told = ask(client, which="found", read_at=read_at)[1]
    assert states([seen, changed, late]) == ["published", "submitted", "submitted"]
    assert len(told) == 3


@pytest.mark.parametrize(
    "more",
    [{"query": "tab=own"}, {"query": "tab=check&x=1"}, {"listing": "x"}, {"read_at": ""}, {"read_at": "yesterday"}],
)
def test_strange_requests_are_refused(market: Market, more: dict[str, str]) -> None:
    body = CHECKS | {"query": "tab=check", "read_at": now().isoformat()} | more
    assert market.client("secretary").post(PATH, body).status_code == 400
    assert market.client("member").post(PATH, body).status_code == 403
