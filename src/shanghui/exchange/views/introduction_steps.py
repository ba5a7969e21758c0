"""The steps of an introduction: one address, one form, one action each; what was refused stays on the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from shanghui.core.asking import actor_of, ensure_keys
from shanghui.core.labels import refusal_text
from shanghui.core.refusal import BadRequest, Refusal
from shanghui.exchange.actions import consents, introductions, progress
from shanghui.exchange.forms import introductions as fields
from shanghui.exchange.models import Introduction
from shanghui.exchange.views.introduction_page import render_page
from shanghui.exchange.views.introductions import seen_introduction

Act = Callable[..., object]
Page = Callable[[HttpRequest, int], HttpResponse]


def _step(name: str, form_class: type[forms.Form], act: Act, done: object) -> Page:
    """A view of one step. `name`: its form on the page; `done`: what is said afterwards."""

    @wraps(act)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        ensure_keys(request)
        introduction = seen_introduction(request, pk)
        form = form_class(request.POST, auto_id=f"{name}_%s")
        if form.is_valid() and _acted(request, act, form, introduction):
            messages.success(request, str(done))
            return redirect("exchange:introduction", pk)
        if name not in SHOWN:
            raise BadRequest()
        return render_page(request, introduction, bound={name: form}, status=422)

    return never_cache(login_required(require_POST(view)))


def _acted(request: HttpRequest, act: Act, form: forms.Form, introduction: Introduction) -> bool:
    """False when what she typed is to be mended; any other refusal has its own page."""
    facts: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if value is not None}
    try:
        act(actor=actor_of(request), introduction=introduction, now=timezone.now(), **facts)
    except Refusal as refusal:
        if refusal.status != 400 or isinstance(refusal, BadRequest):
            raise
        form.add_error(None, refusal_text(refusal))
        return False
    return True


#: forms that stand on the page, where she finds what she typed
SHOWN = {"decline", "meeting", "next_step", "follow_up", "outcome", "conclude", "message"}

ask = _step("ask", fields.VersionForm, introductions.ask_introduction, gettext_lazy("已发出，等对方秘书处答复。"))
screen = _step(
    "screen",
    fields.VersionForm,
    introductions.screen_introduction,
    gettext_lazy("已答复愿意引荐。现在请问问会员愿不愿意。"),
)
decline = _step("decline", fields.DeclineForm, introductions.decline_introduction, gettext_lazy("已谢绝，原因记下了。"))
consent = _step("consent", fields.SideForm, consents.give_consent, gettext_lazy("已登记同意。"))
meeting = _step(
    "meeting",
    fields.MeetingForm,
    progress.record_meeting,
    gettext_lazy("见面已登记。30天、90天、180天后会提醒您回访。"),
)
next_step = _step("next_step", fields.NextStepForm, progress.agree_next_step, gettext_lazy("下一步已记下。"))
negotiation = _step("negotiation", forms.Form, progress.begin_negotiation, gettext_lazy("已进入洽谈。"))
follow_up = _step("follow_up", fields.FollowUpForm, progress.follow_up, gettext_lazy("回访已记下。"))
outcome = _step("outcome", fields.OutcomeForm, progress.record_outcome, gettext_lazy("成效已登记。"))
conclude = _step("conclude", fields.ConcludeForm, progress.conclude_introduction, gettext_lazy("已办结。"))
write_message = _step("message", fields.MessageForm, progress.write_message, gettext_lazy("留言已发出。"))


@never_cache
@login_required
@require_POST
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The link stands on this answer and never again: no redirect."""
    ensure_keys(request)
    introduction = seen_introduction(request, pk)
    form = fields.SideForm(request.POST)
    if not form.is_valid():
        raise BadRequest()
    side = form.cleaned_data["side"]
    made = consents.make_consent_link(actor=actor_of(request), introduction=introduction, side=side, now=timezone.now())
    messages.success(request, _("链接做好了，现在就复制：离开这一页就看不到了。"))
    url = reverse("exchange:consent", args=[made.token])
    return render_page(request, seen_introduction(request, pk), link=url, status=201)
