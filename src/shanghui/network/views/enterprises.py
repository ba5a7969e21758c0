"""An enterprise's page, and what is done there."""

from collections.abc import Callable
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.message_text import message
from shanghui.core.permission import require
from shanghui.network import permissions, rules
from shanghui.network.actions import enterprises as actions
from shanghui.network.actions.merging import merge_enterprises as merge
from shanghui.network.actions.writing import Facts
from shanghui.network.forms.enterprises import EnterpriseForm, MergeChoiceForm
from shanghui.network.models import Enterprise
from shanghui.network.queries import enterprises as queries
from shanghui.network.queries.organisations import about, rearrangements
from shanghui.network.queries.people import posts_of_place
from shanghui.network.views.comparing import pairs_of
from shanghui.network.views.editing import edit_row


@login_required
@require_safe
def show_enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    enterprise = seen(Enterprise.objects.select_related("region", "industry", "merged_into"), actor, pk)
    now, before = posts_of_place(actor, enterprise)
    may_edit = permissions.can_edit_enterprise(actor, enterprise)
    context: dict[str, object] = {
        "enterprise": enterprise,
        "memberships": queries.memberships(actor, enterprise),
        "dues_of": actor.organisation_id if actor.is_secretary or actor.is_federation_officer else None,
        "posts": now,
        "past_posts": before,
        "may_edit": may_edit,
        "may_merge": may_edit and not actor.enterprise_id,
        "may_appoint": may_edit,
        "may_see_contacts": permissions.can_see_enterprise_contacts(actor, enterprise),
        "trail": list(queries.history(enterprise)) if may_edit else [],
        "rearrangements": list(rearrangements(about("network.enterprise", pk))) if may_edit else [],
    }
    url = reverse("network:enterprise", args=[pk])
    context["message"] = message("network/message/enterprise.txt", context, url)
    return render(request, "network/enterprise.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    enterprise = seen(Enterprise.objects.all(), actor, pk)
    require(permissions.can_edit_enterprise(actor, enterprise))
    contacts = permissions.can_see_enterprise_contacts(actor, enterprise)

    def save(facts: Facts, version: int | None) -> None:
        now = timezone.now()
        actions.edit_enterprise(actor=actor, enterprise=enterprise, facts=facts, now=now, version=version)

    form_class: Callable[..., EnterpriseForm] = partial(EnterpriseForm, contacts=contacts)
    back = reverse("network:enterprise", args=[pk])
    return edit_row(request, enterprise, form_class, save, back=back, context={"places": True})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge_enterprises(request: HttpRequest, pk: int) -> HttpResponse:
    """Search the other one, see both side by side, choose which is kept."""
    ensure_keys(request, "q", "other")
    actor = actor_of(request)
    enterprise = seen(Enterprise.objects.all(), actor, pk)
    require(permissions.can_edit_enterprise(actor, enterprise) and not actor.enterprise_id)
    if request.method == "POST":
        return _merged(request, actor, enterprise)
    text, other_pk = request.GET.get("q", ""), request.GET.get("other", "")
    other = seen(Enterprise.objects.all(), actor, number(other_pk)) if other_pk else None
    contacts = other is not None and _reaches(actor, enterprise) and _reaches(actor, other)
    form_class: Callable[..., EnterpriseForm] = partial(EnterpriseForm, contacts=contacts)
    alike = queries.same_enterprises(actor, enterprise.name, enterprise.credit_code, besides=pk)
    context = {
        "row": enterprise,
        "other": other,
        "q": text,
        "found": queries.find_enterprises(actor, text, besides=pk) if text else alike,
        "pairs": pairs_of(form_class, enterprise, other) if other else [],
        "refused": other is not None and not permissions.can_merge_enterprises(actor, enterprise, other),
    }
    return render(request, "network/merge.html", context)


def _merged(request: HttpRequest, actor: Actor, enterprise: Enterprise) -> HttpResponse:
    form = MergeChoiceForm(request.POST)
    if not form.is_valid() or form.cleaned_data["kept"] not in {enterprise.pk, form.cleaned_data["other"]}:
        raise rules.MergeWithItself()
    other = seen(Enterprise.objects.all(), actor, form.cleaned_data["other"])
    kept, absorbed = (enterprise, other) if form.cleaned_data["kept"] == enterprise.pk else (other, enterprise)
    done = merge(actor=actor, kept=kept, absorbed=absorbed, now=timezone.now())
    return redirect("network:rearrangement", done.pk)


def _reaches(actor: Actor, enterprise: Enterprise) -> bool:
    return permissions.can_see_enterprise_contacts(actor, enterprise)
