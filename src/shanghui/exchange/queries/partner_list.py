"""The list of partners under a listing, with what its reader may do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.labels import DECLINE_REASONS
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.cards import Card, cards
from shanghui.exchange.queries.partners import partners

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class PartnerList:
    """`ready` is false while the index is being built; `decline_reasons`: value and words."""

    cards: list[Card]
    ready: bool
    may_judge: bool
    decline_reasons: "list[tuple[str, StrOrPromise]]"


def partner_list(actor: Actor, listing: Listing) -> PartnerList | None:
    """For those who keep the listing; None for others, and while it is not published."""
    if not permissions.can_see_partners(actor, listing):
        return None
    found = partners(actor, listing)
    may = permissions.can_judge_match(actor) and permissions.brokers(actor, listing.organisation_id)
    reasons = [(reason.value, label) for reason, label in DECLINE_REASONS.items()]
    return PartnerList(cards(actor, listing, found.found), found.ready, may, reasons)
