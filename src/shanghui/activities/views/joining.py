"""Become a participant, and change what one said: by the private link, by the unit's secretary, by the organiser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.activities import permissions
from shanghui.activities.actions.participants import change_participant, join
from shanghui.activities.forms.participants import ParticipantForm, initial_of, zones_in
from shanghui.activities.models import Activity, Matchmaking, Participant, Registration
from shanghui.activities.queries.participants import guests_to_join, offered_listings
from shanghui.activities.views.speaking import (
    Speaker,
    by_link,
    by_post,
    guest_of,
    speaker_by_link,
    speaker_by_post,
    writes,
)
from shanghui.core.actor import VISITOR
from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound, Refusal

ASKED = ["GET", "HEAD", "POST"]


@require_http_methods(ASKED)
@by_link
def join_mine(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever takes part already changes what she said."""
    ensure_keys(request)
    guest = guest_of(key)
    if Participant.objects.filter(registration=guest).exists():
        return _change(request, speaker_by_link(request, key))
    frame = matchmaking_of(guest.activity_id)
    return _join(request, frame, guest, key)


@by_post
@require_http_methods(ASKED)
def add_participant(request: HttpRequest, pk: int) -> HttpResponse:
    """First the guest is chosen, then what she says is written down."""
    ensure_keys(request, "registration")
    actor = actor_of(request)
    activity = seen(Activity.objects.all(), actor, pk)
    frame = matchmaking_of(activity.pk)
    require(permissions.may_write(actor))
    wanted = request.GET.get("registration", "")
    if not wanted:
        context = {"activity": activity, "guests": guests_to_join(actor, frame)[:500]}
        return render(request, "activities/participant_choose.html", context)
    rows = Registration.objects.filter(activity=activity).select_related("enterprise__region", "unit", "activity")
    guest = seen(rows, actor, number(wanted))
    require(permissions.can_keep_registration(actor, guest))
    return _join(request, frame, guest, "")


@by_post
@require_http_methods(ASKED)
def edit_participant(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    return _change(request, writes(speaker_by_post(request, pk)))


def matchmaking_of(activity_id: int) -> Matchmaking:
    """Raises NotFound where the activity is no matchmaking, or its frame is not set up."""
    row = Matchmaking.objects.select_related("activity__organisation").filter(activity=activity_id).first()
    if row is None:
        raise NotFound()
    return row


def _join(request: HttpRequest, frame: Matchmaking, guest: Registration, key: str) -> HttpResponse:
    actor = actor_of(request)
    listings = offered_listings(VISITOR if key else actor, guest)
    form = ParticipantForm(
        request.POST if request.method == "POST" else None,
        matchmaking=frame,
        listings=listings,
        zones=_zones(frame, organises=not key and permissions.can_organise(actor, frame.activity)),
        initial={"listings": [str(one.pk) for one in listings]},
    )
    context = {"form": form, "guest": guest, "activity": frame.activity, "speaker_frame": _frame(key), "key": key}
    if request.method == "POST" and form.is_valid():
        try:
            made = join(
                actor=actor, matchmaking=frame, guest=guest, facts=form.facts(), topics=form.topics(),
                forbidden=form.busy_slots(), now=now(), key=key,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal_text(refusal))
            return render(request, "activities/participant_form.html", context, status=refusal.status)
        messages.success(request, _("已加入对接会。"))
        return redirect(Speaker(actor, made, key).base)
    return render(request, "activities/participant_form.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, speaker: Speaker) -> HttpResponse:
    row, frame = speaker.participant, speaker.participant.matchmaking
    listings = offered_listings(VISITOR if speaker.key else speaker.actor, row.registration, row)
    form = ParticipantForm(
        request.POST if request.method == "POST" else None,
        matchmaking=frame,
        listings=listings,
        zones=_zones(frame, organises=speaker.organises),
        initial=initial_of(row),
    )
    context = {
        "form": form, "guest": row.registration, "activity": frame.activity, "participant": row, "speaker": speaker,
        "speaker_frame": speaker.frame, "key": speaker.key,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            change_participant(
                actor=speaker.actor, participant=row, facts=form.facts(), topics=form.topics(),
                forbidden=form.busy_slots(), now=now(), key=speaker.key,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal_text(refusal))
            return render(request, "activities/participant_form.html", context, status=refusal.status)
        messages.success(request, _("已保存。"))
        return redirect(speaker.base)
    return render(request, "activities/participant_form.html", context, status=422 if form.errors else 200)


def _zones(frame: Matchmaking, *, organises: bool) -> list[str]:
    """Where somebody sits is the organiser's to say."""
    return zones_in(frame.tables.values_list("zone", flat=True)) if organises else []


def _frame(key: str) -> str:
    return "bare.html" if key else "base.html"
