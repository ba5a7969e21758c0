"""Use cases on product classes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.catalogue.models import Industry, ProductClass
from shanghui.catalogue.permissions import can_edit_catalogue
from shanghui.catalogue.queries import claimed_words, folded, search_text, spelling
from shanghui.catalogue.rules import ensure_in_use, ensure_unclaimed, next_code
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import Stale


@dataclass(frozen=True)
class ProductClassDraft:
    """What an officer writes about a class."""

    name: str
    name_en: str = ""
    unit: str = ""
    industry: Industry | None = None
    synonyms: tuple[str, ...] = ()


@transaction.atomic
def add_product_class(
    *, actor: Actor, parent: ProductClass | None, draft: ProductClassDraft, now: datetime
) -> ProductClass:
    """A new class below `parent`, or at the top; its code is the next free one there."""
    require(can_edit_catalogue(actor))
    if parent is not None:
        ensure_in_use(parent.name, parent.valid_until is not None)
    prefix = parent.code if parent else ""
    taken = set(ProductClass.objects.filter(code__startswith=prefix).values_list("code", flat=True))
    product_class = ProductClass(code=next_code(prefix, taken), parent=parent)
    _write(product_class, draft, now)
    audit.record(actor, "add_product_class", product_class, now=now, code=product_class.code, name=draft.name)
    return product_class


@transaction.atomic
def edit_product_class(
    *, actor: Actor, product_class: ProductClass, draft: ProductClassDraft, version: int, now: datetime
) -> ProductClass:
    """Change a class; `version` is the one the editor saw. Raises Stale when somebody was faster."""
    require(can_edit_catalogue(actor))
    current = ProductClass.objects.select_for_update().get(pk=product_class.pk)
    if current.version != version:
        raise Stale()
    ensure_in_use(current.name, current.valid_until is not None)
    before = {"name": current.name, "unit": current.unit, "synonyms": current.synonyms}
    current.version += 1
    _write(current, draft, now)
    after = {"name": current.name, "unit": current.unit, "synonyms": current.synonyms}
    audit.record(actor, "edit_product_class", current, now=now, before=before, after=after)
    return current


@transaction.atomic
def retire_product_class(*, actor: Actor, product_class: ProductClass, now: datetime) -> ProductClass:
    """Offer the class no longer; what refers to it keeps it. Undone by restore_product_class."""
    require(can_edit_catalogue(actor))
    current = ProductClass.objects.select_for_update().get(pk=product_class.pk)
    if current.valid_until is None:
        _mark(current, now, retired=True)
        audit.record(actor, "retire_product_class", current, now=now, name=current.name)
    return current


@transaction.atomic
def restore_product_class(*, actor: Actor, product_class: ProductClass, now: datetime) -> ProductClass:
    """Offer a retired class again, unless another took one of its words meanwhile."""
    require(can_edit_catalogue(actor))
    current = ProductClass.objects.select_for_update().get(pk=product_class.pk)
    if current.valid_until is not None:
        ensure_unclaimed(_words(current.name, current.synonyms), claimed_words(besides=current.pk))
        _mark(current, now, retired=False)
        audit.record(actor, "restore_product_class", current, now=now, name=current.name)
    return current


def _mark(product_class: ProductClass, now: datetime, *, retired: bool) -> None:
    product_class.valid_until = localdate(now) if retired else None
    product_class.edited_at = now
    product_class.version += 1
    product_class.save()


def _write(product_class: ProductClass, draft: ProductClassDraft, now: datetime) -> None:
    synonyms = [word for word in dict.fromkeys(draft.synonyms) if folded(word) not in {"", folded(draft.name)}]
    ensure_unclaimed(_words(draft.name, synonyms), claimed_words(besides=product_class.pk or 0))
    product_class.name = draft.name
    product_class.name_en = draft.name_en
    product_class.unit = draft.unit
    product_class.industry = draft.industry
    product_class.synonyms = synonyms
    product_class.pinyin, product_class.initials = spelling(draft.name)
    product_class.search = search_text([draft.name, draft.name_en, *synonyms], [product_class.code])
    product_class.edited_at = now
    product_class.save()


def _words(name: str, synonyms: Iterable[str]) -> set[str]:
    return {folded(word) for word in (name, *synonyms)}
