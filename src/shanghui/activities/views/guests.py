"""The guests of an activity: the list and its file. Hosts see all, a unit's secretary those who come through her."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shanghui.activities import permissions
from shanghui.activities.labels import REGISTRATION_STATES
from shanghui.activities.models import Activity, Question, Registration
from shanghui.activities.queries import guests
from shanghui.activities.queries.seats import seats_of
from shanghui.activities.rules import STANDING, ActivityState, RegistrationState
from shanghui.activities.sheets.registration import may_import
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, numbered, seen
from shanghui.core.permission import require
from shanghui.network.models import Enterprise

SIZE = 50


@dataclass(frozen=True)
class Said:
    """An answer to an own question."""

    question: str
    text: str


@dataclass(frozen=True)
class Row:
    """A guest of the list. `seen_firm`: the reader may open the firm's page; `ticked`: chosen for confirming."""

    guest: Registration
    answers: list[Said]
    standing: bool
    seen_firm: bool
    ticked: bool


@login_required
@require_safe
def show_guests(request: HttpRequest, pk: int) -> HttpResponse:
    actor, query = actor_of(request), request.GET.dict()
    query.pop("page", None)
    filters = guests.filters_from(query)
    activity = seen(Activity.objects.select_related("organisation"), actor, pk)
    require(actor.in_federation)
    page = numbered(request, guests.guests(actor, activity, filters), SIZE)
    rows = _rows(actor, activity, list(page), filters.state is RegistrationState.UNCONFIRMED)
    hosts = permissions.can_see_guests(actor, activity)
    editable = activity.state == ActivityState.PUBLISHED
    context = {
        "activity": activity,
        "filters": filters,
        "page": page,
        "rows": rows,
        "seats": seats_of(activity),
        "states": [(state.value, str(label)) for state, label in REGISTRATION_STATES.items()],
        "units": guests.units_of_guests(actor, activity),
        "hosts": hosts,
        "may_add": editable and permissions.can_register_for(actor, activity),
        "may_import": editable and may_import(actor),
        "may_confirm": editable and permissions.can_keep_activity(actor, activity),
        "confirmable": any(row.guest.state == RegistrationState.UNCONFIRMED for row in rows),
    }
    return render(request, "activities/guests.html", context)


@login_required
@require_safe
def export_guests(request: HttpRequest, pk: int, ending: str) -> StreamingHttpResponse:
    actor = actor_of(request)
    ensure_keys(request, *guests.KEYS)
    activity = seen(Activity.objects.all(), actor, pk)
    require(actor.in_federation)
    return guests.guests_file(actor, activity, request.GET.dict(), ending)


def _rows(actor: Actor, activity: Activity, found: list[Registration], ticked: bool) -> list[Row]:
    """Four queries more than the rows, however many."""
    questions: list[Question] = list(activity.questions.all())
    answers = guests.answers_by_guest(found) if questions else {}
    firms = {row.enterprise_id for row in found if row.enterprise_id}
    seen_firms = set(Enterprise.objects.visible_to(actor).filter(pk__in=firms).values_list("pk", flat=True))
    writes = permissions.may_write(actor) and activity.state == ActivityState.PUBLISHED
    made = []
    for guest in found:
        given = answers.get(guest.pk, {})
        said = [Said(one.text, guests.shown_answer(one, given[one.pk])) for one in questions if one.pk in given]
        standing = writes and guest.state_enum in STANDING
        made.append(Row(guest, said, standing, guest.enterprise_id in seen_firms, ticked))
    return made
