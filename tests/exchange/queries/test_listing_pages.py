"""Pages lead on and back, short lists and long ones alike."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.models import Listing
from shanghui.exchange.queries import listing_pages
from shanghui.exchange.queries.listing_pages import ListingPage, listing_page
from shanghui.exchange.queries.listings import filters_from, listings
from tests.exchange.conftest import Market
from tests.factories import exchange as make

LENGTHS = pytest.mark.parametrize("cap", [1000, 2])


def page(market: Market, size: int = 2, **query: object) -> ListingPage:
    actor = market.actor("other")
    filters = filters_from(actor, {key: str(value) for key, value in query.items()})
    return listing_page(listings(actor, filters), filters, size)


@pytest.fixture
def rows(market: Market) -> list[Listing]:
    """Five needs, the newest first; they end in another order."""
    made = [
        make.make_need(market.chamber, title=f"第{number}条", expires_on=localdate() + timedelta(days=ends))
        for number, ends in enumerate([5, 3, 3, 9, 1])
    ]
    for number, row in enumerate(made):
        Listing.objects.unrestricted("test").filter(pk=row.pk).update(published_at=now() - timedelta(hours=number // 2))
    return [made[at] for at in (1, 0, 3, 2, 4)]


@LENGTHS
@pytest.mark.parametrize(("sort", "order"), [("newest", [0, 1, 2, 3, 4]), ("expiring", [4, 0, 3, 1, 2])])
def test_pages_lead_on_and_back(
    market: Market, rows: list[Listing], monkeypatch: pytest.MonkeyPatch, cap: int, sort: str, order: list[int]
) -> None:
    monkeypatch.setattr(listing_pages, "CAP", cap)
    wanted = [rows[at] for at in order]
    first = page(market, sort=sort)
    second = page(market, sort=sort, after=first.next)
    third = page(market, sort=sort, after=second.next)
    assert [*first.rows, *second.rows, *third.rows] == wanted
    assert (first.previous, third.next) == (None, None)
    assert page(market, sort=sort, before=third.previous).rows == second.rows
    assert page(market, sort=sort, before=second.previous).rows == first.rows


@LENGTHS
def test_mark_that_is_not_in_the_list_is_refused(
    market: Market, rows: list[Listing], monkeypatch: pytest.MonkeyPatch, cap: int
) -> None:
    monkeypatch.setattr(listing_pages, "CAP", cap)
    hidden = make.make_need(market.chamber, audience="own")
    for mark in (99999, hidden.pk):
        with pytest.raises(UnknownFilter):
            page(market, after=mark)


def test_long_list_says_more_instead_of_counting(
    market: Market, rows: list[Listing], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (page(market).count, page(market).more) == (5, False)
    monkeypatch.setattr(listing_pages, "CAP", 3)
    assert (page(market).count, page(market).more) == (3, True)


def test_drafts_stand_by_when_they_were_entered(market: Market) -> None:
    made = [make.make_need(market.world.other, state="draft") for _ in range(3)]
    assert page(market, size=9, tab="own").rows == made[::-1]


@LENGTHS
def test_queries_do_not_grow_with_the_list(
    market: Market,
    rows: list[Listing],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
    cap: int,
) -> None:
    monkeypatch.setattr(listing_pages, "CAP", cap)
    with django_assert_num_queries(3 if cap == 1000 else 4):
        page(market, size=50)


def test_empty_list(market: Market) -> None:
    assert page(market) == ListingPage([], 0, False, None, None)
