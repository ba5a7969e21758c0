"""Areas: their units and who hosts when."""

from django.http import HttpRequest
from django.utils.timezone import localdate, now
from ninja import Router, Status
from ninja.decorators import decorate_view

from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import NotFound
from shanghui.network import permissions
from shanghui.network.actions import organisations
from shanghui.network.api import shapes
from shanghui.network.api.asking import actor_of, one
from shanghui.network.models import Affiliation, HostTerm, Organisation
from shanghui.network.queries.areas import leaders
from shanghui.network.queries.people import secretaries
from shanghui.network.rules import AffiliationOrder, OrganisationKind

router = Router(tags=["areas"])
AREAS = Organisation.objects.filter(kind=OrganisationKind.AREA).select_related("region", "hometown")


@router.get("", response=list[shapes.OrganisationOut])
def list_areas(request: HttpRequest) -> object:
    return [shapes.organisation_out(area) for area in AREAS.visible_to(actor_of(request)).active()]


@router.get("/{area_id}/units", response=list[shapes.OrganisationOut])
def list_units(request: HttpRequest, area_id: int) -> object:
    actor = actor_of(request)
    area = one(AREAS, actor, area_id)
    today = Affiliation.objects.on(localdate()).filter(order=AffiliationOrder.AREA, parent=area)
    seen = Organisation.objects.select_related("region", "hometown").visible_to(actor).active()
    return [shapes.organisation_out(unit) for unit in seen.filter(pk__in=today.values("child"))]


@router.get("/{area_id}/leaders", response=list[shapes.HolderOut])
def list_leaders(request: HttpRequest, area_id: int) -> object:
    """The general convener, then the conveners."""
    actor = actor_of(request)
    return [shapes.holder_out(leader.appointment) for leader in leaders(actor, one(AREAS, actor, area_id))]


@router.get("/{area_id}/secretaries", response=list[shapes.SecretaryOut])
def list_secretaries(request: HttpRequest, area_id: int) -> object:
    """The secretaries' group: the secretaries of all units of today."""
    actor = actor_of(request)
    area = one(AREAS, actor, area_id)
    reach = permissions.can_see_group_contacts(actor, area)
    return [
        {
            "person": holder.person,
            "post": holder.post,
            "organisation": holder.place,
            "phone": holder.phone if reach else None,
            "email": holder.email if reach else None,
        }
        for holder in secretaries(actor, area, localdate(), contacts=reach)
    ]


@router.get("/{area_id}/hosts", response=list[shapes.HostOut])
def list_hosts(request: HttpRequest, area_id: int) -> object:
    actor = actor_of(request)
    area = one(AREAS, actor, area_id)
    return list(area.host_terms.filter(unit__in=Organisation.objects.visible_to(actor)).select_related("unit"))


@router.post("/{area_id}/hosts", response={201: shapes.HostOut})
@decorate_view(idempotent)
def set_host(request: HttpRequest, area_id: int, body: shapes.HostIn) -> object:
    actor = actor_of(request, "network:write")
    area, unit = one(AREAS, actor, area_id), one(Organisation.objects.all(), actor, body.unit)
    return Status(
        201, organisations.set_host(actor=actor, area=area, unit=unit, start=body.start, end=body.end, now=now())
    )


@router.delete("/{area_id}/hosts/{term_id}", response={204: None})
def remove_host(request: HttpRequest, area_id: int, term_id: int) -> object:
    actor = actor_of(request, "network:write")
    area = one(AREAS, actor, area_id)
    term = HostTerm.objects.select_related("area", "unit").filter(pk=term_id, area=area).first()
    if term is None:
        raise NotFound()
    organisations.remove_host(actor=actor, term=term, now=now())
    return Status(204, None)
