"""Saved searches for programs: what is new for them is asked as often as one likes."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Router, Schema, Status
from ninja.decorators import decorate_view
from pydantic import AwareDatetime

from shanghui.core.actor import Actor
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.exchange import permissions
from shanghui.exchange.actions import searches as actions
from shanghui.exchange.models import SavedSearch
from shanghui.exchange.queries.searches import address_of, new_finds, standings
from shanghui.network.api.asking import actor_of

router = Router(tags=["searches"])


class SearchOut(Schema):
    """`query` has the keys of the list of listings; `new` counts what was found since `opened_at`."""

    id: int
    name: str
    query: dict[str, str]
    by_mail: bool
    paused: bool
    opened_at: datetime
    new: int


class SearchesOut(Schema):
    items: list[SearchOut]


class FindsOut(Schema):
    """Ids of the new listings, the newest first; `until` is what to open the search with once they are read."""

    until: datetime
    listings: list[int]


class SearchIn(Strict):
    name: str = Field(min_length=1, max_length=60)
    query: dict[str, str]
    by_mail: bool = False


class SearchPatch(Strict):
    name: str | None = Field(None, min_length=1, max_length=60)
    by_mail: bool | None = None
    paused: bool | None = None


class OpenIn(Strict):
    until: AwareDatetime


@router.get("", response=SearchesOut)
def list_searches(request: HttpRequest) -> object:
    ensure_query_known(request)
    return {"items": [_out(one.search, one.new) for one in standings(_reader(request))]}


@router.post("", response={201: SearchOut})
@decorate_view(idempotent)
def save_search(request: HttpRequest, body: SearchIn) -> object:
    made = actions.save_search(
        actor=_writer(request), asked=body.query, name=body.name, by_mail=body.by_mail, now=now()
    )
    return Status(201, _out(made, 0))


@router.get("/{search_id}/new", response=FindsOut)
def list_finds(request: HttpRequest, search_id: int) -> object:
    ensure_query_known(request)
    actor, until = _reader(request), now()
    search = seen(SavedSearch.objects.all(), actor, search_id)
    return {"until": until, "listings": [row.pk for row in new_finds(actor, search)]}


@router.patch("/{search_id}", response={204: None})
def edit_search(request: HttpRequest, search_id: int, body: SearchPatch) -> object:
    actor = _writer(request)
    search = seen(SavedSearch.objects.all(), actor, search_id)
    told = {name: getattr(search, name) for name in ("name", "by_mail", "paused")} | body.dict(exclude_none=True)
    actions.edit_search(actor=actor, search=search, **told)
    return Status(204, None)


@router.post("/{search_id}/open", response={204: None})
@decorate_view(idempotent)
def open_search(request: HttpRequest, search_id: int, body: OpenIn) -> object:
    """What was found until then is no longer new."""
    actor = _writer(request)
    search = seen(SavedSearch.objects.all(), actor, search_id)
    if body.until > now():
        raise BadRequest()
    actions.open_search(actor=actor, search=search, until=body.until)
    return Status(204, None)


@router.delete("/{search_id}", response={204: None})
def delete_search(request: HttpRequest, search_id: int) -> object:
    actor = _writer(request)
    actions.delete_search(actor=actor, search=seen(SavedSearch.objects.all(), actor, search_id))
    return Status(204, None)


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request, "exchange:read")
    require(permissions.holds_post(actor))
    return actor


def _writer(request: HttpRequest) -> Actor:
    actor = actor_of(request, "exchange:write")
    require(permissions.can_save_search(actor))
    return actor


def _out(search: SavedSearch, new: int) -> dict[str, object]:
    return {
        "id": search.pk,
        "name": search.name,
        "query": address_of(search),
        "by_mail": search.by_mail,
        "paused": search.paused,
        "opened_at": search.opened_at,
        "new": new,
    }
