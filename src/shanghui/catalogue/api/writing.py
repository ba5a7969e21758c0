"""Product classes and working days, as the federation's officers keep them; scope `catalogue:write`."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Status
from ninja.decorators import decorate_view

from shanghui.catalogue import actions, queries
from shanghui.catalogue.actions.product_classes import ProductClassDraft
from shanghui.catalogue.api.reading import ProductClassOut, router, shown
from shanghui.catalogue.models import ProductClass
from shanghui.catalogue.permissions import can_edit_catalogue
from shanghui.core.actor import Actor
from shanghui.core.api import Strict
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound

WORD = Field(min_length=1, max_length=100)


class ProductClassIn(Strict):
    """What an officer writes about a class; `industry` is a code."""

    name: str = WORD
    name_en: str = Field("", max_length=160)
    unit: str = Field("", max_length=20)
    industry: str = Field("", max_length=6)
    synonyms: list[str] = Field(default_factory=list, max_length=100)


class NewProductClass(ProductClassIn):
    """`parent`: the code of the class above; "" for the top."""

    parent: str = Field("", max_length=12)


class ProductClassChange(ProductClassIn):
    """The class as it shall be; another `version` than the stored one answers 409."""

    version: int


class CalendarDayIn(Strict):
    working: bool
    note: str = Field("", max_length=60)


class CalendarDayKept(CalendarDayIn):
    date: date


@router.post("/product-classes", response={201: ProductClassOut})
@decorate_view(idempotent)
def add_product_class(request: HttpRequest, body: NewProductClass) -> object:
    actor = _editor(request)
    parent = _one(body.parent) if body.parent else None
    made = actions.add_product_class(actor=actor, parent=parent, draft=_draft(body), now=now())
    return Status(201, shown(made))


@router.put("/product-classes/{code}", response=ProductClassOut)
def edit_product_class(request: HttpRequest, code: str, body: ProductClassChange) -> object:
    actor = _editor(request)
    row = actions.edit_product_class(
        actor=actor, product_class=_one(code), draft=_draft(body), version=body.version, now=now()
    )
    return shown(row)


@router.post("/product-classes/{code}/retire", response=ProductClassOut)
@decorate_view(idempotent)
def retire_product_class(request: HttpRequest, code: str) -> object:
    return shown(actions.retire_product_class(actor=_editor(request), product_class=_one(code), now=now()))


@router.post("/product-classes/{code}/restore", response=ProductClassOut)
@decorate_view(idempotent)
def restore_product_class(request: HttpRequest, code: str) -> object:
    return shown(actions.restore_product_class(actor=_editor(request), product_class=_one(code), now=now()))


@router.put("/working-days/{day}", response=CalendarDayKept)
def set_calendar_day(request: HttpRequest, day: date, body: CalendarDayIn) -> object:
    """Whether people work on this day; without a note, a day that is what its weekday says is forgotten."""
    actor = _editor(request)
    actions.set_calendar_day(actor=actor, day=day, working=body.working, note=_storable(body.note), now=now())
    return {"date": day, "working": body.working, "note": body.note}


def _editor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(can_edit_catalogue(actor))
    return actor


def _one(code: str) -> ProductClass:
    row = ProductClass.objects.select_related("parent", "industry").filter(code=code).first()
    if row is None:
        raise NotFound()
    return row


def _draft(body: ProductClassIn) -> ProductClassDraft:
    industry = queries.industry_by_code(body.industry) if body.industry else None
    if body.industry and industry is None:
        raise BadRequest()
    texts: dict[str, Any] = {name: _storable(getattr(body, name)) for name in ("name", "name_en", "unit")}
    synonyms = tuple(word for text in body.synonyms if (word := _storable(text).strip()[:100]))
    return ProductClassDraft(**texts, industry=industry, synonyms=synonyms)


def _storable(text: str) -> str:
    """Raises BadRequest on NUL, which PostgreSQL has in no text."""
    if "\0" in text:
        raise BadRequest()
    return text
