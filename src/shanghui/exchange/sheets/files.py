"""Needs or offers as a file with the columns of their import; the same for pages and programs."""

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.exports import listing_cells, table
from shanghui.exchange.rules import Side
from shanghui.exchange.sheets.registration import KIND_OF_SIDE
from shanghui.sheets.answers import table_answer


def listings_file(actor: Actor, side: Side, rows: "QuerySet[Listing]", ending: str) -> StreamingHttpResponse:
    """`rows`: what she sees of this side, filtered and sorted as her list."""
    kind = KIND_OF_SIDE[side]
    header = [str(column.label) for column in kind.columns]
    cells = table((column.key for column in kind.columns), listing_cells(actor, rows))
    return table_answer(f"{kind.key}-{localdate():%Y%m%d}", ending, str(kind.label), header, cells)
