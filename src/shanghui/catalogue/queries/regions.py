"""Reads of regions."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import QuerySet

from shanghui.catalogue.models import Region
from shanghui.catalogue.queries.search import search
from shanghui.catalogue.rules import RegionLevel

#: what forms and lists offer: towns are found only when asked for
ABOVE_TOWNS = (RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.DISTRICT)


class RegionRow(NamedTuple):
    """A place as the gazetteer of `engines.language` wants it; `parent` is a code, "" for provinces."""

    code: str
    name: str
    level: int
    parent: str
    aliases: tuple[str, ...]


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
    for code, name, level, parent, aliases in rows.values_list("code", "name", "level", "parent__code", "aliases"):
        yield RegionRow(code, name, level, parent or "", tuple(alias for alias in aliases if len(alias) > 1))


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
