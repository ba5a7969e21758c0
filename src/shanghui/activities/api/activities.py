"""Activities for programs: find, read, enter, edit, publish, cancel, close; as a file."""

from datetime import datetime
from enum import StrEnum

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.timezone import is_naive, now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.activities import permissions
from shanghui.activities.actions import activities as actions
from shanghui.activities.actions.activity_parts import Parts
from shanghui.activities.api import activity_shapes as shapes
from shanghui.activities.api import guests
from shanghui.activities.models import Activity
from shanghui.activities.queries import activities as queries
from shanghui.activities.queries.activity_files import activities_file
from shanghui.activities.queries.activity_page import activity_page
from shanghui.activities.queries.seats import seats_of
from shanghui.catalogue.models import Industry
from shanghui.core.actor import Actor
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import BadRequest, NotPermitted
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Organisation

router = Router(tags=["activities"])
READ, WRITE = "activities:read", "activities:write"
ROWS = Activity.objects.select_related("organisation", "industry")
MOMENTS = ("starts_at", "ends_at", "register_until")


class ActivityQuery(Strict):
    """As on the page: `tab`: "" for what comes, past, own; `month`: 2026-03; `cursor` is the `next` of the page before."""

    tab: str = Field("", max_length=4)
    kind: str = Field("", max_length=16)
    organisation: str = Field("", max_length=18)
    area: str = Field("", max_length=18)
    series: str = Field("", max_length=60)
    month: str = Field("", max_length=7)
    q: str = Field("", max_length=60)
    cursor: int = Field(0, ge=0, le=10**6)
    limit: int = Field(50, ge=1, le=200)


class Ending(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


def list_activities(request: HttpRequest, query: Query[ActivityQuery]) -> object:
    """What comes: the next first; what is past: the last first."""
    actor = actor_of(request, READ)
    ensure_query_known(request, ActivityQuery)
    filters = queries.filters_from(actor, query.dict(exclude={"cursor", "limit"}))
    end = query.cursor + query.limit
    found = list(queries.activities(actor, filters)[query.cursor : end + 1])
    items = [shapes.line_out(line) for line in queries.lines(found[: query.limit])]
    return {"items": items, "next": str(end) if len(found) > query.limit else ""}


@router.get("/file.{ending}", response=None)
def export_activities(request: HttpRequest, ending: Ending) -> StreamingHttpResponse:
    """The list as a file, with the filters of the list."""
    return activities_file(actor_of(request, READ), request.GET.dict(), ending.value)


def add_activity(request: HttpRequest, body: shapes.ActivityIn) -> object:
    """A draft of the organisation that she acts for."""
    actor = actor_of(request, WRITE)
    keeper = Organisation.objects.unrestricted("her own").filter(pk=actor.organisation_id or 0).first()
    if keeper is None:
        raise NotPermitted()
    made = actions.add_activity(
        actor=actor, organisation=keeper, facts=_facts(body), parts=_parts(actor, body), now=now()
    )
    return Status(201, _out(actor, made))


@router.get("/{int:activity_id}", response=shapes.ActivityOut)
def read_activity(request: HttpRequest, activity_id: int) -> object:
    actor = actor_of(request, READ)
    return _out(actor, seen(ROWS, actor, activity_id))


@router.patch("/{int:activity_id}", response=shapes.ActivityOut)
def edit_activity(request: HttpRequest, activity_id: int, body: shapes.ActivityPatch) -> object:
    actor = actor_of(request, WRITE)
    activity = seen(ROWS, actor, activity_id)
    parts = _parts(actor, body, activity)
    edited = actions.edit_activity(
        actor=actor, activity=activity, facts=_facts(body), parts=parts, version=body.version, now=now()
    )
    return _out(actor, edited)


@router.post("/{int:activity_id}/publish", response=shapes.ActivityOut)
@decorate_view(idempotent)
def publish_activity(request: HttpRequest, activity_id: int, body: shapes.VersionIn) -> object:
    actor = actor_of(request, WRITE)
    activity = seen(ROWS, actor, activity_id)
    return _out(actor, actions.publish_activity(actor=actor, activity=activity, version=body.version, now=now()))


@router.post("/{int:activity_id}/cancel", response=shapes.ActivityOut)
@decorate_view(idempotent)
def cancel_activity(request: HttpRequest, activity_id: int, body: shapes.ReasonIn) -> object:
    """All guests who stand on the list are told the reason."""
    actor = actor_of(request, WRITE)
    activity = seen(ROWS, actor, activity_id)
    done = actions.cancel_activity(actor=actor, activity=activity, reason=body.reason, version=body.version, now=now())
    return _out(actor, done)


@router.post("/{int:activity_id}/close", response=shapes.ActivityOut)
@decorate_view(idempotent)
def close_activity(request: HttpRequest, activity_id: int, body: shapes.VersionIn) -> object:
    actor = actor_of(request, WRITE)
    activity = seen(ROWS, actor, activity_id)
    return _out(actor, actions.close_activity(actor=actor, activity=activity, version=body.version, now=now()))


def _out(actor: Actor, activity: Activity) -> dict[str, object]:
    hosts = permissions.hosts(actor, activity)
    return shapes.activity_out(activity, seats_of(activity), activity_page(actor, activity), hosts)


def _facts(body: shapes.ActivityPatch) -> dict[str, object]:
    """Columns that may not be empty are given, or not at all; a moment says its zone."""
    beside = {"version", "co_hosts", "points", "questions", "invitations"}
    facts: dict[str, object] = body.dict(exclude_unset=True, exclude=beside)
    for name in MOMENTS:
        moment = facts.get(name)
        if isinstance(moment, datetime) and is_naive(moment):
            raise BadRequest()
    if facts.get("industry"):
        facts["industry"] = Industry.objects.filter(code=str(facts["industry"])).first()
        if facts["industry"] is None:
            raise BadRequest()
    elif "industry" in facts:
        facts["industry"] = None
    return facts


def _parts(actor: Actor, body: shapes.ActivityPatch, activity: Activity | None = None) -> Parts:
    """Raises BadRequest where an organisation is absent, or neither standing there nor hers to see."""
    wanted = {*(body.co_hosts or []), *(one.organisation for one in body.invitations or [])}
    found: dict[int, object] = dict(Organisation.objects.visible_to(actor).active().in_bulk(wanted))
    if activity is not None and wanted - set(found):
        standing = {*activity.co_hosts.values_list("organisation", flat=True)}
        standing |= {*activity.invitations.values_list("organisation", flat=True)}
        rows = Organisation.objects.unrestricted("stands there").filter(pk__in=standing & wanted)
        found |= {row.pk: row for row in rows}
    if wanted - set(found):
        raise BadRequest()
    return shapes.parts_of(body, found)


router.add_router("", guests.router)


def add_roots(outer: Router) -> None:
    """The two operations of the bare address; in a router of its own it would end in a slash."""
    outer.get("", response=shapes.ActivityPage, tags=["activities"])(list_activities)
    outer.post("", response={201: shapes.ActivityOut}, tags=["activities"])(decorate_view(idempotent)(add_activity))
