"""The network picture and its table."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.refusal import UnknownFilter
from shanghui.network.labels import AFFILIATION_ORDERS
from shanghui.network.models import Organisation
from shanghui.network.queries.organisations import areas
from shanghui.network.queries.picture import picture
from shanghui.network.rules import AffiliationOrder, OrganisationKind

SHOWN_PAIRS = 100


@dataclass(frozen=True)
class Asked:
    """What the picture is asked for."""

    order: AffiliationOrder
    focus: Organisation | None
    kind: OrganisationKind | None


def asked(request: HttpRequest) -> Asked:
    """Reads the query. Raises UnknownFilter, or NotFound for an organisation that she may not see."""
    ensure_keys(request, "order", "focus", "kind")
    try:
        order = AffiliationOrder(request.GET.get("order") or AffiliationOrder.AREA)
        kind = OrganisationKind(request.GET["kind"]) if request.GET.get("kind") else None
    except ValueError as error:
        raise UnknownFilter() from error
    focus = request.GET.get("focus")
    return Asked(order, seen(Organisation.objects.all(), actor_of(request), number(focus)) if focus else None, kind)


@login_required
@require_safe
def show_picture(request: HttpRequest) -> HttpResponse:
    actor, wanted = actor_of(request), asked(request)
    context = {
        "picture": picture(actor, wanted.order, wanted.focus, wanted.kind),
        "order": wanted.order,
        "orders": AFFILIATION_ORDERS.items(),
        "focus": wanted.focus,
        "kind": wanted.kind,
        "areas": areas(actor),
        "most": SHOWN_PAIRS,
    }
    return render(request, "network/picture.html", context)
