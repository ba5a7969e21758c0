"""Which listings have not been paired yet."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from shanghui.exchange.models import Listing, Match


def new_listings(ids: Sequence[int]) -> list[Listing]:
    """Of these, the live ones for which no pair is kept."""
    pairs = Match.objects.filter(Q(need=OuterRef("pk")) | Q(offer=OuterRef("pk")))
    rows = Listing.objects.unrestricted("pairs are shown as far as their reader sees both").live()
    return list(rows.filter(pk__in=ids).exclude(Exists(pairs)))
