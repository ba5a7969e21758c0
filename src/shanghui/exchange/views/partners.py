"""Partners of a listing, and what her organisation says of them."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from shanghui.core.asking import actor_of, ensure_keys, seen, wants_part
from shanghui.core.refusal import BadRequest, NotFound
from shanghui.exchange import permissions
from shanghui.exchange.actions import matches as actions
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.partner_list import enterprise_partner_list, partner_list
from shanghui.exchange.rules import DeclineReason
from shanghui.network.models import Enterprise

LATER = timedelta(days=14)


@login_required
@require_safe
@vary_on_headers("HX-Request")
def show_partners(request: HttpRequest, pk: int) -> HttpResponse:
    """Of one listing. Its page asks for them by itself and is read meanwhile; without scripts they are a page."""
    ensure_keys(request, "more")
    actor = actor_of(request)
    rows = Listing.objects.select_related("region", "enterprise")
    listing = seen(rows.prefetch_related("product_classes", "requirements"), actor, pk)
    found = partner_list(actor, listing, more=request.GET.get("more") == "1")
    if found is None:
        raise NotFound()
    context = {"listing": listing, "partners": found}
    template = "exchange/partners.html" if wants_part(request) else "exchange/listing_partners.html"
    return render(request, template, context)


@login_required
@require_safe
def show_enterprise_partners(request: HttpRequest, pk: int) -> HttpResponse:
    """Needs that a firm might serve, by what it says of its business."""
    ensure_keys(request)
    actor = actor_of(request)
    enterprise = seen(Enterprise.objects.select_related("region"), actor, pk)
    context = {"enterprise": enterprise, "partners": enterprise_partner_list(actor, enterprise)}
    return render(request, "exchange/enterprise_partners.html", context)


@login_required
@require_POST
def dismiss_match(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    mine, theirs = _pair(request, pk, other)
    try:
        reason = DeclineReason(request.POST.get("reason", ""))
    except ValueError as error:
        raise BadRequest() from error
    actions.dismiss_match(actor=actor_of(request), mine=mine, theirs=theirs, reason=reason, now=now())
    messages.success(request, _("记下了，不再推荐这一家。"))
    return _back(mine)


@login_required
@require_POST
def postpone_match(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    mine, theirs = _pair(request, pk, other)
    actions.postpone_match(actor=actor_of(request), mine=mine, theirs=theirs, until=localdate() + LATER, now=now())
    messages.success(request, _("好的，两周后再推荐。"))
    return _back(mine)


def _pair(request: HttpRequest, pk: int, other: int) -> tuple[Listing, Listing]:
    actor = actor_of(request)
    mine, theirs = seen(Listing.objects.all(), actor, pk), seen(Listing.objects.all(), actor, other)
    if not permissions.brokers(actor, mine.organisation_id):
        raise NotFound()
    return mine, theirs


def _back(listing: Listing) -> HttpResponse:
    return redirect(reverse("exchange:listing", args=[listing.pk]) + "#partners")
