"""Rows of the exchange for tests, made the short way: without an action."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.exchange.models import Agreement, AgreementParty, Commitment, Introduction, Listing
from shanghui.exchange.rules import LIFE, AgreementState, ListingKind, ListingState, Side
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


def make_agreement(
    organisation: Organisation,
    *parties: Organisation | Enterprise,
    state: AgreementState = AgreementState.IN_FORCE,
    **facts: object,
) -> Agreement:
    """In force since a year ago, kept by `organisation`; without an end."""
    begun = localdate() - timedelta(days=365)
    given = {"title": f"第{next(_numbers)}份协议", "signed_on": begun, "start": begun, "state": state} | facts
    agreement = Agreement.objects.create(organisation=organisation, **given)
    for place in parties:
        where = {"enterprise": place} if isinstance(place, Enterprise) else {"organisation": place}
        AgreementParty.objects.create(agreement=agreement, **where)
    return agreement


def make_commitment(agreement: Agreement, number: int = 0, due_on: date | None = None, **facts: object) -> Commitment:
    """Of the agreement's party with this number, due in a week."""
    given = {"text": f"第{next(_numbers)}项承诺", "due_on": due_on or localdate() + timedelta(days=7)} | facts
    return Commitment.objects.create(agreement=agreement, party=agreement.parties.all()[number], **given)
