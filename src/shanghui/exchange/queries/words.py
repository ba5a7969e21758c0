"""Listings whose texts hold a person's words: rare words are looked up in the index, common ones found while walking."""

from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.engines import matching
from shanghui.engines.language import to_hans
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.index import readable_index
from shanghui.exchange.rules import Side

#: above it a list finds its rows faster by reading the texts in its order
RARE = 10_000
#: so many whose last change the index has not heard of are read one by one; more mean that it is being built
WAITING = 2_000


def worded(text: str, live_of: Side | None) -> Q:
    """Each word stands in the title, the summary or the description.

    `live_of`: only live listings of this side are asked for. They are in the index, which knows the first 1,000 characters
    of a description; drafts and what is over are read in the database. Two queries at most.
    """
    held = Q()
    for word in text.split():
        held &= _holds(word)
    ids = _indexed(text, live_of) if live_of else None
    return held if ids is None else held & Q(pk__in=ids)


def _holds(word: str) -> Q:
    """As it was typed, or simplified: 螺絲 finds 螺丝."""
    held = Q()
    for written in {word, to_hans(word)}:
        held |= Q(title__icontains=written) | Q(summary__icontains=written) | Q(description__icontains=written)
    return held


def _indexed(text: str, side: Side) -> list[int] | None:
    """Ids among which all that hold the words are; None where that is no help."""
    index = readable_index()
    known = index.holding(text, side=matching.Side(side), most=RARE, today=localdate()) if index else None
    if known is None:
        return None
    # of both sides: SQLite would rather read along an index of sides than this short one
    rows = Listing.objects.unrestricted("who may see is asked of what is found").unindexed()
    waiting = list(rows.order_by().values_list("pk", flat=True)[: WAITING + 1])
    return None if len(waiting) > WAITING else [*map(int, known), *waiting]
