"""Saved searches as their owner sees them: how much is new, and what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.http import QueryDict

from shanghui.core.actor import Actor
from shanghui.exchange.labels import KINDS
from shanghui.exchange.models import Listing, SavedSearch, SearchHit
from shanghui.exchange.queries.listings import ListingFilters

#: of all searches of one person together; who has more new ones has enough to look at
MOST = 1_000


@dataclass(frozen=True)
class Standing:
    """A search, and how many of its new finds its owner may see today."""

    search: SavedSearch
    new: int


def standings(actor: Actor) -> list[Standing]:
    """Hers, those with news first; two or three queries."""
    rows = list(SavedSearch.objects.visible_to(actor))
    counts = new_counts(actor, rows)
    return sorted((Standing(row, counts[row.pk]) for row in rows), key=lambda one: not one.new)


def new_counts(actor: Actor, rows: Sequence[SavedSearch]) -> Counter[int]:
    """By search. Who may see a find is asked now, not when it was found."""
    pairs = list(_new(rows).values_list("search", "listing")[:MOST])
    if not pairs:
        return Counter()
    seen = Listing.objects.visible_to(actor).live_among({listing for _search, listing in pairs})
    known = set(seen.values_list("pk", flat=True))
    return Counter(search for search, listing in pairs if listing in known)


def new_finds(actor: Actor, search: SavedSearch) -> list[Listing]:
    """What is new and she may see, the newest first."""
    ids = list(_new([search]).values_list("listing", flat=True)[:MOST])
    rows = Listing.objects.visible_to(actor).live_among(ids).select_related("region")
    found = rows.defer("description").in_bulk()
    return [found[pk] for pk in ids if pk in found]


def _new(rows: Sequence[SavedSearch]) -> "QuerySet[SearchHit]":
    return SearchHit.objects.filter(search__in=rows, found_at__gt=F("search__opened_at"))


def name_of(filters: ListingFilters) -> str:
    """What a search might be called: its conditions in words."""
    parts = [filters.q, *(str(one) for one in (filters.product_class, filters.region) if one)]
    parts += [str(KINDS[filters.kind])] if filters.kind else []
    parts += [one.called for one in (filters.area, filters.organisation) if one]
    return " · ".join(part for part in parts if part)[:60]


def address_of(search: SavedSearch) -> dict[str, str]:
    """The query as the list reads it."""
    return QueryDict(search.query).dict()
