"""What of the exchange waits for whom."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.exchange.models import Match, MatchAnswer
from shanghui.exchange.queries.waiting import (
    listings_expiring,
    listings_returned,
    listings_to_check,
    new_partners,
)
from shanghui.exchange.rules import ListingState
from tests.factories.exchange import make_introduction, make_listing, make_need, make_offer
from tests.factories.world import World

TODAY = localdate()


def test_listings_wait_for_the_second_pair_of_eyes(world: World) -> None:
    mine = world.actors["secretary"].user_id
    by_me = make_need(world.chamber, state=ListingState.SUBMITTED, entered_by_id=mine)
    by_colleague = make_need(world.chamber, state=ListingState.SUBMITTED)
    by_neighbour = make_need(world.district, state=ListingState.SUBMITTED)
    kept = make_need(world.district, state=ListingState.SUBMITTED, audience="own")
    elsewhere = make_need(world.other, state=ListingState.SUBMITTED)
    assert set(listings_to_check(world.actors["secretary"])) == {by_colleague, by_neighbour}
    assert set(listings_to_check(world.actors["other"])) == {elsewhere}
    assert set(listings_to_check(world.actors["contact"])) == set()
    assert {by_me, kept}.isdisjoint(listings_to_check(world.actors["secretary"]))


def test_own_listings_that_end_soon_or_came_back(world: World) -> None:
    soon = make_offer(world.chamber, expires_on=TODAY + timedelta(days=14))
    make_offer(world.chamber, expires_on=TODAY + timedelta(days=15))
    make_offer(world.other, expires_on=TODAY)
    back = make_listing(soon.side_enum, world.chamber, state=ListingState.REJECTED, rejection="写清数量")
    assert list(listings_expiring(world.actors["secretary"], TODAY)) == [soon]
    assert list(listings_returned(world.actors["secretary"])) == [back]


def test_new_partners_are_those_nobody_has_looked_at(world: World, django_assert_num_queries: object) -> None:
    now = timezone.now()
    need = make_need(world.chamber)
    offers = [make_offer(world.other) for _ in range(6)]
    hidden = make_offer(world.other, audience="own")
    old = make_offer(world.other)
    for offer in [*offers, hidden]:
        Match.objects.create(need=need, offer=offer, score=1, found_at=now)
    Match.objects.create(need=need, offer=old, score=1, found_at=now - timedelta(days=20))
    MatchAnswer.objects.create(need=need, offer=offers[0], organisation=world.chamber, reason="price", at=now)
    make_introduction(need, offers[1], state="asked")
    with django_assert_num_queries(4):  # type: ignore[operator]
        [found] = new_partners(world.actors["secretary"], TODAY)
    assert (found.listing, found.number) == (need, 4)
    assert {one.number for one in new_partners(world.actors["other"], TODAY)} == {1}
    assert new_partners(world.actors["contact"], TODAY) == []
