"""Members of an organisation: list, take in, change, let go."""

from django.http import HttpRequest
from django.utils.timezone import localdate, now
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.audit import note_foreign
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import NotFound
from shanghui.network.actions import enterprises
from shanghui.network.api import shapes
from shanghui.network.api.asking import actor_of, one
from shanghui.network.models import Enterprise, Membership, Organisation

router = Router(tags=["memberships"])
LIMIT = 500


class MembershipQuery(Strict):
    """Rows after the id `after`, at most 500."""

    organisation: int
    after: int = 0


class NewMembership(shapes.MembershipIn):
    organisation: int
    enterprise: int


@router.get("", response=list[shapes.MembershipOut])
def list_memberships(request: HttpRequest, query: Query[MembershipQuery]) -> object:
    actor = actor_of(request)
    ensure_query_known(request, type(query))
    organisation = one(Organisation.objects.all(), actor, query.organisation)
    seen = Enterprise.objects.visible_to(actor).active()
    rows = Membership.objects.on(localdate()).filter(organisation=organisation, pk__gt=query.after, enterprise__in=seen)
    rows = rows.select_related("enterprise", "organisation").order_by("pk")[:LIMIT]
    return [shapes.membership_out(row, actor) for row in rows]


@router.post("", response={201: shapes.MembershipOut})
@decorate_view(idempotent)
def add_membership(request: HttpRequest, body: NewMembership) -> object:
    actor = actor_of(request, "network:write")
    organisation = one(Organisation.objects.all(), actor, body.organisation)
    enterprise = one(Enterprise.objects.all(), actor, body.enterprise)
    facts = body.dict(exclude_unset=True, exclude={"organisation", "enterprise"})
    made = enterprises.add_membership(
        actor=actor, enterprise=enterprise, organisation=organisation, facts=facts, now=now()
    )
    return Status(201, shapes.membership_out(made, actor))


@router.patch("/{membership_id}", response=shapes.MembershipOut)
def edit_membership(request: HttpRequest, membership_id: int, body: shapes.MembershipPatch) -> object:
    actor = actor_of(request, "network:write")
    rows = Membership.objects.select_related("organisation", "enterprise")
    membership = rows.filter(pk=membership_id, enterprise__in=Enterprise.objects.visible_to(actor)).first()
    if membership is None:
        note_foreign(actor, Membership, membership_id, now=now())
        raise NotFound()
    enterprises.edit_membership(actor=actor, membership=membership, facts=body.dict(exclude_unset=True), now=now())
    return shapes.membership_out(rows.get(pk=membership_id), actor)
