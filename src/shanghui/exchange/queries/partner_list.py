"""The list of partners under a listing, with what its reader may do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.labels import DECLINE_REASONS
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.cards import Card, owned_cards
from shanghui.exchange.queries.owners import Owner, owners
from shanghui.exchange.queries.partners import partners
from shanghui.exchange.rules import ListingState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class PartnerList:
    """`owner` is the listing's own; `ready` is false while the index is being built; `decline_reasons`: value and words."""

    owner: Owner
    cards: list[Card]
    ready: bool
    may_judge: bool
    decline_reasons: "list[tuple[str, StrOrPromise]]"


def partner_list(actor: Actor, listing: Listing) -> PartnerList | None:
    """For those who broker the listing; None for others, and while it is not published."""
    if listing.state != ListingState.PUBLISHED or not permissions.owns_listing(actor, listing):
        return None
    found = partners(actor, listing)
    may = permissions.can_judge_match(actor) and permissions.brokers(actor, listing.organisation_id)
    reasons = [(reason.value, label) for reason, label in DECLINE_REASONS.items()]
    whose = owners(actor, [listing, *(one.listing for one in found.found)])
    return PartnerList(whose[listing.pk], owned_cards(whose, listing, found.found), found.ready, may, reasons)
