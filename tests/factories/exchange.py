"""Rows of the exchange for tests, made the short way: without an action."""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.rules import LIFE, ListingKind, ListingState, Side
from shanghui.network.models import Enterprise, Organisation

_numbers = count(1)


def make_listing(
    side: Side,
    organisation: Organisation,
    enterprise: Enterprise | None = None,
    *,
    state: ListingState = ListingState.PUBLISHED,
    **facts: object,
) -> Listing:
    """A published listing of the organisation, or of its member."""
    given = {"title": f"第{next(_numbers)}条供需", "kind": ListingKind.PRODUCT} | facts
    listing = Listing(side=side, organisation=organisation, enterprise=enterprise, state=state, **given)
    if state == ListingState.PUBLISHED:
        listing.published_at = timezone.now()
        listing.expires_on = given.get("expires_on") or localdate() + LIFE[side]  # type: ignore[assignment]
    listing.save()
    return listing


def make_need(organisation: Organisation, enterprise: Enterprise | None = None, **facts: object) -> Listing:
    return make_listing(Side.NEED, organisation, enterprise, **facts)  # type: ignore[arg-type]


def make_offer(organisation: Organisation, enterprise: Enterprise | None = None, **facts: object) -> Listing:
    return make_listing(Side.OFFER, organisation, enterprise, **facts)  # type: ignore[arg-type]


def make_introduction(need: Listing, offer: Listing, **facts: object) -> Introduction:
    """Asked by the need's side; `facts` may say another state and its times."""
    given = {"asking_side": Side.NEED, "subject": need.title, "lapses_on": localdate() + timedelta(days=7)} | facts
    return Introduction.objects.create(
        need=need,
        offer=offer,
        asking_enterprise=need.enterprise,
        asked_enterprise=offer.enterprise,
        asking_organisation=need.organisation,
        asked_organisation=offer.organisation,
        **given,
    )
