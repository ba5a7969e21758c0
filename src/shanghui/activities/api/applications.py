"""Applications to perform for programs: apply, read, change, withdraw, give points, vote."""

from django.http import HttpRequest
from django.utils.timezone import localdate, now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.activities.actions import applications as actions
from shanghui.activities.actions import ballots, judging
from shanghui.activities.api import application_shapes as shapes
from shanghui.activities.models import Application, Programme
from shanghui.activities.queries import applications as queries
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import BadRequest, NotPermitted
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Organisation

router = Router(tags=["programmes"])
ROWS = Application.objects.select_related("organisation", "programme__organisation")
PROGRAMMES = Programme.objects.select_related("organisation")
READ, WRITE = "activities:read", "activities:write"


class ApplicationQuery(Strict):
    """`cursor` is the `next` of the page before: how many have been read."""

    cursor: int = Field(0, ge=0, le=2**31)
    limit: int = Field(50, ge=1, le=200)


@router.get("/programmes/{programme_id}/applications", response=shapes.ApplicationPage)
def list_applications(request: HttpRequest, programme_id: int, query: Query[ApplicationQuery]) -> object:
    """As far as she sees them; the best first where the ranking is hers to know."""
    actor = actor_of(request, READ)
    ensure_query_known(request, ApplicationQuery)
    programme = seen(PROGRAMMES.all(), actor, programme_id)
    known = queries.known_standings(actor, programme)
    pks = queries.ordered(actor, programme, known)
    page = pks[query.cursor : query.cursor + query.limit]
    lines = queries.lines(actor, programme, page, known, queries.ballot(actor, programme), localdate())
    items = [shapes.application_line_out(actor, programme, line) for line in lines]
    read = query.cursor + len(page)
    return {"items": items, "next": str(read) if read < len(pks) else ""}


@router.post("/programmes/{programme_id}/applications", response={201: shapes.ApplicationOut})
@decorate_view(idempotent)
def apply(request: HttpRequest, programme_id: int, body: shapes.ApplicationIn) -> object:
    """For the organisation that she acts for."""
    actor = actor_of(request, WRITE)
    programme = seen(PROGRAMMES.all(), actor, programme_id)
    own = Organisation.objects.unrestricted("her own").filter(pk=actor.organisation_id or 0).first()
    if own is None:
        raise NotPermitted()
    made = actions.apply(actor=actor, programme=programme, organisation=own, facts=_facts(body), now=now())
    return Status(201, shapes.application_out(actor, made))


@router.get("/applications/{application_id}", response=shapes.ApplicationOut)
def read_application(request: HttpRequest, application_id: int) -> object:
    actor = actor_of(request, READ)
    return shapes.application_out(actor, seen(ROWS.all(), actor, application_id))


@router.patch("/applications/{application_id}", response=shapes.ApplicationOut)
def edit_application(request: HttpRequest, application_id: int, body: shapes.ApplicationPatch) -> object:
    """As long as the programme takes applications."""
    actor = actor_of(request, WRITE)
    application = seen(ROWS.all(), actor, application_id)
    actions.edit_application(actor=actor, application=application, facts=_facts(body), version=body.version, now=now())
    return shapes.application_out(actor, seen(ROWS.all(), actor, application_id))


@router.post("/applications/{application_id}/withdraw", response=shapes.ApplicationOut)
@decorate_view(idempotent)
def withdraw_application(request: HttpRequest, application_id: int) -> object:
    """Until it is decided; units that voted for it have their votes back."""
    actor = actor_of(request, WRITE)
    actions.withdraw_application(actor=actor, application=seen(ROWS.all(), actor, application_id), now=now())
    return shapes.application_out(actor, seen(ROWS.all(), actor, application_id))


@router.post("/applications/{application_id}/points", response=shapes.ApplicationOut)
@decorate_view(idempotent)
def give_points(request: HttpRequest, application_id: int, body: shapes.PointsIn) -> object:
    """Her own, for every criterion at once; earlier ones are replaced."""
    actor = actor_of(request, WRITE)
    application = seen(ROWS.all(), actor, application_id)
    points = {one.criterion: one.points for one in body.points}
    if len(points) < len(body.points):
        raise BadRequest()
    judging.give_points(actor=actor, application=application, points=points, now=now())
    return shapes.application_out(actor, application)


@router.post("/applications/{application_id}/vote", response=shapes.ApplicationOut)
@decorate_view(idempotent)
def cast_vote(request: HttpRequest, application_id: int) -> object:
    """Her unit's; a second one for the same application changes nothing."""
    actor = actor_of(request, WRITE)
    application = seen(ROWS.all(), actor, application_id)
    ballots.cast_vote(actor=actor, application=application, now=now())
    return shapes.application_out(actor, application)


@router.post("/applications/{application_id}/take-back", response=shapes.ApplicationOut)
@decorate_view(idempotent)
def take_back_vote(request: HttpRequest, application_id: int) -> object:
    """While the programme selects."""
    actor = actor_of(request, WRITE)
    application = seen(ROWS.all(), actor, application_id)
    ballots.take_back_vote(actor=actor, application=application, now=now())
    return shapes.application_out(actor, application)


def _facts(body: shapes.ApplicationPatch) -> dict[str, object]:
    return body.dict(exclude_unset=True, exclude={"version"})
