"""The directory."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from shanghui.catalogue.queries.industries import industries_above, industries_below
from shanghui.core.asking import actor_of, wants_part
from shanghui.network import permissions
from shanghui.network.labels import GRADES, ORGANISATION_KINDS, POSTS
from shanghui.network.queries import directory, places
from shanghui.network.queries.areas import unit_rows
from shanghui.network.queries.directory import LETTERS, Filters, Tab
from shanghui.network.queries.organisations import areas
from shanghui.network.rules import ROLE_OF_POST


@login_required
@require_safe
@vary_on_headers("HX-Request")
def show_directory(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    filters = directory.filters_from(actor, request.GET.dict())
    context: dict[str, object] = {
        "filters": filters,
        "areas": areas(actor),
        "letters": LETTERS,
        "grades": GRADES.items(),
        "kinds": ORGANISATION_KINDS.items(),
        "posts": [(post, POSTS[post]) for post in ROLE_OF_POST if post in POSTS],
        "may_add": permissions.can_add_enterprise(actor),
        "may_create": permissions.can_create_organisation(actor),
    }
    context |= _list(request, filters)
    template = "network/directory_list.html" if wants_part(request) else "network/directory.html"
    return render(request, template, context)


def _list(request: HttpRequest, filters: Filters) -> dict[str, object]:
    actor = actor_of(request)
    if filters.tab is Tab.PEOPLE:
        return {"page": directory.person_page(actor, filters)}
    if filters.tab is Tab.ORGANISATIONS:
        organisations = directory.organisation_page(actor, filters)
        return {"page": organisations, "districts": places.districts(organisations.facets, filters.region)}
    enterprises = directory.enterprise_page(actor, filters)
    return {
        "page": enterprises,
        "districts": places.districts(enterprises.facets, filters.region),
        "industries": [*industries_above(filters.industry), *industries_below(filters.industry)],
        "units": unit_rows(actor, filters.area, localdate()) if filters.area else None,
    }
