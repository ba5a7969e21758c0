"""Partners of a listing for programs."""

from datetime import date

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Router, Schema, Status
from ninja.decorators import decorate_view

from shanghui.core.actor import Actor
from shanghui.core.api import Strict
from shanghui.core.asking import actor_of, seen
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import has_scope, require
from shanghui.core.refusal import NotFound
from shanghui.exchange import permissions
from shanghui.exchange.actions import matches as actions
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.cards import Card, cards, fits_of
from shanghui.exchange.queries.partners import partners
from shanghui.exchange.rules import DeclineReason

router = Router(tags=["partners"])


class FitOut(Schema):
    """A requirement of the need: met, gap or unknown, and the words of the offer that show it."""

    requirement: str
    state: str
    evidence: str


class PartnerOut(Schema):
    """`who` names the firm as far as the caller may know it; `reasons` are sentences without markup."""

    listing: int
    title: str
    who: str
    organisation: int | None
    score: float
    reasons: list[str]
    fits: list[FitOut]
    introduction: int | None


class PartnersOut(Schema):
    """`ready` is false while the index is being built: ask again in a minute."""

    ready: bool
    items: list[PartnerOut]


class DismissalIn(Strict):
    reason: DeclineReason
    note: str = Field("", max_length=200)


class PostponementIn(Strict):
    until: date


@router.get("/{listing_id}/partners", response=PartnersOut)
def list_partners(request: HttpRequest, listing_id: int) -> object:
    """The best first; what the caller's organisation has dismissed is left out."""
    actor = _reader(request)
    listing = seen(Listing.objects.all(), actor, listing_id)
    found = partners(actor, listing)
    shown = zip(cards(actor, listing, found.found), found.found, strict=True)
    items = [
        _shown(card) | {"score": one.match.score, "fits": fits_of(one.match.fits, listing, one.listing)}
        for card, one in shown
    ]
    return {"ready": found.ready, "items": items}


@router.post("/{listing_id}/partners/{other_id}/dismiss", response={204: None})
@decorate_view(idempotent)
def dismiss_match(request: HttpRequest, listing_id: int, other_id: int, body: DismissalIn) -> object:
    """Not suitable, and why."""
    mine, theirs = _pair(request, listing_id, other_id)
    actor = actor_of(request)
    actions.dismiss_match(actor=actor, mine=mine, theirs=theirs, reason=body.reason, note=body.note, now=now())
    return Status(204, None)


@router.post("/{listing_id}/partners/{other_id}/postpone", response={204: None})
@decorate_view(idempotent)
def postpone_match(request: HttpRequest, listing_id: int, other_id: int, body: PostponementIn) -> object:
    """Shown again after that day."""
    mine, theirs = _pair(request, listing_id, other_id)
    actions.postpone_match(actor=actor_of(request), mine=mine, theirs=theirs, until=body.until, now=now())
    return Status(204, None)


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    require(has_scope(actor, "exchange:read"))
    return actor


def _pair(request: HttpRequest, listing_id: int, other_id: int) -> tuple[Listing, Listing]:
    actor = actor_of(request)
    mine, theirs = seen(Listing.objects.all(), actor, listing_id), seen(Listing.objects.all(), actor, other_id)
    if not permissions.brokers(actor, mine.organisation_id):
        raise NotFound()
    return mine, theirs


def _shown(card: Card) -> dict[str, object]:
    return {
        "listing": card.listing.pk,
        "title": card.listing.title,
        "who": card.owner.name,
        "organisation": card.owner.organisation.pk if card.owner.organisation else None,
        "reasons": [one.plain for one in card.sentences],
        "introduction": card.introduction.pk if card.introduction else None,
    }
