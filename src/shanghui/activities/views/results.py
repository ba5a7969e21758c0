"""What came of it: encounters by state, ratings, next steps, introductions; and the steps of the organiser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shanghui.activities import permissions
from shanghui.activities.actions.encounters import cancel_encounter, settle_encounter
from shanghui.activities.actions.introductions import begin_introduction
from shanghui.activities.models import Activity, Encounter
from shanghui.activities.queries.results import encounters_seen, in_state, places_of, stars_told, state_counts, totals
from shanghui.activities.rules import EncounterState
from shanghui.activities.views.joining import matchmaking_of
from shanghui.activities.views.speaking import by_post
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, numbered, seen
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, NotFound

PAGE = 50


@by_post
@require_safe
def show_results(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request, "state", "page")
    actor = actor_of(request)
    activity = seen(Activity.objects.select_related("organisation"), actor, pk)
    frame = matchmaking_of(activity.pk)
    require(permissions.sees_hall(actor, activity))
    found, state = totals(frame), request.GET.get("state", "")
    page = numbered(request, in_state(encounters_seen(actor, frame), state), PAGE)
    rows = list(page.object_list)
    places = places_of(rows)
    organises, hosting = permissions.can_organise(actor, activity), permissions.hosts(actor, activity)
    context = {
        "activity": activity, "matchmaking": frame, "totals": found, "states": state_counts(found), "state": state,
        "page": page, "organises": organises,
        "lines": [
            (row, places.get(row.pk), _may_begin(actor, row, organises), stars_told(actor, row, hosting)) for row in rows
        ],
    }  # fmt: skip
    return render(request, "activities/results.html", context)


@by_post
@require_POST
def introduce(request: HttpRequest, pk: int) -> HttpResponse:
    encounter = seen_encounter(actor_of(request), pk)
    made = begin_introduction(actor=actor_of(request), encounter=encounter, now=now())
    messages.success(request, _("引荐已开始，双方秘书处都会收到。"))
    if made.side_of(actor_of(request).organisation_id) is not None:
        return redirect("exchange:introduction", made.pk)
    return redirect("activities:results", encounter.matchmaking.activity_id)


@by_post
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    encounter = seen_encounter(actor_of(request), pk)
    require(permissions.can_organise(actor_of(request), encounter.matchmaking.activity))
    try:
        state = EncounterState(request.POST.get("state", ""))
    except ValueError as error:
        raise BadRequest() from error
    settle_encounter(actor=actor_of(request), encounter=encounter, state=state, now=now())
    messages.success(request, _("已记下。"))
    return redirect("activities:results", encounter.matchmaking.activity_id)


@by_post
@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    encounter = seen_encounter(actor_of(request), pk)
    cancel_encounter(actor=actor_of(request), encounter=encounter, now=now())
    messages.success(request, _("这一场已取消，名额已还给双方。"))
    return redirect("activities:results", encounter.matchmaking.activity_id)


def seen_encounter(actor: Actor, pk: int) -> Encounter:
    """One whose activity she hosts, or that concerns her guests; the same 404 for absent and foreign ones."""
    row = Encounter.objects.select_related("matchmaking__activity").filter(pk=pk).first()
    if row is None or not encounters_seen(actor, row.matchmaking).filter(pk=pk).exists():
        raise NotFound()
    return row


def _may_begin(actor: Actor, row: Encounter, organises: bool) -> bool:
    if row.state != EncounterState.ATTENDED or row.introduction_id is not None:
        return False
    units = {row.first.registration.unit_id, row.second.registration.unit_id}
    return organises or any(permissions.keeps(actor, unit) for unit in units if unit is not None)
