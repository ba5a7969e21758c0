"""Reads of product classes."""

from django.db.models import QuerySet

from shanghui.catalogue.models import ProductClass
from shanghui.catalogue.queries.search import folded, search


def search_product_classes(text: str) -> QuerySet[ProductClass]:
    """Classes in use by name, synonym, pinyin, initials or code; `rank` 0 whole, 1 beginning, 2 inside."""
    return search(ProductClass.objects.select_related("parent", "industry"), text)


def listed_product_classes(*, retired: bool = False) -> QuerySet[ProductClass]:
    """The classes in use (or those retired), in order of code, with what a list shows."""
    rows = ProductClass.objects.filter(valid_until__isnull=not retired)
    return rows.select_related("parent", "industry").order_by("code")


def product_class_by_word(word: str) -> ProductClass | None:
    """The class in use that has exactly this name, synonym or code."""
    found = search_product_classes(word).first()
    return found if found is not None and found.rank == 0 else None  # type: ignore[attr-defined]


def claimed_words(*, besides: int = 0) -> dict[str, str]:
    """Folded name or synonym → name of the class in use that has it; `besides` leaves out one class by id."""
    rows = ProductClass.objects.filter(valid_until__isnull=True).exclude(pk=besides)
    return {folded(word): name for name, synonyms in rows.values_list("name", "synonyms") for word in (name, *synonyms)}
