"""Agreements: find, read, draft, edit, put in force, review, renew, end; as a file."""

from datetime import date
from enum import StrEnum

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.timezone import now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import BadRequest, NotPermitted
from shanghui.exchange.actions import agreements as actions
from shanghui.exchange.actions import renewals
from shanghui.exchange.api import agreement_shapes as shapes
from shanghui.exchange.models import Agreement, Introduction
from shanghui.exchange.queries import agreements as queries
from shanghui.exchange.queries.agreement_files import agreements_file
from shanghui.exchange.queries.agreements_waiting import agreements_waiting
from shanghui.exchange.queries.parties import Place, places_by_code
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Organisation

router = Router(tags=["agreements"])
ROWS = Agreement.objects.select_related("organisation")
READ, WRITE = "exchange:read", "exchange:write"


class AgreementQuery(Strict):
    """`party`: O and an organisation's id, E and an enterprise's; `due`: soon. `cursor` is the `next` of the page before."""

    q: str = Field("", max_length=100)
    state: str = Field("", max_length=8)
    party: str = Field("", max_length=20)
    due: str = Field("", max_length=4)
    cursor: int = Field(0, ge=0, le=2**62)
    limit: int = Field(50, ge=1, le=200)


class WaitingQuery(Strict):
    on: date


class Ending(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


@router.get("", response=shapes.AgreementPage)
def list_agreements(request: HttpRequest, query: Query[AgreementQuery]) -> object:
    """The newest first. Where she takes no part, title and parties alone are given."""
    actor = actor_of(request, READ)
    ensure_query_known(request, AgreementQuery)
    filters = queries.filters_from(actor, query.dict(exclude={"cursor", "limit"}))
    rows = queries.agreements(actor, filters)
    if query.cursor:
        rows = rows.filter(pk__lt=query.cursor)
    found = list(rows.order_by("-pk")[: query.limit + 1])
    page, more = found[: query.limit], len(found) > query.limit
    items = [shapes.line_out(line) for line in queries.lines(actor, page)]
    return {"items": items, "next": str(page[-1].pk) if more else ""}


@router.get("/file.{ending}", response=None)
def export_agreements(request: HttpRequest, ending: Ending) -> StreamingHttpResponse:
    """The list as a file; `q`, `state`, `party`, `due` narrow it."""
    return agreements_file(actor_of(request, READ), request.GET.dict(), ending.value)


@router.get("/waiting", response=list[shapes.WaitingOut])
def list_waiting(request: HttpRequest, query: Query[WaitingQuery]) -> object:
    """What of her agreements is due on that day: reviews and commitments of the next 14 days, ends of the next 30."""
    actor = actor_of(request, READ)
    ensure_query_known(request, WaitingQuery)
    return [shapes.waiting_out(one) for one in agreements_waiting(actor, query.on)]


@router.post("", response={201: shapes.AgreementOut})
@decorate_view(idempotent)
def add_agreement(request: HttpRequest, body: shapes.AgreementIn) -> object:
    """A draft kept by the organisation that she acts for."""
    actor = actor_of(request, WRITE)
    keeper = Organisation.objects.unrestricted("her own").filter(pk=actor.organisation_id or 0).first()
    if keeper is None:
        raise NotPermitted()
    introduction = seen(Introduction.objects.all(), actor, body.introduction) if body.introduction else None
    made = actions.add_agreement(
        actor=actor,
        facts=_facts(body),
        parties=_places(request, body) or [],
        organisation=keeper,
        introduction=introduction,
        now=now(),
    )
    return Status(201, shapes.agreement_out(actor, made))


@router.get("/{agreement_id}", response=shapes.AgreementOut)
def read_agreement(request: HttpRequest, agreement_id: int) -> object:
    actor = actor_of(request, READ)
    return shapes.agreement_out(actor, seen(ROWS, actor, agreement_id))


@router.patch("/{agreement_id}", response=shapes.AgreementOut)
def edit_agreement(request: HttpRequest, agreement_id: int, body: shapes.AgreementPatch) -> object:
    """Parties are given whole, or not at all."""
    actor = actor_of(request, WRITE)
    agreement = seen(ROWS, actor, agreement_id)
    edited = actions.edit_agreement(
        actor=actor,
        agreement=agreement,
        facts=_facts(body),
        parties=_places(request, body, agreement),
        version=body.version,
        now=now(),
    )
    return shapes.agreement_out(actor, edited)


@router.post("/{agreement_id}/in-force", response=shapes.AgreementOut)
@decorate_view(idempotent)
def put_in_force(request: HttpRequest, agreement_id: int) -> object:
    actor = actor_of(request, WRITE)
    done = actions.put_in_force(actor=actor, agreement=seen(ROWS, actor, agreement_id), now=now())
    return shapes.agreement_out(actor, done)


@router.post("/{agreement_id}/reviews", response={201: shapes.ReviewOut})
@decorate_view(idempotent)
def review_agreement(request: HttpRequest, agreement_id: int, body: shapes.ReviewIn) -> object:
    actor = actor_of(request, WRITE)
    agreement = seen(ROWS, actor, agreement_id)
    made = actions.review_agreement(
        actor=actor, agreement=agreement, on=body.on, found=body.found, verdict=body.verdict, now=now()
    )
    return Status(201, shapes.review_out(made))


@router.post("/{agreement_id}/renew", response={201: shapes.AgreementOut})
@decorate_view(idempotent)
def renew_agreement(request: HttpRequest, agreement_id: int, body: shapes.RenewIn) -> object:
    """`dues`: the new date of each open commitment that goes over; without it all go over, moved by the same days."""
    actor = actor_of(request, WRITE)
    agreement = seen(ROWS, actor, agreement_id)
    dues = {row.commitment: row.due_on for row in body.dues} if body.dues is not None else None
    if dues is None:
        dues = {row.pk: due_on for row, due_on in queries.renewed_dues(agreement, body.start)}
    term = renewals.Term(body.signed_on, body.start, body.end)
    made = renewals.renew_agreement(actor=actor, agreement=agreement, term=term, dues=dues, now=now())
    return Status(201, shapes.agreement_out(actor, made))


@router.post("/{agreement_id}/end", response=shapes.AgreementOut)
@decorate_view(idempotent)
def end_agreement(request: HttpRequest, agreement_id: int, body: shapes.ReasonIn) -> object:
    actor = actor_of(request, WRITE)
    agreement = seen(ROWS, actor, agreement_id)
    done = actions.end_agreement(actor=actor, agreement=agreement, reason=body.reason, now=now())
    return shapes.agreement_out(actor, done)


def _facts(body: shapes.AgreementPatch) -> dict[str, object]:
    return body.dict(exclude_unset=True, exclude={"version", "parties", "introduction"})


def _places(
    request: HttpRequest, body: shapes.AgreementPatch, agreement: Agreement | None = None
) -> list[Place] | None:
    """Rows of the codes, in the order given. Raises BadRequest where one is absent or not hers to see."""
    if body.parties is None:
        return None
    found = places_by_code(actor_of(request, WRITE), body.parties, agreement.sides if agreement else [])
    if found is None:
        raise BadRequest()
    return found
