"""Whose timetable a program asks for: the same eyes as the board."""

from dataclasses import dataclass

from django.http import HttpRequest

from shanghui.activities import permissions
from shanghui.activities.models import Activity, Matchmaking, Timetable
from shanghui.activities.queries import timetables
from shanghui.core.actor import Actor
from shanghui.core.asking import seen
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound
from shanghui.network.api.asking import actor_of

READ, WRITE = "activities:read", "activities:write"
ACTIVITIES = Activity.objects.select_related("matchmaking").prefetch_related("co_hosts")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose matchmaking activity, and who asks."""

    actor: Actor
    matchmaking: Matchmaking


def asked(request: HttpRequest, activity_id: int, scope: str) -> Asked:
    """The organisers' own; a token that reads needs no right to write."""
    actor = actor_of(request, scope)
    activity = seen(ACTIVITIES, actor, activity_id)
    require(permissions.hosts(actor, activity) if scope == READ else permissions.can_organise(actor, activity))
    matchmaking = getattr(activity, "matchmaking", None)
    if matchmaking is None:
        raise NotFound()
    matchmaking.activity = activity
    return Asked(actor, matchmaking)


def version_of(of: Asked, number: int) -> Timetable:
    """Raises NotFound."""
    found = timetables.numbered(of.matchmaking, number)
    found.matchmaking = of.matchmaking
    return found
