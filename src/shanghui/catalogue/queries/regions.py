"""Reads of regions."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.db.models import Count, Max, QuerySet

from shanghui.catalogue.models import Region
from shanghui.catalogue.queries.search import search
from shanghui.catalogue.rules import RegionLevel
from shanghui.engines.language import Gazetteer, gazetteer

#: what forms and lists offer: towns are found only when asked for
ABOVE_TOWNS = (RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.DISTRICT)


#: (code, name, code of the parent or "", other names), what `engines.language.gazetteer` is built from
RegionRow = tuple[str, str, str, tuple[str, ...]]


def search_regions(text: str, *, levels: Iterable[int] = ABOVE_TOWNS) -> QuerySet[Region]:
    """Regions in use by name, former name, pinyin, initials or code; `rank` 0 whole, 1 beginning, 2 inside."""
    return search(Region.objects.filter(level__in=list(levels)).select_related("parent__parent"), text)


def region_by_code(code: str) -> Region | None:
    """The region that has this code today or had it once: six digits, or 2, 4 or 9."""
    code = code.strip()
    code = code + "0" * (6 - len(code)) if len(code) in {2, 4} else code
    if not code.isascii() or not code.isdigit():
        return None
    return Region.objects.filter(code=code).first() or Region.objects.filter(search__contains=f"|{code}|").first()


def region_index() -> dict[str, int]:
    """Code → id for imports, former codes too (a code of today wins), towns left out. One query."""
    rows = list(Region.objects.filter(level__in=ABOVE_TOWNS).values_list("id", "code", "former_codes"))
    former = {code: id for id, _, codes in rows for code in codes}
    return former | {code: id for id, code, _ in rows}


def region_rows() -> Iterator[RegionRow]:
    """Every place in use, provinces first; former names and by-names of two characters and more are aliases."""
    rows = Region.objects.filter(valid_until__isnull=True).order_by("level", "code")
    for code, name, parent, aliases in rows.values_list("code", "name", "parent__code", "aliases"):
        yield code, name, parent or "", tuple(alias for alias in aliases if len(alias) > 1)


def place_gazetteer() -> Gazetteer:
    """All places in use down to towns, for `engines.language.address`; kept while the table stays the same."""
    count_and_last = Region.objects.aggregate(count=Count("pk"), last=Max("pk"))
    return _gazetteer(count_and_last["count"], count_and_last["last"])


@lru_cache(maxsize=1)
def _gazetteer(_count: int, _last: int | None) -> Gazetteer:
    return gazetteer(region_rows())


def regions_below(parent: Region | None) -> QuerySet[Region]:
    """The regions right below (provinces for None), in order of code."""
    return Region.objects.filter(parent=parent, valid_until__isnull=True)


def regions_above(region: Region | None) -> list[Region]:
    """The way from the province to the region itself, in one query."""
    if region is None:
        return []
    loaded = Region.objects.select_related("parent__parent__parent").get(pk=region.pk)
    way: list[Region] = []
    step: Region | None = loaded
    while step is not None:
        way.insert(0, step)
        step = step.parent
    return way
