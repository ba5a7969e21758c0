"""What a party of an agreement owes: write it down, say what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.permission import require
from shanghui.core.reference import Reference
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions import commitments as actions
from shanghui.exchange.actions.commitments import Evidence
from shanghui.exchange.forms.agreements import CommitmentForm, KeptForm, ReasonForm
from shanghui.exchange.models import Agreement, Commitment
from shanghui.exchange.queries.agreement_page import possible_evidence
from shanghui.exchange.queries.commitments import seen_commitment
from shanghui.exchange.rules import AgreementState
from shanghui.exchange.views.agreement_steps import form_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_commitment(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    agreement = seen(Agreement.objects.all(), actor, pk)
    require(permissions.can_keep_agreement(actor, agreement.organisation_id))
    if agreement.state == AgreementState.ENDED:
        raise rules.AgreementStepRefused()
    parties = {row.pk: row for row in agreement.parties.select_related("organisation", "enterprise")}
    form = CommitmentForm(request.POST or None, parties=parties.values())
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        party = parties[facts.pop("party")]
        actions.add_commitment(actor=actor, agreement=agreement, party=party, now=timezone.now(), **facts)
        messages.success(request, _("承诺已记下。"))
        return redirect("exchange:agreement", pk)
    return form_page(request, agreement, form, _("写下承诺"), _("保存承诺"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep_commitment(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    commitment = seen_commitment(actor, pk)
    require(permissions.can_keep_commitment(actor, commitment))
    form = KeptForm(request.POST or None, references=possible_evidence(actor, commitment.agreement))
    if request.method == "POST" and form.is_valid():
        evidence = Evidence(form.cleaned_data["evidence"], _reference(form.cleaned_data.get("reference")))
        actions.keep_commitment(actor=actor, commitment=commitment, evidence=evidence, now=timezone.now())
        messages.success(request, _("已登记为做到了。"))
        return redirect("exchange:agreement", commitment.agreement_id)
    return form_page(request, commitment.agreement, form, _("做到了"), _("登记为做到了"), commitment.text)


def _reference(text: str | None) -> Reference | None:
    kind, _colon, pk = (text or "").partition(":")
    return Reference(kind, int(pk)) if pk else None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def break_commitment(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    commitment = seen_commitment(actor, pk)
    require(permissions.can_break_commitment(actor, commitment))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.break_commitment(actor=actor, commitment=commitment, reason=reason, now=timezone.now())
        return _settled(request, commitment)
    return form_page(request, commitment.agreement, form, _("没有做到"), _("登记为没有做到"), commitment.text)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def drop_commitment(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    commitment = seen_commitment(actor, pk)
    require(permissions.can_keep_agreement(actor, commitment.agreement.organisation_id))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.drop_commitment(actor=actor, commitment=commitment, reason=reason, now=timezone.now())
        return _settled(request, commitment)
    return form_page(request, commitment.agreement, form, _("不再要求"), _("登记为不再要求"), commitment.text)


def _settled(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    messages.success(request, _("已登记，原因签约各方都看得到。"))
    return redirect("exchange:agreement", commitment.agreement_id)
