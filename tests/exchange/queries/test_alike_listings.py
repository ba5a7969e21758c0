"""This may exist already."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.exchange.models import Listing
from shanghui.exchange.queries.alike_listings import alike_listings
from shanghui.exchange.rules import ListingState, Side
from tests.exchange.conftest import Market
from tests.factories import exchange as make

TITLE = "10.9级高强度螺栓M12×80，5万件"


def alike(market: Market, title: str = TITLE, role: str = "secretary", **more: object) -> list[Listing]:
    return alike_listings(market.actor(role), Side.NEED, title, market.firm, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other", [TITLE, "高强度螺栓M12×80，10.9级，5万件", "求购10.9級高強度螺栓M12×80", "10.9级高强度螺栓M12x80 8万件"]
)
def test_much_the_same_title_is_found(market: Market, other: str) -> None:
    row = make.make_need(market.neighbour, title=other)
    assert alike(market) == [row]
    assert alike(market, besides=row.pk) == []


def test_same_firm_counts_double(market: Market) -> None:
    stranger, own = (make.make_need(market.chamber, firm, title="10.9级螺栓M12×80") for firm in (None, market.firm))
    assert alike(market, "螺栓M12×80一批")[0] == own
    assert stranger in alike(market, "10.9级螺栓M12×80")


@pytest.mark.parametrize("other", ["办公用品一批", "3吨叉车", ""])
def test_something_else_is_not(market: Market, other: str) -> None:
    make.make_need(market.chamber, market.firm, title=other)
    assert alike(market) == []
    assert alike(market, "") == []


def test_only_open_ones_of_the_same_side_that_she_sees(market: Market) -> None:
    make.make_offer(market.chamber, market.firm, title=TITLE)
    make.make_need(market.chamber, title=TITLE, state=ListingState.CLOSED)
    make.make_need(market.chamber, title=TITLE, expires_on=localdate() - timedelta(days=1))
    make.make_need(market.neighbour, title=TITLE, state=ListingState.DRAFT)
    assert alike(market) == []
    draft = make.make_need(market.chamber, title=TITLE, state=ListingState.DRAFT)
    assert alike(market) == [draft]
    assert alike(market, role="near") != [draft]


def test_few_are_shown(market: Market) -> None:
    for _ in range(4):
        make.make_need(market.chamber, title=TITLE)
    assert len(alike(market, limit=3)) == 3
