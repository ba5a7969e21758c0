"""Which listings have not been paired yet."""

from django.utils import timezone

from shanghui.exchange.models import Match
from shanghui.exchange.queries.new_listings import new_listings
from shanghui.exchange.rules import ListingState
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World


def test_live_ones_without_a_pair(world: World) -> None:
    need, offer, fresh = make_need(world.chamber), make_offer(world.other), make_offer(world.other)
    draft = make_offer(world.other, state=ListingState.DRAFT)
    Match.objects.create(need=need, offer=offer, score=1, found_at=timezone.now())
    assert new_listings([need.pk, offer.pk, fresh.pk, draft.pk]) == [fresh]
