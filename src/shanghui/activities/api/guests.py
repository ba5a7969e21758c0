"""Guests for programs: list, enter, change, confirm, decline, cancel; as a file."""

from enum import StrEnum

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.timezone import now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.activities.actions import guest_changes, registrations
from shanghui.activities.api import activity_shapes as shapes
from shanghui.activities.models import Activity, Registration
from shanghui.activities.queries import guests as queries
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import require
from shanghui.network.api.asking import actor_of

router = Router(tags=["activities"])
READ, WRITE = "activities:read", "activities:write"
GUESTS = Registration.objects.select_related("activity", "unit")


class GuestQuery(Strict):
    """`unit`: an organisation's id, or none. `cursor` is the `next` of the page before."""

    state: str = Field("", max_length=11)
    unit: str = Field("", max_length=18)
    q: str = Field("", max_length=60)
    cursor: int = Field(0, ge=0, le=10**6)
    limit: int = Field(50, ge=1, le=200)


class Ending(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


@router.get("/{int:activity_id}/guests", response=shapes.GuestPage)
def list_guests(request: HttpRequest, activity_id: int, query: Query[GuestQuery]) -> object:
    """Hosts see all, a unit's secretary those who come through her unit, a firm its own."""
    actor = actor_of(request, READ)
    ensure_query_known(request, GuestQuery)
    activity = seen(Activity.objects.all(), actor, activity_id)
    require(actor.in_federation)
    filters = queries.filters_from(query.dict(exclude={"cursor", "limit"}))
    end = query.cursor + query.limit
    found = list(queries.guests(actor, activity, filters)[query.cursor : end + 1])
    page = found[: query.limit]
    answers = queries.answers_by_guest(page)
    items = [shapes.guest_out(row, answers.get(row.pk, {})) for row in page]
    return {"items": items, "next": str(end) if len(found) > query.limit else ""}


@router.get("/{int:activity_id}/guests/file.{ending}", response=None)
def export_guests(request: HttpRequest, activity_id: int, ending: Ending) -> StreamingHttpResponse:
    actor = actor_of(request, READ)
    activity = seen(Activity.objects.all(), actor, activity_id)
    require(actor.in_federation)
    return queries.guests_file(actor, activity, request.GET.dict(), ending.value)


@router.post("/{int:activity_id}/guests", response={201: shapes.GuestOut})
@decorate_view(idempotent)
def enter_guest(request: HttpRequest, activity_id: int, body: shapes.GuestIn) -> object:
    """Confirmed at once: she has a seat, or a place in line."""
    actor = actor_of(request, WRITE)
    activity = seen(Activity.objects.all(), actor, activity_id)
    made = registrations.enter_guest(
        actor=actor, activity=activity, facts=_facts(body), unit_id=body.unit, enterprise_id=body.enterprise,
        answers=_answers(body), now=now(),
    )  # fmt: skip
    return Status(201, _out(made))


@router.post("/{int:activity_id}/guests/confirm", response=list[shapes.GuestOut])
@decorate_view(idempotent)
def confirm_guests(request: HttpRequest, activity_id: int, body: shapes.ConfirmIn) -> object:
    """Those who were not confirmed yet, in the order in which they registered."""
    actor = actor_of(request, WRITE)
    activity = seen(Activity.objects.all(), actor, activity_id)
    done = registrations.confirm_guests(actor=actor, activity=activity, ids=body.guests, now=now())
    return [_out(guest) for guest in done]


@router.get("/guests/{int:guest_id}", response=shapes.GuestOut)
def read_guest(request: HttpRequest, guest_id: int) -> object:
    return _out(seen(GUESTS, actor_of(request, READ), guest_id))


@router.patch("/guests/{int:guest_id}", response=shapes.GuestOut)
def edit_guest(request: HttpRequest, guest_id: int, body: shapes.GuestPatch) -> object:
    actor = actor_of(request, WRITE)
    guest = seen(GUESTS, actor, guest_id)
    done = guest_changes.edit_guest(
        actor=actor, guest=guest, facts=_facts(body), answers=_answers(body), version=body.version, now=now()
    )
    return _out(done)


@router.post("/guests/{int:guest_id}/decline", response=shapes.GuestOut)
@decorate_view(idempotent)
def decline_guest(request: HttpRequest, guest_id: int, body: shapes.ReasonIn) -> object:
    actor = actor_of(request, WRITE)
    guest = seen(GUESTS, actor, guest_id)
    return _out(guest_changes.decline_guest(actor=actor, guest=guest, reason=body.reason, now=now()))


@router.post("/guests/{int:guest_id}/cancel", response=shapes.GuestOut)
@decorate_view(idempotent)
def cancel_guest(request: HttpRequest, guest_id: int) -> object:
    actor = actor_of(request, WRITE)
    guest = seen(GUESTS, actor, guest_id)
    return _out(guest_changes.cancel_registration(actor=actor, guest=guest, now=now()))


def _out(guest: Registration) -> dict[str, object]:
    return shapes.guest_out(guest, queries.answers_of(guest))


def _facts(body: shapes.GuestPatch) -> dict[str, object]:
    return body.dict(exclude_unset=True, exclude={"version", "answers", "unit", "enterprise"})


def _answers(body: shapes.GuestPatch) -> dict[int, str]:
    return {one.question: one.text for one in body.answers}
