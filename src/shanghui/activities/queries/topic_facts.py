"""Topics as the matching engine wants them, and where the index of one activity lies."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from shanghui.activities.models import Topic
from shanghui.activities.rules import SEATED
from shanghui.core.audience import Audience
from shanghui.engines import matching
from shanghui.exchange.queries.facts import facts_of_one

#: what stands in a listing is told to other participants only where everybody may read the listing
WIDE = frozenset({Audience.FEDERATION, Audience.PUBLIC})
Told = tuple[matching.Side, matching.Listing]
_opened: dict[Path, matching.ListingIndex] = {}


def topics_of(matchmaking_id: int) -> "QuerySet[Topic]":
    """Of those who come, with what the engine asks of them; four queries."""
    rows = Topic.objects.filter(participant__matchmaking=matchmaking_id)
    rows = rows.filter(participant__registration__state__in=[state.value for state in SEATED])
    rows = rows.select_related(
        "participant__registration__enterprise__region", "listing__region", "listing__enterprise"
    )
    return rows.prefetch_related("listing__product_classes", "listing__requirements").order_by("pk")


def facts_of_topics(rows: Iterable[Topic]) -> list[Told]:
    return [(matching.Side(row.side), facts_of_topic(row)) for row in rows]


def facts_of_topic(row: Topic) -> matching.Listing:
    """Its own words; of a listing that all may read what can be checked, too. No firm's name: it finds nothing here."""
    guest = row.participant.registration
    own = str(guest.enterprise_id) if guest.enterprise_id else f"r{guest.pk}"
    region = guest.enterprise.region.code if guest.enterprise and guest.enterprise.region else ""
    bare = matching.Listing(
        id=str(row.pk), title=row.title, description=row.description, enterprise_id=own, region=region
    )
    listing = row.listing
    if listing is None or listing.audience not in WIDE or listing.anonymous:
        return bare
    facts = facts_of_one(listing)
    return replace(
        bare,
        kind=facts.kind,
        product_classes=facts.product_classes,
        requirements=facts.requirements,
        quantity=facts.quantity,
        unit=facts.unit,
        price_min=facts.price_min,
        price_max=facts.price_max,
        region=facts.region or region,
    )


def index_folder(matchmaking_id: int) -> Path:
    return Path(settings.DATA_DIR) / "matchmaking" / str(matchmaking_id)


def topic_index(matchmaking_id: int) -> matching.ListingIndex:
    """Opened once a process. Raises IndexUnusable where it must be built anew."""
    folder = index_folder(matchmaking_id)
    if folder not in _opened:
        _opened[folder] = matching.ListingIndex(folder)
    return _opened[folder]


def readable_topic_index(matchmaking_id: int) -> matching.ListingIndex | None:
    """None while it is missing or damaged: the page says so, the worker builds it anew."""
    try:
        index = topic_index(matchmaking_id)
        index.reading()
    except matching.IndexUnusable:
        forget_topic_index(matchmaking_id)
        return None
    return index


def forget_topic_index(matchmaking_id: int) -> None:
    _opened.pop(index_folder(matchmaking_id), None)
