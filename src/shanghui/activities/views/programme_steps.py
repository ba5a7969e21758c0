"""The steps of a programme: open it, begin to select, go back to calling, withdraw it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shanghui.activities import permissions, rules
from shanghui.activities.actions import programmes as actions
from shanghui.activities.forms.programmes import ReopenForm, WithdrawForm
from shanghui.activities.models import Programme
from shanghui.activities.rules import ProgrammeState, Selection
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require


@login_required
@require_POST
def open_programme(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    programme = seen(Programme.objects.all(), actor, pk)
    actions.open_programme(actor=actor, programme=programme, now=timezone.now())
    messages.success(request, _("开始征集了。可以把下面的消息复制到群里，请大家来申请。"))
    return redirect("activities:programme", pk)


@login_required
@require_POST
def begin_selecting(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    programme = seen(Programme.objects.all(), actor, pk)
    actions.begin_selecting(actor=actor, programme=programme, now=timezone.now())
    votes = programme.selection == Selection.BALLOT
    messages.success(request, _("不再收申请，请成员单位投票。") if votes else _("不再收申请，请给每份申请打分。"))
    return redirect("activities:programme", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reopen_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to calling for applications, until a new day."""
    ensure_keys(request)
    actor = actor_of(request)
    programme = _kept(actor, pk)
    if programme.state_enum is not ProgrammeState.SELECTING:
        raise rules.ProgrammeStepRefused()
    initial = {"apply_until": max(timezone.localdate(), programme.apply_until)}
    form = ReopenForm(request.POST or None, end=programme.end, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_programme(actor=actor, programme=programme, now=timezone.now(), **form.cleaned_data)
        except (rules.DeadlinePast, rules.DeadlineLate) as refusal:
            form.add_error("apply_until", refusal_text(refusal))
        else:
            messages.success(request, _("又开始征集了。"))
            return redirect("activities:programme", pk)
    lead = _("已投的票作废，到时候重新投；打过的分都留着。")
    return form_page(request, programme, form, _("回到征集"), _("回到征集"), lead)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_programme(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    programme = _kept(actor, pk)
    rules.ensure_programme_step(programme.state_enum, ProgrammeState.WITHDRAWN)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_programme(actor=actor, programme=programme, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("已撤销，申请过的单位会收到通知。"))
        return redirect("activities:programme", pk)
    lead = _("撤销以后不能恢复，申请都留着记录。")
    return form_page(request, programme, form, _("撤销舞台"), _("撤销舞台"), lead)


def form_page(
    request: HttpRequest, programme: Programme, form: forms.BaseForm, title: str, button: str, lead: str = ""
) -> HttpResponse:
    """A form about a programme; 422 when it was sent and cannot be."""
    context = {"programme": programme, "form": form, "title": title, "button": button, "lead": lead}
    return render(request, "activities/programme_form.html", context, status=422 if form.errors else 200)


def _kept(actor: Actor, pk: int) -> Programme:
    programme = seen(Programme.objects.select_related("organisation"), actor, pk)
    require(permissions.can_keep_programme(actor, programme))
    return programme
