"""For whom a page speaks: a signed-in person in her post, or whoever holds a guest's private link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from shanghui.accounts import throttle
from shanghui.activities import permissions
from shanghui.activities.models import Participant, Registration
from shanghui.activities.queries.participants import standing_guest
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, seen
from shanghui.core.permission import require
from shanghui.core.refusal import Gone, NotFound
from shanghui.exchange.views.consents import PRIVATE

P = ParamSpec("P")
RELATED = ("registration__enterprise__region", "registration__unit", "matchmaking__activity__organisation")


@dataclass(frozen=True)
class Speaker:
    """`key` is the private link's, "" for a signed-in person; `base` is the participant's page."""

    actor: Actor
    participant: Participant
    key: str = ""

    @property
    def base(self) -> str:
        if self.key:
            return reverse("activities:my_schedule", args=[self.key])
        return reverse("activities:participant", args=[self.participant.pk])

    @property
    def hall(self) -> str:
        if self.key:
            return f"{self.base}hall/"
        return f"{reverse('activities:matchmaking', args=[self.participant.matchmaking.activity_id])}?for={self.participant.pk}"

    @property
    def frame(self) -> str:
        """The template around the page."""
        return "bare.html" if self.key else "base.html"

    @property
    def organises(self) -> bool:
        return not self.key and permissions.can_organise(self.actor, self.participant.matchmaking.activity)


def guest_of(key: str) -> Registration:
    """Raises Gone for a link that is over or unknown."""
    guest = standing_guest(key)
    if guest is None:
        raise Gone()
    return guest


def speaker_by_link(request: HttpRequest, key: str) -> Speaker:
    """Raises Gone; NotFound where the guest is at no table yet."""
    guest = guest_of(key)
    row = Participant.objects.select_related(*RELATED).filter(registration=guest).first()
    if row is None:
        raise NotFound()
    return Speaker(actor_of(request), row, key)


def speaker_by_post(request: HttpRequest, pk: int) -> Speaker:
    """The firm itself, its unit's secretary, the hosts; the same 404 for all others and for absent ones."""
    actor = actor_of(request)
    row = Participant.objects.select_related(*RELATED).filter(pk=pk).first()
    if row is None:
        raise NotFound()
    seen(Registration.objects.all(), actor, row.registration_id)
    return Speaker(actor, row)


def writes(speaker: Speaker) -> Speaker:
    """Before a form is shown. Raises NotPermitted."""
    require(permissions.speaks(speaker.actor, speaker.participant, speaker.key))
    return speaker


def by_link(view: Callable[Concatenate[HttpRequest, str, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page behind a secret address: kept by no cache, found by no search engine, slow for whoever tries many."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        answer = throttle.guessing(request) or _answer(request, key, *args, **kwargs)
        for name, value in PRIVATE.items():
            answer[name] = value
        return answer

    def _answer(request: HttpRequest, key: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, key, *args, **kwargs)
        except Gone:
            throttle.note_guess(request)
            return render(request, "activities/link_gone.html", status=Gone.status)

    return guarded


def by_post(view: Callable[Concatenate[HttpRequest, int, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of somebody who signed in."""
    return login_required(view)
