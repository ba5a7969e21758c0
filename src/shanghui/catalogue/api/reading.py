"""The catalogue over the API: search and read; scope `catalogue:read`."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from shanghui.catalogue import queries
from shanghui.catalogue.models import Entry, Industry, ProductClass, Region
from shanghui.catalogue.permissions import can_read_catalogue
from shanghui.core.api import ensure_query_known
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound

router = Router(tags=["catalogue"])
LONGEST_SPAN = 3700  # days


class EntryQuery(Schema):
    """`q` finds by zh-Hans, zh-Hant, pinyin, initials, code or former name; without it, what lies below `parent`."""

    q: str = Field("", max_length=60)
    parent: str = Field("", max_length=12)
    limit: int = Field(50, ge=1, le=300)


class SpanQuery(Schema):
    """Both days are meant."""

    first: date
    last: date


class EntryOut(Schema):
    code: str
    name: str
    name_hant: str
    name_en: str
    parent: str | None
    valid_until: date | None


class RegionOut(EntryOut):
    level: int
    short_name: str
    aliases: list[str]
    former_codes: list[str]


class IndustryOut(EntryOut):
    level: int
    former_codes: list[str]


class ProductClassOut(EntryOut):
    industry: str | None
    unit: str
    synonyms: list[str]
    version: int


class CalendarDayOut(Schema):
    """A day that is not what its weekday says."""

    date: date
    working: bool


@router.get("/regions", response=list[RegionOut])
def list_regions(request: HttpRequest, query: Query[EntryQuery]) -> Any:
    _reader(request, EntryQuery)
    rows = queries.search_regions(query.q) if query.q else queries.regions_below(_parent(Region, query.parent))
    return [shown(row) for row in rows.select_related("parent")[: query.limit]]


@router.get("/regions/{code}", response=RegionOut)
def get_region(request: HttpRequest, code: str) -> Any:
    """By today's code or a former one."""
    _reader(request)
    return shown(queries.region_by_code(code))


@router.get("/industries", response=list[IndustryOut])
def list_industries(request: HttpRequest, query: Query[EntryQuery]) -> Any:
    _reader(request, EntryQuery)
    rows = queries.search_industries(query.q) if query.q else queries.industries_below(_parent(Industry, query.parent))
    return [shown(row) for row in rows.select_related("parent")[: query.limit]]


@router.get("/industries/{code}", response=IndustryOut)
def get_industry(request: HttpRequest, code: str) -> Any:
    """By the code of 2017, 2011 or 2002."""
    _reader(request)
    return shown(queries.industry_by_code(code))


@router.get("/product-classes", response=list[ProductClassOut])
def list_product_classes(request: HttpRequest, query: Query[EntryQuery]) -> Any:
    _reader(request, EntryQuery)
    below = queries.listed_product_classes().filter(parent=_parent(ProductClass, query.parent))
    rows = queries.search_product_classes(query.q) if query.q else below
    return [shown(row) for row in rows[: query.limit]]


@router.get("/product-classes/{code}", response=ProductClassOut)
def get_product_class(request: HttpRequest, code: str) -> Any:
    _reader(request)
    return shown(ProductClass.objects.select_related("parent", "industry").filter(code=code).first())


@router.get("/working-days", response=list[CalendarDayOut])
def list_working_day_exceptions(request: HttpRequest, query: Query[SpanQuery]) -> Any:
    """Weekdays off and weekends at work in a span of at most ten years; all other days follow their weekday."""
    _reader(request, SpanQuery)
    if not 0 <= (query.last - query.first).days <= LONGEST_SPAN:
        raise BadRequest()
    exceptions = queries.working_day_exceptions(query.first, query.last)
    return [{"date": day, "working": working} for day, working in sorted(exceptions.items())]


def _reader(request: HttpRequest, query: type[Schema] = Schema) -> None:
    """Raises NotPermitted without the scope, BadRequest on a key that the query does not know."""
    require(can_read_catalogue(request.actor))  # type: ignore[attr-defined]
    ensure_query_known(request, query)


def _parent(model: type[Entry], code: str) -> Any:
    if not code:
        return None
    row = model._default_manager.filter(code=code).first()
    if row is None:
        raise NotFound()
    return row


def shown(row: Entry | None) -> dict[str, Any]:
    if row is None:
        raise NotFound()
    names = ["level", "short_name", "aliases", "former_codes", "unit", "synonyms", "version"]
    facts = {name: getattr(row, name) for name in [*EntryOut.model_fields, *names] if hasattr(row, name)}
    for name in ("parent", "industry"):
        linked = facts.get(name) if name in facts else getattr(row, name, None)
        facts[name] = linked.code if linked else None
    return facts
