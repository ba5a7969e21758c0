"""Listings as the matching engine wants them: frozen facts, the firm's name left out where it is not to be known."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate

from shanghui.engines import matching
from shanghui.exchange.models import Listing

BATCH = 2_000
READ_ALONG = ("region", "enterprise")


def facts_of(listings: Iterable[Listing]) -> Iterator[matching.Listing]:
    """In the order given; two queries a batch. Ask for `select_related(*READ_ALONG)` before, or each row asks again."""
    remaining = iter(listings)
    while batch := list(islice(remaining, BATCH)):
        prefetch_related_objects(batch, "product_classes", "requirements")
        for listing in batch:
            yield _facts(listing)


def _facts(listing: Listing) -> matching.Listing:
    firm = listing.enterprise if not listing.anonymous else None
    return matching.Listing(
        id=str(listing.pk),
        title=listing.title,
        description="\n".join(text for text in (listing.summary, listing.description) if text),
        kind=listing.kind,
        product_classes=tuple(one.code for one in listing.product_classes.all()),
        requirements=tuple(
            matching.Requirement(one.attribute, one.relation, one.value, one.must) for one in listing.requirements.all()
        ),
        quantity=_number(listing.quantity),
        unit=listing.unit,
        price_min=_number(listing.price_least),
        price_max=_number(listing.price_most),
        region=listing.region.code if listing.region else "",
        deadline=listing.deadline or listing.expires_on,
        enterprise_id=str(listing.enterprise_id or f"o{listing.organisation_id}"),
        enterprise=f"{firm.name} {firm.short_name}".strip() if firm else "",
        published=localdate(listing.published_at) if listing.published_at else None,
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
