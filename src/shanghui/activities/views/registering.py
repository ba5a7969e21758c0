"""Registration without an account: one page behind the activity's own address, phone first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from shanghui.accounts import throttle
from shanghui.activities.actions.registrations import register as register_guest
from shanghui.activities.forms.registrations import PublicForm
from shanghui.activities.models import Activity
from shanghui.activities.queries.calendar_files import calendar_answer
from shanghui.activities.queries.guest_links import activity_by_key
from shanghui.activities.queries.guest_units import units_to_choose
from shanghui.activities.queries.occasions import address, when
from shanghui.activities.queries.seats import seats_of
from shanghui.activities.rules import ActivityState
from shanghui.activities.views.secret_pages import secret_page
from shanghui.core.labels import refusal_text
from shanghui.core.refusal import Refusal

#: registrations from one address in ten minutes: a whole office behind one line may sign up, a program may not
MOST_REGISTRATIONS = 60


@require_http_methods(["GET", "HEAD", "POST"])
@secret_page
def register(request: HttpRequest, key: str) -> HttpResponse:
    activity = activity_by_key(key)
    units = units_to_choose(activity)
    if request.method != "POST":
        return _page(request, activity, PublicForm(activity=activity, units=units))
    form = PublicForm(request.POST, activity=activity, units=units)
    if form.is_program:
        return render(request, "activities/registered.html", {"activity": activity})
    if not form.is_valid():
        return _page(request, activity, form, status=422)
    slowed = throttle.too_often(request, "register", MOST_REGISTRATIONS)
    return slowed or _registered(request, activity, form)


def _registered(request: HttpRequest, activity: Activity, form: PublicForm) -> HttpResponse:
    facts = form.facts() | {"language": get_language() or ""}
    try:
        guest = register_guest(
            activity=activity,
            facts=facts,
            unit_id=form.cleaned_data["unit"],
            answers=form.answers(),
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, refusal_text(refusal))
        return _page(request, activity, form, status=refusal.status)
    return redirect("activities:guest", guest.key)


def _page(request: HttpRequest, activity: Activity, form: PublicForm, status: int = 200) -> HttpResponse:
    seats, now = seats_of(activity), timezone.now()
    context = {
        "activity": activity,
        "when": when(activity),
        "form": form,
        "seats": seats,
        "points": activity.points.all(),
        "co_hosts": [row.organisation for row in activity.co_hosts.select_related("organisation")],
        "open": activity.state == ActivityState.PUBLISHED and now <= activity.register_until,
    }
    return render(request, "activities/register.html", context, status=status)


@require_safe
@secret_page
def public_file(request: HttpRequest, key: str) -> HttpResponse:
    activity = activity_by_key(key)
    urls = {activity.pk: address("activities:public", key)}
    return calendar_answer(f"activity-{activity.pk}", [activity], now=timezone.now(), urls=urls)
