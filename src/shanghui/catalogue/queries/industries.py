"""Reads of industries."""

from django.db.models import QuerySet

from shanghui.catalogue.models import Industry
from shanghui.catalogue.queries.search import search


def search_industries(text: str) -> QuerySet[Industry]:
    """Industries by name, pinyin, initials or code of today, 2011 or 2002; `rank` 0 whole, 1 beginning, 2 inside."""
    return search(Industry.objects.select_related("parent"), text)


def industry_by_code(code: str) -> Industry | None:
    """The industry that has this code today or had it in 2011 or 2002; a section's letter may stand before (C3482)."""
    code = code.strip().upper()
    code = code[1:] if len(code) > 1 and code[0].isalpha() else code
    if not code.isascii() or not code.isalnum():
        return None
    today = Industry.objects.filter(code=code).first()
    return today or Industry.objects.filter(search__contains=f"|{code.lower()}|").first()


def industry_index() -> dict[str, int]:
    """Code → id for imports, former codes too (a code of today wins). One query."""
    rows = list(Industry.objects.values_list("id", "code", "former_codes"))
    former = {code: id for id, _, codes in rows for code in codes}
    return former | {code: id for id, code, _ in rows}


def industries_below(parent: Industry | None) -> QuerySet[Industry]:
    """The industries right below (sections for None), in order of code."""
    return Industry.objects.filter(parent=parent, valid_until__isnull=True)


def industries_above(industry: Industry | None) -> list[Industry]:
    """The way from the section to the industry itself, in one query."""
    if industry is None:
        return []
    way: list[Industry] = []
    step: Industry | None = Industry.objects.select_related("parent__parent__parent").get(pk=industry.pk)
    while step is not None:
        way.insert(0, step)
        step = step.parent
    return way
