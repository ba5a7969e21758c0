"""The hall: who takes part, what they need and offer; from here one wishes to meet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from shanghui.activities import permissions
from shanghui.activities.labels import PARTS, WEIGHTS
from shanghui.activities.models import Activity, Matchmaking, Participant
from shanghui.activities.queries.pairs import known_to, taken
from shanghui.activities.queries.participant_page import wishes_open
from shanghui.activities.queries.participants import (
    counts,
    guests_to_join,
    hall,
    hall_filters,
    own_participants,
    units_of,
)
from shanghui.activities.rules import ActivityKind, Mode
from shanghui.activities.views.speaking import Speaker, by_link, by_post, speaker_by_link
from shanghui.core.asking import actor_of, ensure_keys, number, numbered, seen
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound

PAGE = 30
#: of hers, more are chosen by their own pages
MOST_OWN = 60
KEYS = ("part", "unit", "q", "page")


@by_post
@require_safe
def show_hall(request: HttpRequest, pk: int) -> HttpResponse:
    """`for`: the participant for whom she wishes."""
    ensure_keys(request, *KEYS, "for")
    actor = actor_of(request)
    activity = seen(Activity.objects.select_related("organisation"), actor, pk)
    organises = permissions.can_organise(actor, activity)
    frame = Matchmaking.objects.filter(activity=activity).first()
    if frame is None:
        if activity.kind != ActivityKind.MATCHMAKING or not organises:
            raise NotFound()
        return render(request, "activities/matchmaking_absent.html", {"activity": activity})
    frame.activity = activity
    context: dict[str, object] = {
        "frame": "base.html",
        "organises": organises,
        "may_write": permissions.may_write(actor),
    }
    if not permissions.sees_hall(actor, activity):
        context |= {"activity": activity, "matchmaking": frame, "counts": counts(frame), "closed": True}
        return render(request, "activities/matchmaking.html", context)
    mine = list(own_participants(actor, frame)[:MOST_OWN])
    wanted = request.GET.get("for")
    speaker = Speaker(actor, _one(mine, frame, number(wanted), organises)) if wanted else None
    if speaker is None and len(mine) == 1 and not organises:
        speaker = Speaker(actor, mine[0])
    context |= {"mine": mine, "to_join": guests_to_join(actor, frame).exists(), "export": True}
    return _hall(request, frame, speaker, context)


@require_safe
@by_link
def show_my_hall(request: HttpRequest, key: str) -> HttpResponse:
    ensure_keys(request, *KEYS)
    speaker = speaker_by_link(request, key)
    return _hall(request, speaker.participant.matchmaking, speaker, {"frame": "bare.html", "may_write": True})


def _one(mine: list[Participant], frame: Matchmaking, pk: int, organises: bool) -> Participant:
    """One of hers; an organiser's are all."""
    row = next((one for one in mine if one.pk == pk), None)
    if row is None and organises:
        row = hall(frame).filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def _hall(
    request: HttpRequest, frame: Matchmaking, speaker: Speaker | None, context: dict[str, object]
) -> HttpResponse:
    filters = hall_filters(request.GET.dict())
    page = numbered(request, hall(frame, filters), PAGE)
    context |= {
        "activity": frame.activity,
        "matchmaking": frame,
        "hosted": frame.mode == Mode.HOSTED,
        "filters": filters,
        "page": page,
        "counts": counts(frame),
        "parts": [(part.value, label) for part, label in PARTS.items()],
        "units": [(unit.pk, unit.called) for unit in units_of(frame)],
        "speaker": speaker,
        "weights": WEIGHTS.items(),
        "resources": list(frame.resources.all()),
        "here": request.get_full_path(),
    }
    if speaker is not None:
        speaker.participant.matchmaking = frame
        require(True, seen=speaker.participant.matchmaking_id == frame.pk)
        context |= {
            "engaged": known_to(speaker.participant.pk),
            "wishes_open": wishes_open(speaker.participant, now()),
            "taken": taken(speaker.participant.pk),
        }
    return render(request, "activities/matchmaking.html", context)
