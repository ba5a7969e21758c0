"""Programmes for programs: find, read, write, lead from step to step, decide."""

from enum import StrEnum

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.timezone import localdate, now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.activities.actions import programmes as actions
from shanghui.activities.actions.deciding import Choice
from shanghui.activities.actions.deciding import decide_programme as decide
from shanghui.activities.api import applications
from shanghui.activities.api import programme_shapes as shapes
from shanghui.activities.models import Programme
from shanghui.activities.queries import programmes as queries
from shanghui.activities.queries.application_files import applications_file
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import NotPermitted
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Organisation

router = Router(tags=["programmes"])
ROWS = Programme.objects.select_related("organisation")
READ, WRITE = "activities:read", "activities:write"


class ProgrammeQuery(Strict):
    """`whose`: own or applied. `cursor` is the `next` of the page before."""

    q: str = Field("", max_length=100)
    state: str = Field("", max_length=9)
    whose: str = Field("", max_length=7)
    cursor: int = Field(0, ge=0, le=2**62)
    limit: int = Field(50, ge=1, le=200)


class Ending(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


@router.get("/programmes", response=shapes.ProgrammePage)
def list_programmes(request: HttpRequest, query: Query[ProgrammeQuery]) -> object:
    """The newest first."""
    actor = actor_of(request, READ)
    ensure_query_known(request, ProgrammeQuery)
    rows = queries.programmes(actor, queries.filters_from(query.dict(exclude={"cursor", "limit"})))
    if query.cursor:
        rows = rows.filter(pk__lt=query.cursor)
    found = list(rows.order_by("-pk")[: query.limit + 1])
    page, more = found[: query.limit], len(found) > query.limit
    items = [shapes.line_out(line) for line in queries.lines(actor, page, localdate())]
    return {"items": items, "next": str(page[-1].pk) if more else ""}


@router.post("/programmes", response={201: shapes.ProgrammeOut})
@decorate_view(idempotent)
def add_programme(request: HttpRequest, body: shapes.ProgrammeIn) -> object:
    """A draft of the federation or area that she acts for."""
    actor = actor_of(request, WRITE)
    own = Organisation.objects.unrestricted("her own").filter(pk=actor.organisation_id or 0).first()
    if own is None:
        raise NotPermitted()
    made = actions.add_programme(
        actor=actor, organisation=own, facts=_facts(body), criteria=_criteria(body) or [], now=now()
    )
    return Status(201, shapes.programme_out(actor, made))


@router.get("/programmes/{programme_id}", response=shapes.ProgrammeOut)
def read_programme(request: HttpRequest, programme_id: int) -> object:
    actor = actor_of(request, READ)
    return shapes.programme_out(actor, seen(ROWS.all(), actor, programme_id))


@router.patch("/programmes/{programme_id}", response=shapes.ProgrammeOut)
def edit_programme(request: HttpRequest, programme_id: int, body: shapes.ProgrammePatch) -> object:
    """Until the selection begins. A criterion that stays keeps its points."""
    actor = actor_of(request, WRITE)
    programme = seen(ROWS.all(), actor, programme_id)
    edited = actions.edit_programme(
        actor=actor, programme=programme, facts=_facts(body), criteria=_criteria(body), version=body.version, now=now()
    )
    return shapes.programme_out(actor, edited)


@router.post("/programmes/{programme_id}/open", response=shapes.ProgrammeOut)
@decorate_view(idempotent)
def open_programme(request: HttpRequest, programme_id: int) -> object:
    actor = actor_of(request, WRITE)
    done = actions.open_programme(actor=actor, programme=seen(ROWS.all(), actor, programme_id), now=now())
    return shapes.programme_out(actor, done)


@router.post("/programmes/{programme_id}/select", response=shapes.ProgrammeOut)
@decorate_view(idempotent)
def begin_selecting(request: HttpRequest, programme_id: int) -> object:
    """No more applications; points or votes are given."""
    actor = actor_of(request, WRITE)
    done = actions.begin_selecting(actor=actor, programme=seen(ROWS.all(), actor, programme_id), now=now())
    return shapes.programme_out(actor, done)


@router.post("/programmes/{programme_id}/reopen", response=shapes.ProgrammeOut)
@decorate_view(idempotent)
def reopen_programme(request: HttpRequest, programme_id: int, body: shapes.ReopenIn) -> object:
    """Back to calling for applications; votes are void, points are kept."""
    actor = actor_of(request, WRITE)
    programme = seen(ROWS.all(), actor, programme_id)
    done = actions.reopen_programme(actor=actor, programme=programme, apply_until=body.apply_until, now=now())
    return shapes.programme_out(actor, done)


@router.post("/programmes/{programme_id}/withdraw", response=shapes.ProgrammeOut)
@decorate_view(idempotent)
def withdraw_programme(request: HttpRequest, programme_id: int, body: shapes.ReasonIn) -> object:
    actor = actor_of(request, WRITE)
    programme = seen(ROWS.all(), actor, programme_id)
    done = actions.withdraw_programme(actor=actor, programme=programme, reason=body.reason, now=now())
    return shapes.programme_out(actor, done)


@router.post("/programmes/{programme_id}/decide", response=shapes.DecidedOut)
@decorate_view(idempotent)
def decide_programme(request: HttpRequest, programme_id: int, body: shapes.DecideIn) -> object:
    """The chosen become draft activities of those who applied; everybody is told."""
    actor = actor_of(request, WRITE)
    programme = seen(ROWS.all(), actor, programme_id)
    choice = Choice(body.chosen, body.answer, {one.application: one.answer for one in body.answers}, body.reason)
    made = decide(actor=actor, programme=programme, choice=choice, version=body.version, now=now())
    activities = [
        {"id": one.pk, "application": one.application_id, "organisation": one.organisation_id} for one in made
    ]
    shown = shapes.programme_out(actor, seen(ROWS.all(), actor, programme_id))
    return {"programme": shown, "activities": activities}


@router.get("/programmes/{programme_id}/applications.{ending}", response=None)
def export_applications(request: HttpRequest, programme_id: int, ending: Ending) -> StreamingHttpResponse:
    """As she sees them, with points or votes where they are hers to know."""
    actor = actor_of(request, READ)
    ensure_query_known(request)
    return applications_file(actor, seen(ROWS.all(), actor, programme_id), ending.value)


router.add_router("", applications.router)


def _facts(body: shapes.ProgrammePatch) -> dict[str, object]:
    return body.dict(exclude_unset=True, exclude={"version", "criteria"})


def _criteria(body: shapes.ProgrammePatch) -> list[actions.Yardstick] | None:
    return None if body.criteria is None else [actions.Yardstick(one.name, one.weight) for one in body.criteria]
