"""What of programmes and activities waits for the actor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q

from shanghui.activities.models import Activity, Application, Programme, Wish
from shanghui.activities.models.activities import ActivityQuerySet
from shanghui.activities.permissions import LEADS
from shanghui.activities.rules import ActivityState, ApplicationState, ProgrammeState, RegistrationState, WishState
from shanghui.core.actor import Actor

#: lines of a kind on the first page
FEW = 20
#: an activity stands on the first page from so long before it begins
SOON = timedelta(days=2)


@dataclass(frozen=True)
class WishesWaiting:
    """Wishes of one matchmaking that her firms have not answered; the first of them expires at `until`."""

    activity_id: int
    title: str
    number: int
    until: datetime


def guests_to_confirm(actor: Actor) -> list[Activity]:
    """Her activities with guests whom nobody has confirmed; `unconfirmed` says how many."""
    rows = _hosted(actor).filter(state=ActivityState.PUBLISHED)
    waiting = Count("registrations", filter=Q(registrations__state=RegistrationState.UNCONFIRMED))
    return list(rows.annotate(unconfirmed=waiting).filter(unconfirmed__gt=0).order_by("starts_at", "pk")[:FEW])


def about_to_begin(actor: Actor, now: datetime) -> list[Activity]:
    """Her activities that run now or begin within two days."""
    rows = _hosted(actor).filter(state=ActivityState.PUBLISHED, ends_at__gte=now, starts_at__lte=now + SOON)
    return list(rows.order_by("starts_at", "pk")[:FEW])


def wishes_to_answer(actor: Actor, now: datetime) -> list[WishesWaiting]:
    """Of firms that come through her organisation, or of her own firm."""
    if not (actor.is_secretary or actor.enterprise_id):
        return []
    guest = "wished__registration__"
    ours = Q(**{f"{guest}unit__in": actor.organisation_ids})
    if actor.enterprise_id:
        ours = Q(**{f"{guest}enterprise": actor.enterprise_id})
    rows = Wish.objects.filter(ours, state=WishState.WISHED, expires_at__gt=now)
    found = rows.values("matchmaking__activity", "matchmaking__activity__title")
    found = found.annotate(number=Count("pk"), until=Min("expires_at")).order_by("until")
    return [
        WishesWaiting(one["matchmaking__activity"], one["matchmaking__activity__title"], one["number"], one["until"])
        for one in found[:FEW]
    ]


def programmes_to_apply_for(actor: Actor, day: date) -> list[Programme]:
    """Open stages on which her organisation has not applied to perform."""
    if not actor.is_secretary or actor.organisation_id is None:
        return []
    applied = Application.objects.unrestricted("her own").filter(organisation=actor.organisation_id)
    applied = applied.exclude(state=ApplicationState.WITHDRAWN)
    rows = Programme.objects.visible_to(actor).filter(state=ProgrammeState.OPEN, apply_until__gte=day)
    rows = rows.exclude(organisation=actor.organisation_id).exclude(pk__in=applied.values("programme"))
    return list(rows.select_related("organisation").order_by("apply_until", "pk")[:FEW])


def programmes_to_decide(actor: Actor, day: date) -> list[Programme]:
    """Her own stages whose time for applications is over."""
    if not _acts(actor):
        return []
    over = Q(state=ProgrammeState.SELECTING) | Q(state=ProgrammeState.OPEN, apply_until__lt=day)
    rows = Programme.objects.visible_to(actor).filter(over, organisation=actor.organisation_id)
    return list(rows.order_by("apply_until", "pk")[:FEW])


def _hosted(actor: Actor) -> ActivityQuerySet:
    rows = Activity.objects.visible_to(actor)
    return rows.hosted_by(actor) if _acts(actor) else rows.none()


def _acts(actor: Actor) -> bool:
    acts = actor.is_secretary or actor.is_federation_officer or actor.role in LEADS
    return acts and actor.organisation_id is not None
