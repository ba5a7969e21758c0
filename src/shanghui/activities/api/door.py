"""The door for programs, and for its own page when the network is back."""

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.activities import permissions
from shanghui.activities.actions import arrivals
from shanghui.activities.actions.offline_arrivals import Noted, bring_arrivals
from shanghui.activities.api import door_shapes as shapes
from shanghui.activities.api import reports
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries import door as queries
from shanghui.activities.queries.hosted import hosted_activity
from shanghui.activities.rules import Arrival
from shanghui.core.actor import Actor
from shanghui.core.api import ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, UnknownFilter
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Organisation

router = Router(tags=["door"])
router.add_router("", reports.router)
READ, WRITE = "activities:read", "activities:write"
SIZE = 50


@router.get("/{activity_id}/door", response=shapes.DoorOut)
def read_door(request: HttpRequest, activity_id: int, query: Query[shapes.DoorQuery]) -> object:
    """How many have come, by unit too, and the guests that are asked for."""
    actor = actor_of(request, READ)
    ensure_query_known(request, shapes.DoorQuery)
    activity = hosted_activity(actor, activity_id)
    try:
        page = Paginator(queries.guests(actor, activity, query.q, query.show), SIZE).page(query.page)
    except EmptyPage as error:
        raise UnknownFilter() from error
    return {
        "counts": shapes.counts_out(queries.counts(activity)),
        "units": shapes.units_out(queries.unit_counts(activity)),
        "items": [shapes.guest_out(row) for row in page],
        "next": page.next_page_number() if page.has_next() else 0,
    }


@router.get("/{activity_id}/door/offline", response=shapes.OfflineOut, url_name="offline_guests")
def offline_guests(request: HttpRequest, activity_id: int) -> object:
    """The few facts that a phone at the door keeps in case the network goes."""
    activity = hosted_activity(actor_of(request, READ), activity_id)
    return {"until": queries.closes_at(activity), "guests": list(queries.offline_guests(activity))}


@router.post("/{activity_id}/door/check-in", response=shapes.GuestOut)
@decorate_view(idempotent)
def check_in(request: HttpRequest, activity_id: int, body: shapes.CheckInIn) -> object:
    actor, activity = _host(request, activity_id)
    if (body.registration is None) == (not body.code):
        raise BadRequest()
    if body.registration is None:
        made = arrivals.check_in_by_code(actor=actor, code=body.code, activity=activity, now=now(), over=body.over)
    else:
        guest = _guest(actor, activity, body.registration)
        made = arrivals.check_in(actor=actor, registration=guest, how=Arrival.LIST, now=now(), over=body.over)
    return shapes.guest_out(made)


@router.post("/{activity_id}/door/undo", response=shapes.GuestOut)
@decorate_view(idempotent)
def undo_check_in(request: HttpRequest, activity_id: int, body: shapes.UndoIn) -> object:
    actor, activity = _host(request, activity_id)
    guest = _guest(actor, activity, body.registration)
    return shapes.guest_out(arrivals.undo_check_in(actor=actor, registration=guest, now=now()))


@router.post("/{activity_id}/door/walk-in", response={201: shapes.GuestOut})
@decorate_view(idempotent)
def add_walk_in(request: HttpRequest, activity_id: int, body: shapes.WalkInIn) -> object:
    """Registered and arrived at once."""
    actor, activity = _host(request, activity_id)
    facts = body.dict(exclude={"over", "unit"})
    facts["unit"] = seen(Organisation.objects.all(), actor, body.unit) if body.unit else None
    made = arrivals.add_walk_in(actor=actor, activity=activity, facts=facts, now=now(), over=body.over)
    return Status(201, shapes.guest_out(made))


@router.post("/{activity_id}/door/arrivals", response=list[shapes.AnswerOut], url_name="bring_arrivals")
def bring_offline_arrivals(request: HttpRequest, activity_id: int, body: shapes.ArrivalsIn) -> object:
    """What was noted without network; each is answered by itself, and answered the same when it is brought again."""
    actor, activity = _host(request, activity_id)
    noted = [Noted(one.mark, one.at, one.registration, one.code) for one in body.items]
    answers = bring_arrivals(actor=actor, activity=activity, noted=noted, now=now())
    marks = activity.door_marks.filter(mark__in=[one.mark for one in noted])
    names = dict(marks.values_list("mark", "registration__name"))
    return [
        {"mark": one.mark, "answer": answer, "name": names.get(one.mark) or ""}
        for one, answer in zip(noted, answers, strict=True)
    ]


def _host(request: HttpRequest, activity_id: int) -> tuple[Actor, Activity]:
    actor = actor_of(request, WRITE)
    activity = hosted_activity(actor, activity_id)
    require(permissions.can_check_in(actor, activity))
    return actor, activity


def _guest(actor: Actor, activity: Activity, pk: int) -> Registration:
    rows = Registration.objects.filter(activity=activity).select_related("unit", "enterprise")
    return seen(rows, actor, pk)
