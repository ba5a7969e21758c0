"""The poster of an activity: a page for A4 and for chat groups, and its code as a picture."""

import io

import segno
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shanghui.activities.models import Activity
from shanghui.activities.queries.occasions import address, when, written_moment
from shanghui.activities.rules import ActivityState
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.qr import qr_picture

CONTENT_TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@login_required
@require_safe
def show_poster(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _published(request, pk)
    context = {
        "activity": activity,
        "when": when(activity),
        "until": written_moment(activity.register_until),
        "points": activity.points.all(),
        "co_hosts": [row.organisation for row in activity.co_hosts.select_related("organisation")],
        "qr": qr_picture(address("activities:public", activity.key)),
    }
    return render(request, "activities/poster.html", context)


@login_required
@require_safe
def poster_code(request: HttpRequest, pk: int, picture: str) -> HttpResponse:
    """The code alone: big enough for print (PNG), or as large as one likes (SVG)."""
    activity = _published(request, pk)
    if picture not in CONTENT_TYPES:
        raise Http404
    drawn = io.BytesIO()
    segno.make(address("activities:public", activity.key), error="m").save(drawn, kind=picture, scale=16, border=4)
    answer = HttpResponse(drawn.getvalue(), content_type=CONTENT_TYPES[picture])
    answer["Content-Disposition"] = f'attachment; filename="activity-{pk}.{picture}"'
    return answer


def _published(request: HttpRequest, pk: int) -> Activity:
    """There is nothing to put up before registration is open."""
    ensure_keys(request)
    activity = seen(Activity.objects.select_related("organisation"), actor_of(request), pk)
    if activity.state == ActivityState.DRAFT:
        raise Http404
    return activity
