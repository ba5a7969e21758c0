"""Participants, encounters and wishes as tables."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from shanghui.activities import permissions
from shanghui.activities.models import Activity, Matchmaking
from shanghui.activities.queries.matchmaking_files import encounters_file, participants_file, wishes_file
from shanghui.activities.views.joining import matchmaking_of
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.permission import require


@login_required
@require_safe
def export_participants(request: HttpRequest, pk: int, ending: str) -> StreamingHttpResponse:
    actor, frame = _asked(request, pk)
    require(permissions.sees_hall(actor, frame.activity))
    return participants_file(frame, ending)


@login_required
@require_safe
def export_encounters(request: HttpRequest, pk: int, ending: str) -> StreamingHttpResponse:
    actor, frame = _asked(request, pk)
    require(permissions.sees_hall(actor, frame.activity))
    return encounters_file(actor, frame, ending)


@login_required
@require_safe
def export_wishes(request: HttpRequest, pk: int, ending: str) -> StreamingHttpResponse:
    actor, frame = _asked(request, pk)
    require(permissions.hosts(actor, frame.activity))
    return wishes_file(frame, ending)


def _asked(request: HttpRequest, pk: int) -> tuple[Actor, Matchmaking]:
    ensure_keys(request)
    actor = actor_of(request)
    return actor, matchmaking_of(seen(Activity.objects.all(), actor, pk).pk)
