"""What is done with an agreement: put in force, review, renew, end."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.permission import require
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions import agreements as actions
from shanghui.exchange.actions.renewals import Term
from shanghui.exchange.actions.renewals import renew_agreement as renew
from shanghui.exchange.forms.agreements import ReasonForm, RenewForm, ReviewForm
from shanghui.exchange.models import Agreement
from shanghui.exchange.queries.agreement_page import may_be_renewed
from shanghui.exchange.queries.agreements import renewed_dues
from shanghui.exchange.rules import AgreementState, Verdict


@login_required
@require_POST
def put_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    agreement = seen(Agreement.objects.all(), actor, pk)
    actions.put_in_force(actor=actor, agreement=agreement, now=timezone.now())
    messages.success(request, _("协议已生效，评估和承诺到期前会提醒。"))
    return redirect("exchange:agreement", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    agreement = _kept(actor, pk)
    _ensure_in_force(agreement)
    form = ReviewForm(request.POST or None, initial={"on": timezone.localdate(), "verdict": Verdict.CONTINUE})
    if request.method == "POST" and form.is_valid():
        verdict = Verdict(form.cleaned_data.pop("verdict"))
        actions.review_agreement(
            actor=actor, agreement=agreement, verdict=verdict, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("评估已登记。"))
        onward = {Verdict.CHANGE: "exchange:agreement_edit", Verdict.END: "exchange:agreement_end"}
        return redirect(onward.get(verdict, "exchange:agreement"), pk)
    return form_page(request, agreement, form, _("登记评估"), _("保存评估"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    agreement = _kept(actor, pk)
    if not may_be_renewed(agreement):
        raise rules.AgreementStepRefused()
    today = timezone.localdate()
    start = max(today, rules.days_later(agreement.end, 1)) if agreement.end else today
    initial = {"signed_on": today, "start": start}
    form = RenewForm(request.POST or None, dues=renewed_dues(agreement, start), initial=initial)
    if request.method == "POST" and form.is_valid():
        term = Term(form.cleaned_data["signed_on"], form.cleaned_data["start"], form.cleaned_data["end"])
        renewed = renew(actor=actor, agreement=agreement, term=term, dues=form.dues, now=timezone.now())
        messages.success(request, _("已续签。原协议的记录都在，没有办完的承诺转到了这一份。"))
        return redirect("exchange:agreement", renewed.pk)
    lead = _("签约方和没有办完的承诺转到新协议，原协议结束，记录都在。")
    return form_page(request, agreement, form, _("续签"), _("续签"), lead)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    agreement = _kept(actor, pk)
    if agreement.state == AgreementState.ENDED:
        raise rules.AgreementStepRefused()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.end_agreement(actor=actor, agreement=agreement, reason=reason, now=timezone.now())
        messages.success(request, _("协议已终止，记录都在。"))
        return redirect("exchange:agreement", pk)
    lead = _("终止以后不再提醒评估和承诺。签约各方都看得到原因。")
    return form_page(request, agreement, form, _("提前终止"), _("终止协议"), lead)


def form_page(
    request: HttpRequest, agreement: Agreement, form: forms.Form, title: str, button: str, lead: str = ""
) -> HttpResponse:
    """A form about an agreement; 422 when it was sent and cannot be."""
    context = {"agreement": agreement, "form": form, "title": title, "button": button, "lead": lead}
    return render(request, "exchange/agreement_form.html", context, status=422 if form.errors else 200)


def _kept(actor: Actor, pk: int) -> Agreement:
    agreement = seen(Agreement.objects.all(), actor, pk)
    require(permissions.can_keep_agreement(actor, agreement.organisation_id))
    return agreement


def _ensure_in_force(agreement: Agreement) -> None:
    if agreement.state != AgreementState.IN_FORCE:
        raise rules.AgreementStepRefused()
