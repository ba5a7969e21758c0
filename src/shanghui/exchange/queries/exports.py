"""Needs and offers as tables with the columns that the import reads, as far as the actor sees them. Rows are streamed."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shanghui.catalogue.models import Region
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.core.labels import AUDIENCES
from shanghui.exchange import permissions
from shanghui.exchange.labels import KINDS
from shanghui.exchange.models import Listing, ListingRequirement
from shanghui.exchange.rules import ListingKind, Relation
from shanghui.network.queries.exports import Cells, table
from shanghui.sheets.writing import Cell

__all__ = ["Cells", "cells_of", "listing_cells", "requirement_text", "table", "with_cells"]

PAGE = 2000
_BEFORE = {Relation.AT_LEAST: "不低于", Relation.AT_MOST: "不超过"}
WISH = "最好"


def listing_cells(actor: Actor, rows: "QuerySet[Listing]") -> Iterator[Cells]:
    """A listing a row, in the order of the query."""
    iterator = with_cells(rows).iterator(chunk_size=PAGE)
    while batch := list(islice(iterator, PAGE)):
        yield from (cells_of(actor, row) for row in batch)


def with_cells(rows: "QuerySet[Listing]") -> "QuerySet[Listing]":
    """With what `cells_of` reads, so that a row costs no query."""
    related = rows.select_related("enterprise", "organisation", "region__parent__parent__parent")
    return related.prefetch_related("product_classes", "requirements")


def cells_of(actor: Actor, row: Listing) -> Cells:
    """The firm's name only where she may know whose listing it is; contacts stand in no column."""
    cells: Cells = {
        "enterprise": _whose(row) if permissions.sees_enterprise(actor, row) else None,
        "title": row.title,
        "description": row.description,
        "kind": str(KINDS[ListingKind(row.kind)]),
        "product_class": "、".join(one.name for one in row.product_classes.all()),
        "quantity": _span(row.quantity, row.quantity_most),
        "unit": row.unit,
        "price": _price(row),
        "region": _region(row),
        "deadline": row.deadline,
        "requirements": "；".join(requirement_text(one) for one in row.requirements.all()),
        "audience": str(AUDIENCES[Audience(row.audience)]),
        "anonymous": _("是") if row.anonymous else _("否"),
        "stored_id": f"L{row.pk}",
    }
    return cells


def requirement_text(one: ListingRequirement) -> str:
    """As a person writes it: 最好不低于500吨. What is no wish is a must."""
    after = "附近" if one.relation == Relation.NEAR else ""
    return f"{'' if one.must else WISH}{_BEFORE.get(Relation(one.relation), '')}{one.value}{after}"


def _whose(row: Listing) -> str:
    return row.enterprise.name if row.enterprise is not None else row.organisation.name


def _span(low: Decimal | None, high: Decimal | None) -> Cell:
    """No dash between the ends: a spreadsheet program makes a date of 1-2."""
    if high is None:
        return None if low is None else _plain(low)
    return f"{_plain(low)}~{_plain(high)}" if low is not None else f"不超过{_plain(high)}"


def _price(row: Listing) -> str:
    span = _span(row.price_least, row.price_most)
    if span is None:
        return ""
    return f"{span}元/{row.price_unit}" if row.price_unit else f"{span}元"


def _plain(number: Decimal) -> Decimal:
    """Without zeros that say nothing, and without an exponent."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def _region(row: Listing) -> str:
    near = "及周边" if row.nearby else ""
    return f"{_path(row.region)}{near}" if row.region is not None else near.removeprefix("及")


def _path(region: Region) -> str:
    """The official names, whatever language she reads: an import must find them."""
    return (_path(region.parent) if region.parent else "") + region.name
