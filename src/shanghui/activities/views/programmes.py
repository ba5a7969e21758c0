"""Programmes: the list, one programme, its applications as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from shanghui.activities import permissions
from shanghui.activities.labels import PROGRAMME_STATES
from shanghui.activities.models import Programme
from shanghui.activities.queries import applications, programmes
from shanghui.activities.queries.application_files import applications_file
from shanghui.activities.queries.programme_page import programme_page
from shanghui.core.asking import actor_of, ensure_keys, numbered, seen
from shanghui.core.message_text import message
from shanghui.network.models import Organisation

SIZE = 50
ROWS = Programme.objects.select_related("organisation")


@login_required
@require_safe
def show_programmes(request: HttpRequest) -> HttpResponse:
    """`?q=`, `?state=`, `?whose=own` or applied."""
    actor, query = actor_of(request), request.GET.dict()
    query.pop("page", None)
    filters = programmes.filters_from(query)
    page = numbered(request, programmes.sorted_programmes(programmes.programmes(actor, filters)), SIZE)
    own = Organisation.objects.unrestricted("her own").filter(pk=actor.organisation_id or 0).first()
    context = {
        "filters": filters,
        "page": page,
        "lines": programmes.lines(actor, page, timezone.localdate()),
        "states": [(state.value, str(PROGRAMME_STATES[state])) for state in programmes.ORDER],
        "may_add": own is not None and permissions.can_open_programme(actor, own),
        "own": own,
    }
    return render(request, "activities/programmes.html", context)


@login_required
@require_safe
def show_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wanted, until when, and who applied as far as she may know."""
    ensure_keys(request, "page")
    actor, now = actor_of(request), timezone.now()
    programme = seen(ROWS.all(), actor, pk)
    context = programme_page(actor, programme, now)
    known = applications.known_standings(actor, programme)
    page = numbered(request, applications.ordered(actor, programme, known), SIZE)
    rows = applications.lines(actor, programme, list(page), known, context["box"], timezone.localdate(now))
    url = reverse("activities:programme", args=[pk])
    context |= {
        "page": page,
        "lines": rows,
        "to_judge": sum(line.may_judge and not line.judged for line in rows),
        "ranked": bool(known),
        "message": message("activities/message/programme.txt", context, url),
    }
    return render(request, "activities/programme.html", context)


@login_required
@require_safe
def export_applications(request: HttpRequest, pk: int, ending: str) -> StreamingHttpResponse:
    """As she sees them."""
    ensure_keys(request)
    actor = actor_of(request)
    return applications_file(actor, seen(ROWS.all(), actor, pk), ending)
