"""Organisations: find, read, make, edit, move, merge."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.core.idempotency import idempotent
from shanghui.network.actions import merging, organisations
from shanghui.network.api import shapes
from shanghui.network.api.asking import PageQuery, actor_of, facts_of, one, page
from shanghui.network.models import Organisation, Rearrangement
from shanghui.network.queries.names import name_filter
from shanghui.network.queries.organisations import affiliations
from shanghui.network.queries.people import posts_of_place
from shanghui.network.rules import OrganisationKind

router = Router(tags=["organisations"])
ROWS = Organisation.objects.select_related("region", "hometown")


class OrganisationQuery(PageQuery):
    kind: OrganisationKind | None = None


@router.get("", response=shapes.OrganisationPage)
def list_organisations(request: HttpRequest, query: Query[OrganisationQuery]) -> object:
    rows = ROWS.visible_to(actor_of(request)).active().filter(name_filter(query.q))
    if query.kind:
        rows = rows.filter(kind=query.kind)
    return page(request, rows, query, shapes.organisation_out)


@router.post("", response={201: shapes.OrganisationOut})
@decorate_view(idempotent)
def create_organisation(request: HttpRequest, body: shapes.OrganisationIn) -> object:
    actor = actor_of(request, "network:write")
    made = organisations.create_organisation(actor=actor, kind=body.kind, facts=facts_of(body), now=now())
    return Status(201, shapes.organisation_out(made))


@router.get("/{organisation_id}", response=shapes.OrganisationOut)
def read_organisation(request: HttpRequest, organisation_id: int) -> object:
    return shapes.organisation_out(one(ROWS, actor_of(request), organisation_id))


@router.get("/{organisation_id}/affiliations", response=list[shapes.AffiliationOut])
def list_affiliations(request: HttpRequest, organisation_id: int) -> object:
    """Below whom it stands and stood, in every order; today's first."""
    actor = actor_of(request)
    return affiliations(actor, one(ROWS, actor, organisation_id))


@router.get("/{organisation_id}/appointments", response=list[shapes.HolderOut])
def list_appointments(request: HttpRequest, organisation_id: int) -> object:
    """Who holds which post there, then past and future ones."""
    actor = actor_of(request)
    now_held, others = posts_of_place(actor, one(ROWS, actor, organisation_id))
    return [shapes.holder_out(row) for row in [*now_held, *others]]


@router.patch("/{organisation_id}", response=shapes.OrganisationOut)
def edit_organisation(request: HttpRequest, organisation_id: int, body: shapes.OrganisationPatch) -> object:
    actor = actor_of(request, "network:write")
    organisation = one(ROWS, actor, organisation_id)
    facts = facts_of(body)
    organisations.edit_organisation(
        actor=actor, organisation=organisation, facts=facts, now=now(), version=body.version
    )
    return shapes.organisation_out(one(ROWS, actor, organisation_id))


@router.post("/{organisation_id}/move", response=shapes.RearrangementOut)
@decorate_view(idempotent)
def move_organisation(request: HttpRequest, organisation_id: int, body: shapes.MoveIn) -> Rearrangement:
    actor = actor_of(request, "network:write")
    organisation = one(ROWS, actor, organisation_id)
    parent = one(ROWS, actor, body.parent) if body.parent else None
    return organisations.move_organisation(
        actor=actor, organisation=organisation, order=body.order, parent=parent, on=body.on, now=now()
    )


@router.post("/{organisation_id}/merge", response=shapes.RearrangementOut)
@decorate_view(idempotent)
def merge_organisations(request: HttpRequest, organisation_id: int, body: shapes.MergeIn) -> Rearrangement:
    actor = actor_of(request, "network:write")
    kept, absorbed = one(ROWS, actor, organisation_id), one(ROWS, actor, body.absorbed)
    return merging.merge_organisations(actor=actor, kept=kept, absorbed=absorbed, now=now())
