"""What in the exchange waits for a person: listings to check, expiring ones, new partners."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from shanghui.core.actor import Actor
from shanghui.exchange import rules
from shanghui.exchange.models import Introduction, Listing, Match, MatchAnswer
from shanghui.exchange.rules import ListingState, Side

#: so many lines of a kind on the first page; the list has them all
FEW = 20
#: a pair found longer ago is no news
NEWS = timedelta(days=14)


@dataclass(frozen=True)
class NewPartners:
    """A listing of mine, and how many partners were found for it that nobody has looked at."""

    listing: Listing
    number: int


def listings_to_check(actor: Actor) -> "QuerySet[Listing]":
    """Submitted by somebody else, in her organisation or, as a neighbour's second pair of eyes, in her areas."""
    if not (actor.is_secretary or actor.is_federation_officer):
        return Listing.objects.unrestricted("nobody's").none()
    rows = Listing.objects.visible_to(actor).filter(state=ListingState.SUBMITTED)
    return rows.exclude(entered_by=actor.user_id).select_related("organisation").order_by("submitted_at", "pk")


def listings_expiring(actor: Actor, day: date) -> "QuerySet[Listing]":
    """Her own, within a fortnight."""
    rows = _own(actor).filter(state=ListingState.PUBLISHED, expires_on__gte=day, expires_on__lte=day + rules.WARNING)
    return rows.order_by("expires_on", "pk")


def listings_returned(actor: Actor) -> "QuerySet[Listing]":
    """Her own that somebody sent back with a reason."""
    return _own(actor).filter(state=ListingState.REJECTED).order_by("-updated_at", "pk")


def new_partners(actor: Actor, day: date) -> list[NewPartners]:
    """For her live listings: pairs found lately that her organisation has neither answered nor taken up; two queries."""
    if actor.organisation_id is None:
        return []
    counts: dict[int, int] = {}
    for side in Side:
        counts |= _news(actor, side, day)
    rows = Listing.objects.visible_to(actor).live().filter(pk__in=counts)
    found = [NewPartners(row, counts[row.pk]) for row in rows]
    return sorted(found, key=lambda one: (-one.number, one.listing.pk))[:FEW]


def _news(actor: Actor, side: Side, day: date) -> dict[int, int]:
    mine, theirs = ("need", "offer") if side is Side.NEED else ("offer", "need")
    seen = Listing.objects.visible_to(actor).live()
    answered = MatchAnswer.objects.filter(
        need=OuterRef("need"), offer=OuterRef("offer"), organisation=actor.organisation_id
    )
    taken = Introduction.objects.unrestricted("her own").filter(need=OuterRef("need"), offer=OuterRef("offer"))
    rows = Match.objects.filter(
        **{f"{mine}__organisation": actor.organisation_id, f"{mine}__state": ListingState.PUBLISHED},
        **{f"{theirs}__in": seen.values("pk")},
        found_at__date__gte=day - NEWS,
    )
    rows = rows.exclude(Exists(answered)).exclude(Exists(taken)).order_by()
    return dict(rows.values_list(mine).annotate(number=Count("pk")))


def _own(actor: Actor) -> "QuerySet[Listing]":
    rows = Listing.objects.visible_to(actor)
    if actor.enterprise_id is not None:
        return rows.filter(enterprise=actor.enterprise_id)
    return rows.filter(organisation=actor.organisation_id)
