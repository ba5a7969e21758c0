"""What every operation needs: the actor, a row that the actor may see, a page of rows after a cursor."""

import base64
import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Q
from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Schema

from shanghui.catalogue.models import Industry, Region
from shanghui.core.actor import Actor
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.audience import AudienceQuerySet
from shanghui.core.audit import note_foreign
from shanghui.core.permission import has_scope, require
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.network.models import Enterprise, Organisation, Person

Row = TypeVar("Row", Organisation, Enterprise, Person)


class PageQuery(Strict):
    """`q` finds by zh-Hans, zh-Hant, pinyin, initials or code; `cursor` is the `next` of the page before."""

    q: str = Field("", max_length=100)
    cursor: str = Field("", max_length=600)
    limit: int = Field(50, ge=1, le=200)


class Version(Strict):
    """The version that the writer has read; another one answers 409."""

    version: int | None = None


def actor_of(request: HttpRequest, scope: str = "network:read") -> Actor:
    """Who asks. Raises NotPermitted when a token lacks the scope."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(has_scope(actor, scope))
    return actor


def one(rows: AudienceQuerySet[Row], actor: Actor, pk: int) -> Row:
    """The row, if it exists for this actor; NotFound otherwise."""
    row = rows.visible_to(actor).filter(pk=pk).first()
    if row is None:
        note_foreign(actor, rows.model, pk, now=now())
        raise NotFound()
    return row


def page(
    request: HttpRequest, rows: AudienceQuerySet[Row], query: PageQuery, show: Callable[[Row], Any]
) -> dict[str, Any]:
    """{items, next}: rows by pinyin after the cursor; `next` is empty on the last page."""
    ensure_query_known(request, type(query))
    if query.cursor:
        key, pk = _read_cursor(query.cursor)
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=pk))
    found = list(rows.order_by("sort_key", "pk")[: query.limit + 1])
    shown, more = found[: query.limit], len(found) > query.limit
    return {"items": [show(row) for row in shown], "next": _cursor(shown[-1]) if more else ""}


def _cursor(row: Organisation | Enterprise | Person) -> str:
    return base64.urlsafe_b64encode(json.dumps([row.sort_key, row.pk]).encode()).decode()


def _read_cursor(cursor: str) -> tuple[str, int]:
    try:
        key, pk = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return str(key).replace("\0", ""), int(pk)
    except (ValueError, TypeError, OverflowError) as fault:
        raise BadRequest() from fault


def facts_of(body: Schema) -> dict[str, object]:
    """The given fields as an action wants them: codes of region and industry become rows."""
    facts: dict[str, object] = body.dict(exclude_unset=True, exclude={"version", "kind", "organisation", "membership"})
    for name, model in (("region", Region), ("hometown", Region), ("industry", Industry)):
        if facts.get(name):
            facts[name] = _by_code(model, str(facts[name]))
        elif name in facts:
            facts[name] = None
    return facts


def _by_code(model: type[Region] | type[Industry], code: str) -> Region | Industry:
    row = model._default_manager.filter(code=code).first()
    if row is None:
        raise BadRequest()
    return row
