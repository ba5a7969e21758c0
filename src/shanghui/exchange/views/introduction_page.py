"""The page of one introduction, with the form of each step that its reader may take."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from shanghui.core.asking import actor_of
from shanghui.core.message_text import Message, message
from shanghui.exchange.forms import introductions as fields
from shanghui.exchange.models import Introduction
from shanghui.exchange.queries.introduction_page import IntroductionPage, introduction_page
from shanghui.exchange.queries.introduction_steps import number_of_present
from shanghui.exchange.queries.introductions import title
from shanghui.exchange.rules import REFUSABLE, IntroductionState, Side

State = IntroductionState
TALKING = {State.MET, State.NEGOTIATING}
Forms = Mapping[str, forms.Form]


def render_page(
    request: HttpRequest,
    introduction: Introduction,
    *,
    bound: Forms | None = None,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    """`bound`: the form that was refused, by the name of its step; `link`: of a consent link just made."""
    actor, today = actor_of(request), timezone.localdate()
    page = introduction_page(actor, introduction, today)
    state = introduction.state_enum
    context: dict[str, object] = {
        "introduction": introduction,
        "page": page,
        "title": title(actor, introduction),
        "step_number": number_of_present(page.steps),
        "duty": page.duty.value if page.duty else "",
        "forms": _forms(introduction, page) | dict(bound or {}),
        "refused": next(iter(bound or {}), ""),
        "refusable": state in REFUSABLE,
        "talking": state in TALKING,
        "recordable": state in {*TALKING, State.CONCLUDED},
        "can_agree": state in {*TALKING, State.CONSENTED},
        "message": _message(page, link),
        "link": link,
    }
    return render(request, "exchange/introduction.html", context, status=status)


def _forms(introduction: Introduction, page: IntroductionPage) -> dict[str, forms.Form]:
    """Fresh ones, for the side for which she speaks."""
    today = timezone.localdate()
    side = (page.answers or page.speaks or [Side.NEED])[0]
    hidden = {"version": introduction.version, "side": side.value}
    return {
        "decline": fields.DeclineForm(initial=hidden, auto_id="decline_%s"),
        "meeting": fields.MeetingForm(initial={"on": today}, auto_id="meeting_%s"),
        "next_step": fields.NextStepForm(auto_id="next_step_%s"),
        "follow_up": fields.FollowUpForm(auto_id="follow_up_%s"),
        "outcome": fields.OutcomeForm(initial={"on": today}, auto_id="outcome_%s"),
        "conclude": fields.ConcludeForm(auto_id="conclude_%s"),
        "message": fields.MessageForm(auto_id="message_%s"),
    }


def _message(page: IntroductionPage, link: str) -> Message:
    """For the chat: what her member is asked, and the way to answer. It names no anonymous firm, and no contacts."""
    introduction = page.introduction
    mine = next((party for party in page.parties if party.side in (page.answers or page.speaks)), page.parties[0])
    theirs = next(party for party in page.parties if party.side is not mine.side)
    context = {"introduction": introduction, "mine": mine, "theirs": theirs, "link": link, "asks": bool(page.answers)}
    url = link or reverse("exchange:introduction", args=[introduction.pk])
    return message("exchange/message/introduction.txt", context, url)
