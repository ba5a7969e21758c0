"""Pages of long lists: the cost of a page does not grow with the list."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Count, Q

from shanghui.core.audience import AudienceQuerySet
from shanghui.core.refusal import UnknownFilter
from shanghui.network.models import Enterprise, Organisation, Person

Row = TypeVar("Row", Enterprise, Organisation, Person)

SIZE = 50
#: above it a list says 1,000+ instead of counting on
CAP = 1000


@dataclass(frozen=True)
class Place:
    """Where in the list: after or before a row (its id), or from a letter of the pinyin on."""

    after: int | None = None
    before: int | None = None
    letter: str = ""
    newest: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """`count` is exact up to CAP; `more` says that there are more than it counts. `facets`: column value → rows."""

    rows: list[Row]
    count: int
    more: bool
    previous: int | None
    next: int | None
    facets: dict[int | None, int] = field(default_factory=dict)


def page_of(
    rows: "AudienceQuerySet[Row]",
    place: Place,
    *,
    shown: "AudienceQuerySet[Row]",
    walked: "AudienceQuerySet[Row] | None" = None,
    facet: str = "",
    counted: "Callable[[], dict[int | None, int]]" = dict,
) -> Page[Row]:
    """One page, and how often each value of the column `facet` occurs; of a long list `counted` tells that.

    `shown` reads the rows of the page by their ids, with all that is shown of them. A short list is sorted from its
    keys; a long one is read along its index, for which `walked` may ask for the same rows in another way: two to five
    queries."""
    columns = ["pk", "sort_key", *([facet] if facet else [])]
    probe = list(rows.order_by().values_list(*columns)[: CAP + 1])
    if len(probe) > CAP:
        found, earlier, later = _along_index(rows if walked is None else walked, place, shown)
        return Page(found, CAP, True, earlier, later, counted())
    keys = sorted((_key(place, key, pk), pk) for pk, key, *_ in probe)
    pks, earlier, later = _slice(keys, place)
    by_key = shown.in_bulk(pks)
    facets = dict(Counter(values[2] for values in probe)) if facet else {}
    return Page([by_key[pk] for pk in pks if pk in by_key], len(probe), False, earlier, later, facets)


def occurrences(rows: "AudienceQuerySet[Row]", facet: str) -> dict[int | None, int]:
    """How often each value of a column occurs."""
    return dict(rows.order_by().values_list(facet).annotate(rows=Count("pk")))


def _key(place: Place, key: str, pk: int) -> tuple[str, int]:
    return ("", -pk) if place.newest else (key, pk)


def _slice(keys: list[tuple[tuple[str, int], int]], place: Place) -> tuple[list[int], int | None, int | None]:
    pks = [pk for _, pk in keys]
    begin = 0
    if place.after is not None:
        begin = _index(pks, place.after) + 1
    elif place.before is not None:
        begin = max(0, _index(pks, place.before) - SIZE)
    elif place.letter:
        begin = next((number for number, (key, _) in enumerate(keys) if key[0] >= place.letter), len(keys))
    shown = pks[begin : begin + SIZE]
    earlier = shown[0] if shown and begin > 0 else None
    return shown, earlier, shown[-1] if shown and begin + SIZE < len(pks) else None


def _index(pks: list[int], pk: int) -> int:
    if pk not in pks:
        raise UnknownFilter()
    return pks.index(pk)


def _along_index(
    rows: "AudienceQuerySet[Row]", place: Place, shown: "AudienceQuerySet[Row]"
) -> tuple[list[Row], int | None, int | None]:
    """Walk the index from the mark; one row more than shown tells whether the walk could go on."""
    mark = place.after if place.after is not None else place.before
    back = place.after is None and place.before is not None
    where = Q()
    if mark is not None:
        key = rows.filter(pk=mark).values_list("sort_key", flat=True).first()
        if key is None:
            raise UnknownFilter()
        where = _beyond(mark, key, back=back, newest=place.newest)
    elif place.letter:
        where = Q(sort_key__gte=place.letter)
    order = ["-pk"] if place.newest else ["sort_key", "pk"]
    if back:
        order = [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in order]
    found = list(rows.filter(where).order_by(*order).values_list("pk", flat=True)[: SIZE + 1])
    by_key = shown.in_bulk(found[:SIZE])
    page = [by_key[pk] for pk in found[:SIZE] if pk in by_key]
    if back:
        page.reverse()
    if not page:
        return [], None, None
    further = len(found) > SIZE
    earlier = further if back else bool(mark or place.letter)
    later = True if back else further
    return page, page[0].pk if earlier else None, page[-1].pk if later else None


def _beyond(mark: int, key: str, *, back: bool, newest: bool) -> Q:
    if newest:
        return Q(pk__gt=mark) if back else Q(pk__lt=mark)
    if back:
        return Q(sort_key__lte=key) & (Q(sort_key__lt=key) | Q(pk__lt=mark))
    return Q(sort_key__gte=key) & (Q(sort_key__gt=key) | Q(pk__gt=mark))
