"""What is done from a participant's page: one step, one action. The same steps with an account and without."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shanghui.activities.actions import encounters, not_with, wishes
from shanghui.activities.models import Encounter, Participant, Resource, Wish
from shanghui.activities.queries.pairs import of_either
from shanghui.activities.rules import WishState
from shanghui.activities.views.speaking import Speaker, by_link, by_post, speaker_by_link, speaker_by_post
from shanghui.core.asking import ensure_keys
from shanghui.core.refusal import BadRequest, NotFound

Row = TypeVar("Row", bound=Model)


@require_POST
@by_link
def my_step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    ensure_keys(request)
    return _done(request, speaker_by_link(request, key), step)


@by_post
@require_POST
def participant_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    ensure_keys(request)
    return _done(request, speaker_by_post(request, pk), step)


def _done(request: HttpRequest, speaker: Speaker, step: str) -> HttpResponse:
    act = STEPS.get(step)
    if act is None:
        raise NotFound()
    messages.success(request, act(request, speaker))
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if safe else speaker.base)


def _wish(request: HttpRequest, speaker: Speaker) -> str:
    frame = speaker.participant.matchmaking
    resource = (
        _row(request, Resource.objects.filter(matchmaking=frame), "resource") if _given(request, "resource") else None
    )
    wish = wishes.make_wish(
        actor=speaker.actor,
        wisher=speaker.participant,
        wished=_other(request, speaker),
        weight=_number(request, "weight") if _given(request, "weight") else 2,
        note=request.POST.get("note", ""),
        resource=resource,
        now=now(),
        key=speaker.key,
    )
    return _("已约上，等主办方排时间。") if wish.state == WishState.ACCEPTED else _("约见已发出，对方答应后告诉您。")


def _accept(request: HttpRequest, speaker: Speaker) -> str:
    weight = _number(request, "weight") if _given(request, "weight") else None
    asked = _row(request, Wish.objects.filter(wished=speaker.participant), "wish")
    wishes.accept_wish(actor=speaker.actor, wish=asked, weight=weight, now=now(), key=speaker.key)
    return _("已答应，等主办方排时间。")


def _decline(request: HttpRequest, speaker: Speaker) -> str:
    asked = _row(request, Wish.objects.filter(wished=speaker.participant), "wish")
    wishes.decline_wish(actor=speaker.actor, wish=asked, now=now(), key=speaker.key)
    return _("已谢绝。")


def _cancel(request: HttpRequest, speaker: Speaker) -> str:
    made = _row(request, Wish.objects.filter(wisher=speaker.participant), "wish")
    wishes.cancel_wish(actor=speaker.actor, wish=made, now=now(), key=speaker.key)
    return _("约见已收回。")


def _avoid(request: HttpRequest, speaker: Speaker) -> str:
    other = _other(request, speaker)
    not_with.avoid(actor=speaker.actor, participant=speaker.participant, other=other, now=now(), key=speaker.key)
    return _("记下了，不安排与%(name)s见面，对方不会知道。") % {"name": other.called}


def _avoid_no_longer(request: HttpRequest, speaker: Speaker) -> str:
    facts = {"actor": speaker.actor, "participant": speaker.participant, "key": speaker.key}
    not_with.avoid_no_longer(**facts, other=_other(request, speaker), now=now())  # type: ignore[arg-type]
    return _("已去掉。")


def _call_off(request: HttpRequest, speaker: Speaker) -> str:
    encounters.cancel_encounter(
        actor=speaker.actor, encounter=_encounter(request, speaker), by=speaker.participant, now=now(), key=speaker.key
    )
    return _("这一场已取消，名额已还给双方。")


def _happened(request: HttpRequest, speaker: Speaker) -> str:
    return _say(request, speaker, happened=True)


def _did_not(request: HttpRequest, speaker: Speaker) -> str:
    return _say(request, speaker, happened=False)


def _say(request: HttpRequest, speaker: Speaker, *, happened: bool) -> str:
    encounters.say_happened(
        actor=speaker.actor,
        encounter=_encounter(request, speaker),
        by=speaker.participant,
        happened=happened,
        now=now(),
        key=speaker.key,
    )
    return _("记下了：谈了。") if happened else _("记下了：没谈成。")


def _rate(request: HttpRequest, speaker: Speaker) -> str:
    encounters.rate_encounter(
        actor=speaker.actor,
        encounter=_encounter(request, speaker),
        by=speaker.participant,
        stars=_number(request, "stars"),
        now=now(),
        key=speaker.key,
    )
    return _("评价已记下，谢谢。")


def _next_step(request: HttpRequest, speaker: Speaker) -> str:
    encounters.note_next_step(
        actor=speaker.actor,
        encounter=_encounter(request, speaker),
        by=speaker.participant,
        text=request.POST.get("text", ""),
        now=now(),
        key=speaker.key,
    )
    return _("下一步已记下。")


STEPS: dict[str, Callable[[HttpRequest, Speaker], str]] = {
    "wish": _wish,
    "accept": _accept,
    "decline": _decline,
    "cancel": _cancel,
    "avoid": _avoid,
    "avoid-no-longer": _avoid_no_longer,
    "call-off": _call_off,
    "happened": _happened,
    "did-not": _did_not,
    "rate": _rate,
    "next-step": _next_step,
}


def _given(request: HttpRequest, name: str) -> bool:
    return bool(request.POST.get(name))


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise BadRequest()
    return int(text)


def _row(request: HttpRequest, rows: "QuerySet[Row]", name: str) -> Row:
    """One of those that concern the speaker; the same 404 for absent and for foreign ones."""
    row = rows.filter(pk=_number(request, name)).first()
    if row is None:
        raise NotFound()
    return row


def _other(request: HttpRequest, speaker: Speaker) -> Participant:
    rows = Participant.objects.filter(matchmaking=speaker.participant.matchmaking_id)
    return _row(request, rows.select_related("registration__enterprise"), "other")


def _encounter(request: HttpRequest, speaker: Speaker) -> Encounter:
    return _row(request, Encounter.objects.filter(of_either(speaker.participant.pk)), "encounter")
