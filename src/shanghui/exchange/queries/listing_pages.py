"""Pages of listings: what a page costs does not grow with the list. The same thought as in `network.queries.paging`."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q

from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.models import Listing
from shanghui.exchange.models.listings import ListingQuerySet
from shanghui.exchange.queries.listings import ListingFilters, Place, Sort, Tab

SIZE = 50
#: above it a list says 1,000+ instead of counting on
CAP = 1000
#: why the rows of a page are read by their ids alone
FOUND = "their ids were found among the rows that she sees"
Key = tuple[date | datetime | None, int]


@dataclass(frozen=True)
class ListingPage:
    """`count` is exact up to CAP; `more` says that there are more than it counts."""

    rows: list[Listing]
    count: int
    more: bool
    previous: int | None
    next: int | None


def listing_page(rows: ListingQuerySet, filters: ListingFilters, size: int = SIZE) -> ListingPage:
    """A short list is sorted from its keys, a long one read along its index: two or three queries."""
    column = _column(filters)
    probe = list(rows.values_list(column, "pk")[: CAP + 1])
    if len(probe) > CAP:
        pks, earlier, later = _along_index(rows, filters, column, size)
    else:
        pks, earlier, later = _slice(_sorted(probe, filters), filters.place, size)
    shown = Listing.objects.unrestricted(FOUND).select_related("region").defer("description")
    by_key = shown.prefetch_related("product_classes").in_bulk(pks)
    found = [by_key[pk] for pk in pks if pk in by_key]
    return ListingPage(found, min(len(probe), CAP), len(probe) > CAP, earlier, later)


def last_change(rows: ListingQuerySet) -> datetime:
    """When the last of the rows was changed: a later change has not been read. There must be a row."""
    found: datetime = rows.aggregate(last=Max("updated_at"))["last"]
    return found


def _column(filters: ListingFilters) -> str:
    """What the rows stand in order of, before their ids."""
    if filters.sort is Sort.EXPIRING:
        return "expires_on"
    return "published_at" if filters.tab in {Tab.NEEDS, Tab.OFFERS} else "created_at"


def _descends(filters: ListingFilters) -> bool:
    return filters.sort is Sort.NEWEST


def _sorted(probe: list[Key], filters: ListingFilters) -> list[int]:
    # every row of these lists has the value that it is sorted by
    return [pk for _, pk in sorted(probe, reverse=_descends(filters))]


def _slice(pks: list[int], place: Place, size: int) -> tuple[list[int], int | None, int | None]:
    begin = 0
    if place.after is not None:
        begin = _index(pks, place.after) + 1
    elif place.before is not None:
        begin = max(0, _index(pks, place.before) - size)
    shown = pks[begin : begin + size]
    earlier = shown[0] if shown and begin > 0 else None
    return shown, earlier, shown[-1] if shown and begin + size < len(pks) else None


def _index(pks: list[int], pk: int) -> int:
    if pk not in pks:
        raise UnknownFilter()
    return pks.index(pk)


def _along_index(
    rows: ListingQuerySet, filters: ListingFilters, column: str, size: int
) -> tuple[list[int], int | None, int | None]:
    """Walk from the mark; one row more than shown tells whether the walk could go on."""
    place = filters.place
    mark = place.after if place.after is not None else place.before
    back = place.after is None and place.before is not None
    falling = _descends(filters) != back
    if mark is not None:
        value = rows.filter(pk=mark).values_list(column, flat=True).first()
        if value is None:
            raise UnknownFilter()
        rows = rows.filter(_beyond(column, value, mark, falling=falling))
    sign = "-" if falling else ""
    pks = list(rows.order_by(f"{sign}{column}", f"{sign}pk").values_list("pk", flat=True)[: size + 1])
    further, pks = len(pks) > size, pks[:size]
    if back:
        pks.reverse()
    if not pks:
        return [], None, None
    earlier = further if back else mark is not None
    later = True if back else further
    return pks, pks[0] if earlier else None, pks[-1] if later else None


def _beyond(column: str, value: object, mark: int, *, falling: bool) -> Q:
    """The first condition alone is what an index can jump to."""
    edge, past = ("lte", "lt") if falling else ("gte", "gt")
    return Q(**{f"{column}__{edge}": value}) & (Q(**{f"{column}__{past}": value}) | Q(**{f"pk__{past}": mark}))
