"""What a form's small search field offers, and what its text means when it comes back."""

import re

from django.db.models import QuerySet

from shanghui.catalogue.models import Entry, Industry, ProductClass, Region
from shanghui.catalogue.queries.industries import industry_by_code, search_industries
from shanghui.catalogue.queries.product_classes import search_product_classes
from shanghui.catalogue.queries.regions import region_by_code, search_regions

KINDS = ("region", "industry", "product_class")
_CODE_AT_END = re.compile(r"^(?:.*\s)?([A-Z]?[0-9]{2,12}|[A-Z])$")


def offered(kind: str, text: str) -> "QuerySet[Region] | QuerySet[Industry] | QuerySet[ProductClass]":
    """The entries that fit, best first. `kind` is one of KINDS."""
    searches = {"region": search_regions, "industry": search_industries, "product_class": search_product_classes}
    return searches[kind](text)  # type: ignore[operator,no-any-return]


def picked(kind: str, text: str) -> Entry | None:
    """What the text names: by the code at its end, else by a name that fits wholly and only one; None when unclear."""
    code = _CODE_AT_END.match(text.strip())
    by_code = _by_code(kind, code.group(1)) if code else None
    if by_code is not None:
        return by_code
    found = [entry for entry in offered(kind, text)[:2] if entry.rank == 0]  # type: ignore[union-attr]
    return found[0] if len(found) == 1 else None


def picked_text(entry: Entry) -> str:
    """The text that `picked` reads back as this entry: 上海市嘉定区 310114."""
    name = entry.full_name if isinstance(entry, Region) else entry.shown_name
    return f"{name} {entry.code}"


def _by_code(kind: str, code: str) -> Entry | None:
    if kind == "region":
        return region_by_code(code)
    if kind == "industry":
        return industry_by_code(code)
    return ProductClass.objects.filter(code=code, valid_until__isnull=True).first()
