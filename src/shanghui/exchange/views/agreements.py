"""Agreements: the list, its file, one agreement; drafting and editing."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, numbered, seen
from shanghui.core.message_text import message
from shanghui.core.permission import require
from shanghui.exchange import permissions, rules
from shanghui.exchange.actions import agreements as actions
from shanghui.exchange.forms.agreements import AgreementForm
from shanghui.exchange.labels import AGREEMENT_STATES
from shanghui.exchange.models import Agreement, Introduction
from shanghui.exchange.queries import agreement_page, agreements
from shanghui.exchange.queries.agreement_files import agreements_file
from shanghui.network.actions.writing import Facts
from shanghui.network.models import Organisation
from shanghui.network.views.editing import edit_row

SIZE = 50


@login_required
@require_safe
def show_agreements(request: HttpRequest) -> HttpResponse:
    actor, query = actor_of(request), request.GET.dict()
    query.pop("page", None)
    filters = agreements.filters_from(actor, query)
    page = numbered(request, agreements.agreements(actor, filters), SIZE)
    context = {
        "filters": filters,
        "page": page,
        "lines": agreements.lines(actor, page),
        "states": [(state.value, str(label)) for state, label in AGREEMENT_STATES.items()],
        "may_add": permissions.can_add_agreement(actor),
    }
    return render(request, "exchange/agreements.html", context)


@login_required
@require_safe
def export_agreements(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    return agreements_file(actor_of(request), request.GET.dict(), ending)


@login_required
@require_safe
def show_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Who takes part sees all of it, others that it exists."""
    ensure_keys(request)
    actor = actor_of(request)
    agreement = seen(Agreement.objects.select_related("organisation", "introduction", "follows"), actor, pk)
    context = agreement_page.agreement_page(actor, agreement)
    url = reverse("exchange:agreement", args=[pk])
    context["message"] = message("exchange/message/agreement.txt", context, url)
    return render(request, "exchange/agreement.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_agreement(request: HttpRequest) -> HttpResponse:
    """Blank, or from an introduction (`?introduction=`) with both firms as parties."""
    ensure_keys(request, "introduction")
    actor = actor_of(request)
    require(permissions.can_add_agreement(actor))
    introduction = _introduction(request, actor)
    firms = [introduction.asking_enterprise, introduction.asked_enterprise] if introduction else []
    known = [firm for firm in firms if firm is not None]
    initial = {"title": introduction.subject, "sides": known} if introduction else {}
    form = AgreementForm(request.POST or None, actor=actor, known=known, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _added(request, actor, form, introduction)
    context = {"form": form, "introduction": introduction}
    return render(request, "exchange/agreement_new.html", context, status=422 if form.errors else 200)


def _introduction(request: HttpRequest, actor: Actor) -> Introduction | None:
    if not request.GET.get("introduction"):
        return None
    rows = Introduction.objects.select_related("asking_enterprise", "asked_enterprise")
    found = seen(rows, actor, number(request.GET["introduction"]))
    if not found.is_released:
        raise rules.ConsentMissing()
    return found


def _added(request: HttpRequest, actor: Actor, form: AgreementForm, introduction: Introduction | None) -> HttpResponse:
    facts = dict(form.cleaned_data)
    facts.pop("version")
    agreement = actions.add_agreement(
        actor=actor,
        parties=facts.pop("sides"),
        facts=facts,
        organisation=Organisation.objects.unrestricted("her own").get(pk=actor.organisation_id or 0),
        introduction=introduction,
        now=timezone.now(),
    )
    messages.success(request, _("协议已起草。写上各方的承诺事项，签好以后按“生效”。"))
    return redirect("exchange:agreement", agreement.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    agreement = seen(Agreement.objects.all(), actor, pk)
    require(permissions.can_keep_agreement(actor, agreement.organisation_id))

    def save(facts: Facts, version: int | None) -> None:
        given = dict(facts)
        parties: actions.Places = given.pop("sides")  # type: ignore[assignment]
        actions.edit_agreement(
            actor=actor, agreement=agreement, facts=given, parties=parties, now=timezone.now(), version=version
        )

    form_class: Callable[..., AgreementForm] = partial(AgreementForm, actor=actor)
    back = reverse("exchange:agreement", args=[pk])
    return edit_row(request, agreement, form_class, save, back=back, context={})  # type: ignore[type-var]
