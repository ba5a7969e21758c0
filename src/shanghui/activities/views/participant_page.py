"""A participant's page, with and without an account, and its parts: suggestions, printed sheet, calendar file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from shanghui.activities import permissions
from shanghui.activities.labels import WEIGHTS
from shanghui.activities.models import Participant
from shanghui.activities.queries.participant_page import participant_page
from shanghui.activities.queries.schedule_files import calendar_of
from shanghui.activities.queries.suggestions import suggestions
from shanghui.activities.rules import Mode
from shanghui.activities.views.speaking import Speaker, by_link, by_post, guest_of, speaker_by_link, speaker_by_post
from shanghui.core.asking import ensure_keys
from shanghui.core.message_text import message_text

STARS = range(1, 6)


@require_safe
@by_link
def show_mine(request: HttpRequest, key: str) -> HttpResponse:
    ensure_keys(request)
    guest = guest_of(key)
    if not Participant.objects.filter(registration=guest).exists():
        return redirect("activities:my_join", key)
    return _page(request, speaker_by_link(request, key))


@by_post
@require_safe
def show_participant(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    return _page(request, speaker_by_post(request, pk))


@require_safe
@by_link
def show_my_suggestions(request: HttpRequest, key: str) -> HttpResponse:
    ensure_keys(request)
    return _suggestions(request, speaker_by_link(request, key))


@by_post
@require_safe
def show_suggestions(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    return _suggestions(request, speaker_by_post(request, pk))


@require_safe
@by_link
def print_mine(request: HttpRequest, key: str) -> HttpResponse:
    ensure_keys(request)
    return _sheet(request, speaker_by_link(request, key))


@by_post
@require_safe
def print_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    return _sheet(request, speaker_by_post(request, pk))


@require_safe
@by_link
def my_calendar(request: HttpRequest, key: str) -> HttpResponse:
    ensure_keys(request)
    return _calendar(speaker_by_link(request, key))


@by_post
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    return _calendar(speaker_by_post(request, pk))


def context_of(speaker: Speaker) -> dict[str, object]:
    """What every page of a participant shows around its own."""
    frame = speaker.participant.matchmaking
    return {
        "speaker": speaker,
        "participant": speaker.participant,
        "matchmaking": frame,
        "activity": frame.activity,
        "hosted": frame.mode == Mode.HOSTED,
        "weights": WEIGHTS.items(),
        "may_write": permissions.speaks(speaker.actor, speaker.participant, speaker.key),
    }


def _page(request: HttpRequest, speaker: Speaker) -> HttpResponse:
    page = participant_page(speaker.participant, now())
    frame = speaker.participant.matchmaking
    context = context_of(speaker) | {
        "page": page,
        "stars": STARS,
        "resources": list(frame.resources.all()),
        "topics": list(speaker.participant.topics.all()),
        "busy": list(speaker.participant.forbidden.select_related("slot")),
    }
    if page.scheduled:
        context["message"] = message_text("activities/message/schedule.txt", context, _address(speaker))
    return render(request, "activities/participant.html", context)


def _address(speaker: Speaker) -> str:
    """What a secretary sends her member holds the private link; what the guest copies may end in a group, and does not."""
    if speaker.key:
        return f"/activities/r/{speaker.participant.matchmaking.activity.key}/"
    return reverse("activities:my_schedule", args=[speaker.participant.registration.key])


def _suggestions(request: HttpRequest, speaker: Speaker) -> HttpResponse:
    found = suggestions(speaker.participant)
    context = context_of(speaker) | {
        "suggestions": found,
        "resources": list(speaker.participant.matchmaking.resources.all()),
    }
    template = (
        "activities/suggestions.html" if request.headers.get("HX-Request") else "activities/suggestions_page.html"
    )
    return render(request, template, context)


def _sheet(request: HttpRequest, speaker: Speaker) -> HttpResponse:
    context = context_of(speaker) | {"page": participant_page(speaker.participant, now())}
    return render(request, "activities/schedule_sheet.html", context)


def _calendar(speaker: Speaker) -> HttpResponse:
    answer = HttpResponse(calendar_of(speaker.participant, now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="schedule.ics"'
    return answer
