"""The list of needs and offers, one of them, and the list as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from shanghui.core.asking import actor_of, ensure_keys, seen, wants_part
from shanghui.core.message_text import message
from shanghui.exchange import permissions
from shanghui.exchange.forms.searches import SearchForm
from shanghui.exchange.labels import CHECKS, KINDS, LISTING_STATES, SIDES
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.listing_files import listings_file
from shanghui.exchange.queries.listing_pages import last_change, listing_page
from shanghui.exchange.queries.listing_steps import history, steps
from shanghui.exchange.queries.listings import SIDE_OF_TAB, Tab, filters_from, listings
from shanghui.exchange.queries.owners import owner, owners
from shanghui.exchange.queries.searches import name_of
from shanghui.network.queries.areas import unit_rows
from shanghui.network.queries.organisations import areas


@login_required
@require_safe
@vary_on_headers("HX-Request")
def show_listings(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    filters = filters_from(actor, request.GET.dict())
    found = listings(actor, filters)
    page = listing_page(found, filters)
    whose = owners(actor, page.rows)
    context = {
        "filters": filters,
        "page": page,
        "rows": [(row, whose[row.pk]) for row in page.rows],
        "areas": areas(actor),
        "units": unit_rows(actor, filters.area, localdate()) if filters.area else None,
        "kinds": KINDS.items(),
        "states": LISTING_STATES.items(),
        "sides": SIDES.items(),
        "tabs": Tab,
        "typed": {name: request.GET.get(name, "") for name in ("class", "region")},
        "may_add": permissions.can_add_listing(actor),
        "may_check": permissions.can_check_listings(actor),
        "may_keep": permissions.can_save_search(actor),
    }
    if context["may_keep"] and filters.tab in SIDE_OF_TAB and filters.narrowed and not filters.unclear:
        context |= {"may_save": True, "save_form": SearchForm(initial={"name": name_of(filters)})}
    if filters.tab is Tab.CHECK and page.rows:
        context |= {"checks": CHECKS.items(), "read_at": last_change(found).isoformat()}
    template = "exchange/listing_list.html" if wants_part(request) else "exchange/listings.html"
    return render(request, template, context)


@login_required
@require_safe
def export_listings(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    return listings_file(actor_of(request), request.GET.dict(), ending)


@login_required
@require_safe
def show_listing(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    rows = Listing.objects.select_related("region__parent__parent", "enterprise", "organisation")
    listing = seen(rows.prefetch_related("product_classes", "requirements"), actor, pk)
    keeps, whose = permissions.owns_listing(actor, listing), owner(actor, listing)
    context: dict[str, object] = {
        "listing": listing,
        "owner": whose,
        "requirements": list(listing.requirements.all()),
        "classes": list(listing.product_classes.all()),
        "steps": steps(actor, listing),
        "checks": CHECKS.items(),
        "keeps": keeps,
        "trail": history(listing) if keeps else [],
        "has_partners": permissions.can_see_partners(actor, listing),
    }
    # the message leaves the house: whoever copies it, an anonymous firm is not named in it
    told = context | {"owner": whose.veiled() if listing.anonymous else whose}
    url = reverse("exchange:listing", args=[pk])
    context["message"] = message("exchange/message/listing.txt", told, url)
    return render(request, "exchange/listing.html", context)
