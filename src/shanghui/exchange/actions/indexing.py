"""The index beside the database follows it: written after the commit, never asked who may see."""

from collections.abc import Iterator, Mapping, Sequence

from shanghui.core.jobs import give_way
from shanghui.engines import matching
from shanghui.exchange.models import Listing
from shanghui.exchange.models.listings import ListingQuerySet
from shanghui.exchange.queries.facts import Told, facts_of
from shanghui.exchange.queries.index import forget_index, index_folder, listing_index

BATCH = 2_000


def index_listings(*, ids: Sequence[int]) -> None:
    """Live listings are written, all others taken out; a missing or damaged index is built anew instead.

    The version that was read is noted, so that a change that came meanwhile is indexed again.
    """
    if not ids:
        return
    try:
        index = listing_index()
        index.reading()
    except matching.IndexUnusable:
        rebuild_index()
        return
    for begin in range(0, len(ids), BATCH):
        give_way()
        _index(index, ids[begin : begin + BATCH])


def index_missed() -> int:
    """Listings whose last change did not reach the index, for whatever reason; how many there were."""
    ids = list(_rows().unindexed().values_list("pk", flat=True)[: 10 * BATCH])
    if ids:
        index_listings(ids=ids)
    return len(ids)


def rebuild_index() -> int:
    """From the database alone, beside the old one; how many listings it holds."""
    rows = _rows().order_by("pk")
    versions = dict(rows.unindexed().values_list("pk", "version"))
    # firm by firm: what is known of a name is known for the next listing
    live = list(rows.live().order_by("enterprise", "pk").values_list("pk", flat=True))
    matching.ListingIndex.rebuild(index_folder(), _all(live))
    forget_index()
    _note(versions)
    return len(live)


def _all(ids: Sequence[int]) -> Iterator[Told]:
    for begin in range(0, len(ids), BATCH):
        yield from facts_of(_rows().filter(pk__in=ids[begin : begin + BATCH]))


def _index(index: matching.ListingIndex, ids: Sequence[int]) -> None:
    rows = _rows().filter(pk__in=ids)
    versions = dict(rows.values_list("pk", "version"))
    live = facts_of(_rows().live_among(ids))
    over = [str(pk) for pk in set(ids) - {int(facts.id) for _side, facts in live}]
    for side in matching.Side:
        index.delete(over, side)
        index.write((facts for of, facts in live if of is side), side)
    _note(versions)


def _note(versions: Mapping[int, int]) -> None:
    """Which version of each row the index knows now; a row that moved on meanwhile stays to be indexed."""
    rows = _rows()
    for version in set(versions.values()):
        same = [pk for pk, known in versions.items() if known == version]
        for begin in range(0, len(same), BATCH):
            rows.filter(pk__in=same[begin : begin + BATCH], version=version).update(indexed_version=version)


def _rows() -> ListingQuerySet:
    return Listing.objects.unrestricted("the index decides nothing: who may see is asked when it is read")
