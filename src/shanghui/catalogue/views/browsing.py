"""Regions and industries: walk down the tree, or search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from shanghui.catalogue import queries
from shanghui.catalogue.labels import INDUSTRY_LEVELS, REGION_LEVELS
from shanghui.catalogue.queries.regions import ABOVE_TOWNS
from shanghui.catalogue.rules import RegionLevel
from shanghui.catalogue.views.asking import page_of, reader
from shanghui.core.refusal import NotFound


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    return redirect("catalogue:regions")


@require_safe
@login_required
def regions(request: HttpRequest) -> HttpResponse:
    """The regions below one region (`parent`, a code), or those that fit `q`, towns too."""
    reader(request, "q", "parent", "page")
    text, code = request.GET.get("q", ""), request.GET.get("parent", "")
    parent = queries.region_by_code(code) if code else None
    if code and parent is None:
        raise NotFound()
    found = queries.search_regions(text, levels=[*ABOVE_TOWNS, RegionLevel.TOWN])
    rows = found if text else queries.regions_below(parent)
    context = {
        "text": text, "parent": parent, "way": queries.regions_above(parent), "page": page_of(request, rows),
        "levels": REGION_LEVELS, "tab": "regions",
    }  # fmt: skip
    return render(request, "catalogue/regions.html", context)


@require_safe
@login_required
def industries(request: HttpRequest) -> HttpResponse:
    """The industries below one industry (`parent`, a code), or those that fit `q`."""
    reader(request, "q", "parent", "page")
    text, code = request.GET.get("q", ""), request.GET.get("parent", "")
    parent = queries.industry_by_code(code) if code else None
    if code and parent is None:
        raise NotFound()
    rows = queries.search_industries(text) if text else queries.industries_below(parent)
    context = {
        "text": text, "parent": parent, "way": queries.industries_above(parent), "page": page_of(request, rows),
        "levels": INDUSTRY_LEVELS, "tab": "industries",
    }  # fmt: skip
    return render(request, "catalogue/industries.html", context)
