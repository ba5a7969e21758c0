"""Listings that may be the one about to be entered: what the same firm said already, or a title much like this one."""

from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.engines import language
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import ListingState, Side
from shanghui.network.models import Enterprise

#: so many rows are compared, the newest first
LOOKED_AT = 400
#: shared pairs of characters, of all that either title has
LEAST = 0.4


def alike_listings(
    actor: Actor, side: Side, title: str, enterprise: Enterprise | None, *, besides: int = 0, limit: int = 5
) -> list[Listing]:
    """Open ones of the same side that she sees, the likest first; those of the same firm count double."""
    pairs = _pairs(title)
    if not pairs:
        return []
    open_ones = Q(state__in=[ListingState.DRAFT, ListingState.SUBMITTED, ListingState.REJECTED])
    open_ones |= Q(state=ListingState.PUBLISHED, expires_on__gte=localdate())
    rows = Listing.objects.visible_to(actor).filter(open_ones, side=side).exclude(pk=besides)
    near = rows.filter(_shares_words(title)) | (rows.filter(enterprise=enterprise) if enterprise else rows.none())
    weighed = []
    for row in near.defer("description").order_by("-pk")[:LOOKED_AT]:
        same_firm = enterprise is not None and row.enterprise_id == enterprise.pk
        likeness = _likeness(pairs, _pairs(row.title)) * (2 if same_firm else 1)
        if likeness >= LEAST:
            weighed.append((likeness, row.pk, row))
    return [row for *_, row in sorted(weighed, key=lambda one: one[:2], reverse=True)[:limit]]


def _shares_words(title: str) -> Q:
    """Any of a few pieces of the title stands in the other one."""
    plain = language.normalise(title)
    pieces = {plain[at : at + 3] for at in range(0, max(1, len(plain) - 2), 3)} | {plain[-3:]}
    words = Q(pk__in=[])
    for piece in sorted(piece for piece in pieces if len(piece.strip()) > 1)[:12]:
        words |= Q(title__icontains=piece)
    return words


def _pairs(text: str) -> set[str]:
    plain = "".join(sign for sign in language.to_hans(language.normalise(text)).lower() if sign.isalnum())
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
