"""Listings by a person's words: the index finds, the database says who may see."""

from shanghui.core.actor import Actor
from shanghui.engines import matching
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.index import readable_index

#: candidates for each side; a searcher reads no further
MOST = 200


def found_ids(text: str, side: str | None = None, most: int = MOST) -> list[int]:
    """Ids by how well their words fit, the best first; whoever may see them is asked by the caller."""
    index = readable_index()
    if index is None or not text.strip():
        return []
    sides = [matching.Side(side)] if side else list(matching.Side)
    hits = [hit for one in sides for hit in index.search(text, side=one, limit=most)]
    return [int(hit.id) for hit in sorted(hits, key=lambda hit: (-hit.score, hit.id))]


def find_listings(actor: Actor, text: str, limit: int) -> list[Listing]:
    """Live ones that the actor sees, the best first; one query."""
    ids = found_ids(text)
    rows = Listing.objects.visible_to(actor).live_among(ids).select_related("organisation")
    place = {pk: number for number, pk in enumerate(ids)}
    return sorted(rows, key=lambda row: place[row.pk])[:limit]
