"""Activities: the list, its files, an area's calendar, one activity."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from shanghui.activities import permissions
from shanghui.activities.labels import ACTIVITY_KINDS
from shanghui.activities.models import Activity
from shanghui.activities.queries import activities, area_calendar
from shanghui.activities.queries.activity_files import activities_file
from shanghui.activities.queries.activity_page import activity_page
from shanghui.activities.queries.calendar_files import calendar_answer
from shanghui.activities.queries.occasions import address
from shanghui.activities.rules import ActivityState
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, numbered, seen
from shanghui.core.message_text import message

SIZE = 50
#: a calendar file holds no more
MOST_EVENTS = 500
ROWS = Activity.objects.select_related("organisation", "industry")


@login_required
@require_safe
def show_activities(request: HttpRequest) -> HttpResponse:
    actor, query = actor_of(request), request.GET.dict()
    query.pop("page", None)
    filters = activities.filters_from(actor, query)
    page = numbered(request, activities.activities(actor, filters), SIZE)
    context = {
        "filters": filters,
        "page": page,
        "lines": activities.lines(page),
        "kinds": [(kind.value, str(label)) for kind, label in ACTIVITY_KINDS.items()],
        "areas": activities.areas_to_choose(actor),
        "series": activities.series_to_choose(actor),
        "may_add": permissions.can_add_activity(actor),
        "in_federation": actor.in_federation,
    }
    return render(request, "activities/activities.html", context)


@login_required
@require_safe
def export_activities(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    return activities_file(actor_of(request), request.GET.dict(), ending)


@login_required
@require_safe
def show_calendar(request: HttpRequest) -> HttpResponse:
    """`?area=&month=&series=`: by week. Without an area all that she sees; her own area where she has one."""
    ensure_keys(request, "area", "month", "series")
    actor = actor_of(request)
    filters = activities.filters_from(actor, request.GET.dict())
    area = filters.area or (_own_area(actor) if "area" not in request.GET else None)
    month = filters.month or timezone.localdate().replace(day=1)
    before, after = area_calendar.beside(month)
    context = {
        "area": str(area or ""),
        "month": month,
        "before": f"{before:%Y-%m}",
        "after": f"{after:%Y-%m}",
        "weeks": area_calendar.weeks(actor, area, month, filters.series),
        "areas": activities.areas_to_choose(actor),
        "series": activities.series_to_choose(actor),
        "chosen_series": filters.series,
        "today": timezone.localdate(),
        "may_add": permissions.can_add_activity(actor),
    }
    return render(request, "activities/calendar.html", context)


def _own_area(actor: Actor) -> int | None:
    return min(actor.area_ids, default=None)


@login_required
@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """What comes, narrowed as the list is."""
    actor = actor_of(request)
    filters = activities.filters_from(actor, request.GET.dict())
    rows = list(activities.activities(actor, filters).exclude(state=ActivityState.DRAFT)[:MOST_EVENTS])
    urls = {row.pk: address("activities:activity", row.pk) for row in rows}
    return calendar_answer("activities", rows, now=timezone.now(), urls=urls)


@login_required
@require_safe
def show_activity(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    activity = seen(ROWS, actor, pk)
    context = activity_page(actor, activity)
    url = reverse("activities:public", args=[activity.key])
    if activity.state != ActivityState.PUBLISHED:
        url = reverse("activities:activity", args=[pk])
    context["message"] = message("activities/message/activity.txt", context, url)
    return render(request, "activities/activity.html", context)


@login_required
@require_safe
def activity_file(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    activity = seen(ROWS, actor_of(request), pk)
    urls = {pk: address("activities:activity", pk)}
    return calendar_answer(f"activity-{pk}", [activity], now=timezone.now(), urls=urls)
