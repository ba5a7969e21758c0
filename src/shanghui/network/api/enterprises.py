"""Enterprises: find, read, enter, edit, merge."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.catalogue.rules import code_prefix
from shanghui.core.idempotency import idempotent
from shanghui.network import permissions
from shanghui.network.actions import enterprises, merging
from shanghui.network.api import shapes
from shanghui.network.api.asking import PageQuery, actor_of, facts_of, one, page
from shanghui.network.models import Enterprise, Organisation, Rearrangement
from shanghui.network.queries.contacts import own_enterprises
from shanghui.network.queries.enterprises import memberships
from shanghui.network.queries.names import name_filter
from shanghui.network.queries.people import posts_of_place

router = Router(tags=["enterprises"])
ROWS = Enterprise.objects.select_related("region", "industry")


class EnterpriseQuery(PageQuery):
    """`region` and `industry` are codes; a prefix takes everything below it."""

    region: str = Field("", max_length=12)
    industry: str = Field("", max_length=6)


@router.get("", response=shapes.EnterprisePage)
def list_enterprises(request: HttpRequest, query: Query[EnterpriseQuery]) -> object:
    actor = actor_of(request)
    rows = ROWS.visible_to(actor).active().filter(name_filter(query.q))
    if query.region:
        rows = rows.filter(region__code__startswith=code_prefix(query.region))
    if query.industry:
        rows = rows.filter(industry__code__startswith=query.industry)
    own: set[int] = set()
    answer = page(request, rows, query, lambda row: row)
    own = own_enterprises(actor, [row.pk for row in answer["items"]])
    answer["items"] = [shapes.enterprise_out(row, row.pk in own) for row in answer["items"]]
    return answer


@router.post("", response={201: shapes.EnterpriseOut})
@decorate_view(idempotent)
def add_enterprise(request: HttpRequest, body: shapes.EnterpriseIn) -> object:
    actor = actor_of(request, "network:write")
    organisation = one(Organisation.objects.all(), actor, body.organisation) if body.organisation else None
    membership = body.membership.dict(exclude_unset=True) if body.membership else {}
    made = enterprises.add_enterprise(
        actor=actor, facts=facts_of(body), now=now(), organisation=organisation, membership=membership
    )
    return Status(201, shapes.enterprise_out(made, contacts=True))


@router.get("/{enterprise_id}", response=shapes.EnterpriseOut)
def read_enterprise(request: HttpRequest, enterprise_id: int) -> object:
    actor = actor_of(request)
    enterprise = one(ROWS, actor, enterprise_id)
    return shapes.enterprise_out(enterprise, permissions.can_see_enterprise_contacts(actor, enterprise))


@router.get("/{enterprise_id}/memberships", response=list[shapes.MembershipOut])
def list_memberships(request: HttpRequest, enterprise_id: int) -> object:
    """Where it is and was a member; today's first."""
    actor = actor_of(request)
    rows = memberships(actor, one(ROWS, actor, enterprise_id))
    return [shapes.membership_out(row, actor) for row in rows]


@router.get("/{enterprise_id}/appointments", response=list[shapes.HolderOut])
def list_appointments(request: HttpRequest, enterprise_id: int) -> object:
    """Who holds which post there, then past and future ones."""
    actor = actor_of(request)
    now_held, others = posts_of_place(actor, one(ROWS, actor, enterprise_id))
    return [shapes.holder_out(row) for row in [*now_held, *others]]


@router.patch("/{enterprise_id}", response=shapes.EnterpriseOut)
def edit_enterprise(request: HttpRequest, enterprise_id: int, body: shapes.EnterprisePatch) -> object:
    actor = actor_of(request, "network:write")
    enterprise = one(ROWS, actor, enterprise_id)
    enterprises.edit_enterprise(
        actor=actor, enterprise=enterprise, facts=facts_of(body), now=now(), version=body.version
    )
    return read_enterprise(request, enterprise_id)


@router.post("/{enterprise_id}/merge", response=shapes.RearrangementOut)
@decorate_view(idempotent)
def merge_enterprises(request: HttpRequest, enterprise_id: int, body: shapes.MergeIn) -> Rearrangement:
    actor = actor_of(request, "network:write")
    kept, absorbed = one(ROWS, actor, enterprise_id), one(ROWS, actor, body.absorbed)
    return merging.merge_enterprises(actor=actor, kept=kept, absorbed=absorbed, now=now())
