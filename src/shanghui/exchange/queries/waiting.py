"""What in the exchange waits for a person: listings to check, expiring ones, new partners."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import make_aware

from shanghui.core.actor import Actor
from shanghui.exchange import rules
from shanghui.exchange.models import Introduction, Listing, Match, MatchAnswer
from shanghui.exchange.rules import ListingState, Side

#: so many lines of a kind on the first page; the list has them all
FEW = 20
#: a pair found longer ago is no news
NEWS = timedelta(days=14)
#: of each side; who has more has enough to look at
MOST_PAIRS = 1_000


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
    """For her live listings: pairs found lately that her organisation has neither answered nor taken up; four queries.

    Whether she sees the other listing is asked for the few ids of the pairs: asked as a subquery, every listing is read.
    """
    if actor.organisation_id is None:
        return []
    pairs = [*_news(actor, Side.NEED, day), *_news(actor, Side.OFFER, day)]
    rows = Listing.objects.visible_to(actor).live_among({pk for pair in pairs for pk in pair})
    seen = set(rows.values_list("pk", flat=True))
    counts = Counter(mine for mine, theirs in pairs if mine in seen and theirs in seen)
    most = sorted(counts, key=lambda pk: (-counts[pk], pk))[:FEW]
    shown = Listing.objects.visible_to(actor).in_bulk(most)
    return [NewPartners(shown[pk], counts[pk]) for pk in most if pk in shown]


def _news(actor: Actor, side: Side, day: date) -> Iterator[tuple[int, int]]:
    """Pairs (her listing, the other one), the best of them."""
    mine, theirs = ("need", "offer") if side is Side.NEED else ("offer", "need")
    pair = {"need": OuterRef("need"), "offer": OuterRef("offer")}
    answered = MatchAnswer.objects.filter(**pair, organisation=actor.organisation_id)
    taken = Introduction.objects.unrestricted("her own").filter(**pair)
    since = make_aware(datetime.combine(day - NEWS, time.min))
    rows = Match.objects.filter(**{f"{mine}__organisation": actor.organisation_id}, found_at__gte=since)
    rows = rows.exclude(Exists(answered)).exclude(Exists(taken)).order_by("-score", "pk")
    yield from rows.values_list(mine, theirs)[:MOST_PAIRS]


def _own(actor: Actor) -> "QuerySet[Listing]":
    rows = Listing.objects.visible_to(actor)
    if actor.enterprise_id is not None:
        return rows.filter(enterprise=actor.enterprise_id)
    return rows.filter(organisation=actor.organisation_id)
