"""Listings as the matching engine wants them: frozen facts, the firm's name left out where it is not to be known.

Columns, not rows: hundreds of candidates are read for a page that shows ten of them, and all for a new index.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import tzinfo
from decimal import Decimal
from typing import Any

from django.utils.timezone import get_current_timezone

from shanghui.core.audience import Audience
from shanghui.engines import matching
from shanghui.exchange.models import Listing, ListingRequirement
from shanghui.exchange.models.listings import ListingQuerySet

COLUMNS = (
    "pk", "side", "title", "summary", "description", "kind", "quantity", "unit", "price_least", "price_most",
    "region__code", "deadline", "expires_on", "published_at", "anonymous", "enterprise_id", "organisation_id",
    "enterprise__name", "enterprise__short_name", "enterprise__audience",
)  # fmt: skip
WIDE = frozenset({Audience.FEDERATION, Audience.PUBLIC})
Told = tuple[matching.Side, matching.Listing]


def facts_of(rows: ListingQuerySet) -> list[Told]:
    """By id, each with its side; three queries. `rows` were asked of the audience already."""
    found = [dict(zip(COLUMNS, one, strict=True)) for one in rows.order_by("pk").values_list(*COLUMNS)]
    keys = [one["pk"] for one in found]
    classes, requirements, zone = _classes(keys), _requirements(keys), get_current_timezone()
    return [
        (matching.Side(one["side"]), _facts(one, classes[one["pk"]], requirements[one["pk"]], zone)) for one in found
    ]


def facts_of_one(listing: Listing) -> matching.Listing:
    """Of a listing that the reader has before her; no query where its relations are loaded."""
    classes = [one.code for one in listing.product_classes.all()]
    conditions = [
        matching.Requirement(one.attribute, one.relation, one.value, one.must) for one in listing.requirements.all()
    ]
    row = {name: _column(listing, name) for name in COLUMNS}
    return _facts(row, classes, conditions, get_current_timezone())


def _column(listing: Listing, name: str) -> Any:
    row: Any = listing
    for part in name.split("__"):
        row = getattr(row, part, None)
    return row


def _facts(
    row: dict[str, Any], classes: list[str], requirements: list[matching.Requirement], zone: tzinfo
) -> matching.Listing:
    # the index is asked by everybody: a name that some may not read finds nothing in it
    named = row["enterprise__audience"] in WIDE and not row["anonymous"]
    return matching.Listing(
        id=str(row["pk"]),
        title=row["title"],
        description="\n".join(text for text in (row["summary"], row["description"]) if text),
        kind=row["kind"],
        product_classes=tuple(classes),
        requirements=tuple(requirements),
        quantity=_number(row["quantity"]),
        unit=row["unit"],
        price_min=_number(row["price_least"]),
        price_max=_number(row["price_most"]),
        region=row["region__code"] or "",
        deadline=row["deadline"] or row["expires_on"],
        enterprise_id=str(row["enterprise_id"] or f"o{row['organisation_id']}"),
        enterprise=f"{row['enterprise__name']} {row['enterprise__short_name']}".strip() if named else "",
        published=at.astimezone(zone).date() if (at := row["published_at"]) else None,
    )


def _classes(keys: Collection[int]) -> "defaultdict[int, list[str]]":
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Listing.product_classes.through.objects.filter(listing__in=keys).order_by("pk")
    for listing, code in rows.values_list("listing", "productclass__code"):
        found[listing].append(code)
    return found


def _requirements(keys: Collection[int]) -> "defaultdict[int, list[matching.Requirement]]":
    found: defaultdict[int, list[matching.Requirement]] = defaultdict(list)
    rows = ListingRequirement.objects.filter(listing__in=keys).order_by("pk")
    for listing, attribute, relation, value, must in rows.values_list(
        "listing", "attribute", "relation", "value", "must"
    ):
        found[listing].append(matching.Requirement(attribute, relation, value, must))
    return found


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
