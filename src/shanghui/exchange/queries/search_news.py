"""For which saved searches is a listing news?

Thousands of searches are held against the few listings of a job: what a line of the query says of side, kind and words is
compared here, and only where it agrees the database is asked, as the list asks it, for the owner in her post.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.timezone import localdate

from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.core.refusal import UnknownFilter
from shanghui.engines.language import to_hans
from shanghui.exchange.models import Listing, SavedSearch
from shanghui.exchange.queries.listings import SIDE_OF_TAB, Tab, filters_from, listings, own
from shanghui.exchange.queries.searches import Standing, address_of, new_counts
from shanghui.network.queries.actors import actor_in, posts_of

AT_ONCE = 500


@dataclass(frozen=True)
class _Fresh:
    """What can be compared without the database."""

    listing: Listing
    text: str

    def may_fit(self, query: dict[str, str]) -> bool:
        words = query.get("q", "").lower().split()
        return (
            SIDE_OF_TAB[Tab(query["tab"])] == self.listing.side
            and query.get("kind", self.listing.kind) == self.listing.kind
            and all(word in self.text or to_hans(word) in self.text for word in words)
        )


def found_for(ids: Sequence[int]) -> Iterator[tuple[SavedSearch, list[int]]]:
    """Searches, and which of these listings are news for them: live, of others, published since the search was saved."""
    rows = Listing.objects.unrestricted("its owner is asked of each search").live_among(ids)
    fresh = [_Fresh(row, f"{row.title}\n{row.summary}\n{row.description}".lower()) for row in rows]
    posts = _Posts()
    for search in SavedSearch.objects.unrestricted("the worker").filter(paused=False).iterator(AT_ONCE):
        query = address_of(search)
        likely = [one.listing.pk for one in fresh if one.may_fit(query)]
        actor = posts.actor(search) if likely else None
        found = _asked(actor, search, query, likely) if actor else []
        if found:
            yield search, found


def mailed_searches() -> Iterator[Standing]:
    """Searches whose owners wish a letter, with what is new since they looked and were last written to."""
    waiting = Q(told_at=None) | Q(hits__found_at__gt=F("told_at"))
    rows = SavedSearch.objects.unrestricted("the worker").filter(by_mail=True, paused=False, user__is_active=True)
    rows = rows.filter(waiting, hits__found_at__gt=F("opened_at")).exclude(user__email="").distinct()
    posts = _Posts()
    for search in rows.select_related("user").order_by("user", "name", "pk"):
        actor = posts.actor(search)
        new = new_counts(actor, [search])[search.pk] if actor else 0
        if new:
            yield Standing(search, new)


def _asked(actor: Actor, search: SavedSearch, query: dict[str, str], likely: Sequence[int]) -> list[int]:
    try:
        filters = filters_from(actor, query)
    except UnknownFilter:  # an organisation that is gone, or hidden from her by now
        return []
    rows = listings(actor, filters, among=likely).filter(published_at__gte=search.created_at).exclude(own(actor))
    return list(rows.order_by("pk").values_list("pk", flat=True))


class _Posts:
    """Owners in their posts of today, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int | None, int | None], Actor | None] = {}

    def actor(self, search: SavedSearch) -> Actor | None:
        """None while she does not hold the post in which she saved the search."""
        key = search.user_id, search.organisation_id, search.enterprise_id
        if key not in self._known:
            user, day = User.objects.get(pk=search.user_id), localdate()
            places = ((post, (post.organisation_id, post.enterprise_id)) for post in posts_of(user, day))
            held = next((post for post, place in places if place == key[1:]), None)
            self._known[key] = actor_in(user, held, day) if held and user.is_active else None
        return self._known[key]
