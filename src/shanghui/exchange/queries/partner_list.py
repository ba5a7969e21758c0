"""The list of partners under a listing, with what its reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from shanghui.core.actor import Actor
from shanghui.exchange import permissions
from shanghui.exchange.labels import DECLINE_REASONS
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.cards import Card, cards
from shanghui.exchange.queries.partners import partners, partners_of_enterprise
from shanghui.network.models import Enterprise

#: under the listing at first, and when she asks for more
FIRST, MORE = 5, 20


@dataclass(frozen=True)
class PartnerList:
    """`ready` is false while the index is being built; `decline_reasons`: value and words; `more`: there may be more."""

    cards: list[Card]
    ready: bool
    may_judge: bool = False
    more: bool = False
    decline_reasons: Sequence[tuple[str, str]] = ()


def partner_list(actor: Actor, listing: Listing, *, more: bool = False) -> PartnerList | None:
    """For those who keep the listing; None for others, and while it is not published."""
    if not permissions.can_see_partners(actor, listing):
        return None
    found = partners(actor, listing, top=MORE if more else FIRST)
    may = permissions.can_judge_match(actor) and permissions.brokers(actor, listing.organisation_id)
    reasons = [(reason.value, str(label)) for reason, label in DECLINE_REASONS.items()]  # once, not for each card
    return PartnerList(cards(actor, listing, found.found), found.ready, may, found.more and not more, reasons)


def enterprise_partner_list(actor: Actor, enterprise: Enterprise) -> PartnerList:
    """Needs that the firm might serve; nothing to judge, since no listing of hers is one of the two."""
    found = partners_of_enterprise(actor, enterprise)
    return PartnerList(cards(actor, None, found.found), found.ready)
