"""The network picture and its table."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shanghui.network.labels import AFFILIATION_ORDERS
from shanghui.network.models import Organisation
from shanghui.network.queries.organisations import areas
from shanghui.network.queries.picture import picture
from shanghui.network.rules import AffiliationOrder, OrganisationKind, UnknownFilter
from shanghui.network.views.asking import actor_of, ensure_keys, number, seen

SHOWN_PAIRS = 100


@login_required
@require_safe
def show_picture(request: HttpRequest) -> HttpResponse:
    ensure_keys(request, "order", "focus", "kind")
    actor = actor_of(request)
    try:
        order = AffiliationOrder(request.GET.get("order") or AffiliationOrder.AREA)
        kind = OrganisationKind(request.GET["kind"]) if request.GET.get("kind") else None
    except ValueError as error:
        raise UnknownFilter() from error
    focus_pk = request.GET.get("focus")
    focus = seen(Organisation.objects.all(), actor, number(focus_pk)) if focus_pk else None
    context = {
        "picture": picture(actor, order, focus, kind),
        "order": order,
        "orders": AFFILIATION_ORDERS.items(),
        "focus": focus,
        "kind": kind,
        "areas": areas(actor),
        "most": SHOWN_PAIRS,
    }
    return render(request, "network/picture.html", context)
