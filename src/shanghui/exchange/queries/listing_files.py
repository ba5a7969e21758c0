"""A list of listings as a table: no contacts, and of an anonymous firm no name."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shanghui.core.actor import Actor
from shanghui.exchange.labels import KINDS, LISTING_STATES, SIDES, condition_words
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.listings import Sort, filters_from, listings
from shanghui.exchange.queries.owners import Owner, owners
from shanghui.exchange.rules import Attribute, ListingKind, Relation
from shanghui.sheets.answers import table_answer
from shanghui.sheets.writing import Cell

BATCH = 500


def listings_file(actor: Actor, query: Mapping[str, str], ending: str) -> StreamingHttpResponse:
    """With the list's own filters."""
    filters = filters_from(actor, query)
    order = ["expires_on", "pk"] if filters.sort is Sort.EXPIRING else ["-published_at", "-pk"]
    rows = listings(actor, filters).select_related("region").order_by(*order)
    name = f"listings-{localdate():%Y%m%d}"
    cells = _rows(actor, rows.prefetch_related("product_classes", "requirements").iterator(chunk_size=BATCH))
    return table_answer(name, ending, str(_("供需")), _header(), cells)


def _header() -> list[str]:
    return [
        _("编号"), _("需求或供给"), _("种类"), _("标题"), _("摘要"), _("说明"), _("品类"), _("数量"), _("数量上限"), pgettext("计量", "单位"),
        _("价格"), _("价格上限"), _("价格单位"), _("地区"), _("期限"), _("要求"), _("企业"), _("单位（商协会）"), _("状态"),
        _("发布日期"), _("到期"),
    ]  # fmt: skip


def _rows(actor: Actor, rows: Iterator[Listing]) -> Iterator[list[Cell]]:
    while batch := list(islice(rows, BATCH)):
        whose = owners(actor, batch)
        for row in batch:
            yield _cells(row, whose[row.pk])


def _cells(row: Listing, owner: Owner) -> list[Cell]:
    published = localdate(row.published_at) if row.published_at else None
    return [
        f"L{row.pk}", str(SIDES[row.side_enum]), str(KINDS[ListingKind(row.kind)]), row.title, row.summary, row.description,
        "；".join(f"{one.shown_name} {one.code}" for one in row.product_classes.all()), row.quantity, row.quantity_most,
        row.unit, row.price_least, row.price_most, row.price_unit, row.region.shown_name if row.region else "",
        row.deadline, requirements_text(row), owner.firm, owner.chamber, str(LISTING_STATES[row.state_enum]), published,
        row.expires_on,
    ]  # fmt: skip


def requirements_text(row: Listing) -> str:
    """等级等于10.9级（必须）；…"""
    return "；".join(
        condition_words(Attribute(one.attribute), Relation(one.relation), one.value)
        + (_("（必须）") if one.must else "")
        for one in row.requirements.all()
    )
