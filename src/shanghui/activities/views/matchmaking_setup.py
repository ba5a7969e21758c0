"""The frame of a matchmaking activity."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.activities import permissions
from shanghui.activities.actions.frames import set_frame
from shanghui.activities.forms.frames import FrameForm, initial_frame
from shanghui.activities.models import Activity, Encounter, Matchmaking, Participant
from shanghui.activities.queries.pairs import COUNTS
from shanghui.activities.queries.participants import COMING
from shanghui.activities.rules import ActivityKind, tables_wanted
from shanghui.activities.views.speaking import by_post
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound, Refusal


@by_post
@require_http_methods(["GET", "HEAD", "POST"])
def show_setup(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    activity = seen(Activity.objects.select_related("organisation"), actor, pk)
    if activity.kind != ActivityKind.MATCHMAKING:
        raise NotFound()
    require(permissions.can_organise(actor, activity))
    row = Matchmaking.objects.filter(activity=activity).first()
    form = FrameForm(request.POST if request.method == "POST" else None, initial=initial_frame(activity, row))
    if request.method == "POST" and form.is_valid():
        try:
            set_frame(actor=actor, activity=activity, frame=form.frame(), now=now())
        except Refusal as refusal:
            form.add_error(None, refusal_text(refusal))
            return _page(request, activity, row, form, refusal.status)
        messages.success(request, _("场次、桌子和规则已保存。"))
        return redirect("activities:matchmaking", pk)
    return _page(request, activity, row, form, 422 if request.method == "POST" else 200)


def _page(
    request: HttpRequest, activity: Activity, row: Matchmaking | None, form: FrameForm, status: int
) -> HttpResponse:
    context = {"activity": activity, "matchmaking": row, "form": form, "wanted": _wanted(row)}
    return render(request, "activities/matchmaking_setup.html", context, status=status)


def _wanted(row: Matchmaking | None) -> dict[str, int] | None:
    """Tables for what is agreed on so far; before that for half of what all quotas together allow."""
    slots = row.slots.count() if row is not None else 0
    if row is None or not slots:
        return None
    agreed = Encounter.objects.filter(matchmaking=row, state__in=COUNTS).count()
    coming = Participant.objects.filter(matchmaking=row, registration__state__in=COMING).count()
    expected = agreed or coming * row.quota // 4
    return {"encounters": expected, "slots": slots, "tables": tables_wanted(expected, slots), "agreed": agreed}
