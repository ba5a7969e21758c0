"""Who sees a listing: audience × state × role."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.core.actor import SYSTEM, VISITOR
from shanghui.core.audience import Audience, AudienceUnasked
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import ListingState, Side
from tests.exchange.conftest import Market
from tests.factories import exchange as make
from tests.factories import network

OWN = {"secretary", "lin", "member"}
NEAR = {"near", "convener", "general_convener", "officer"}
#: besides OWN: who sees it in this audience and state
SEEN = {
    (Audience.OWN, ListingState.PUBLISHED): set(),
    (Audience.AREA, ListingState.PUBLISHED): NEAR,
    (Audience.FEDERATION, ListingState.PUBLISHED): NEAR | {"other", "contact"},
    (Audience.PUBLIC, ListingState.PUBLISHED): NEAR | {"other", "contact", "visitor"},
    (Audience.AREA, ListingState.SUBMITTED): {"near"},
    (Audience.FEDERATION, ListingState.SUBMITTED): {"near"},
    (Audience.PUBLIC, ListingState.SUBMITTED): {"near"},
}
#: a firm of the chamber lies in the area as well
IN_AREA = {(Audience.AREA, ListingState.PUBLISHED): {"contact"}}


@pytest.mark.parametrize("state", ListingState)
@pytest.mark.parametrize("audience", Audience)
def test_listing_is_seen_as_far_as_it_was_opened(market: Market, audience: Audience, state: ListingState) -> None:
    row = make.make_need(market.chamber, market.firm, state=state, audience=audience)
    roles = [*market.world.actors]
    seen = {role for role in roles if Listing.objects.visible_to(market.actor(role)).filter(pk=row.pk).exists()}
    wanted = OWN | SEEN.get((audience, state), set()) | IN_AREA.get((audience, state), set())
    assert seen == wanted


def test_nobody_signed_in_sees_the_public_alone(market: Market) -> None:
    rows = [make.make_offer(market.chamber, audience=audience) for audience in Audience]
    assert list(Listing.objects.visible_to(VISITOR)) == [rows[-1]]
    assert Listing.objects.visible_to(SYSTEM).count() == len(Audience)


def test_post_that_is_over_shows_nothing_of_its_organisation(market: Market) -> None:
    row = make.make_need(market.chamber, state=ListingState.DRAFT)
    other = network.make_secretary(network.make_organisation("浦东商会"))[1]
    assert not Listing.objects.visible_to(other).filter(pk=row.pk).exists()


def test_live_ends_with_its_last_day(market: Market) -> None:
    today = localdate()
    last, over = (make.make_need(market.chamber, expires_on=today - timedelta(days=days)) for days in (0, 1))
    assert list(Listing.objects.unrestricted("test").live()) == [last]
    assert over.state == ListingState.PUBLISHED


def test_listings_read_without_an_actor_raise() -> None:
    with pytest.raises(AudienceUnasked):
        list(Listing.objects.all())


def test_side_and_state_as_words(market: Market) -> None:
    row = make.make_need(market.chamber, title="要螺栓")
    assert (str(row), row.side_enum, row.state_enum) == ("要螺栓", Side.NEED, ListingState.PUBLISHED)
