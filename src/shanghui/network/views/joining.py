"""Take a firm in: one that is known already, or a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.refusal import NotPermitted
from shanghui.network import permissions
from shanghui.network.actions import enterprises as actions
from shanghui.network.forms.enterprises import NewEnterpriseForm
from shanghui.network.forms.members import MembershipForm, MembershipWithoutDuesForm
from shanghui.network.models import Enterprise, Organisation
from shanghui.network.queries import enterprises as queries
from shanghui.network.views.members import kept_organisation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: HttpRequest) -> HttpResponse:
    """Search first (`?q=`); then take in a known firm (`?enterprise=`) or enter a new one (`?name=`)."""
    ensure_keys(request, "organisation", "q", "enterprise", "name")
    actor = actor_of(request)
    organisation = kept_organisation(request, actor)
    if organisation is None:
        raise NotPermitted()
    back = reverse("network:members") + (f"?{request.GET.urlencode()}" if "organisation" in request.GET else "")
    context: dict[str, object] = {"organisation": organisation, "back": reverse("network:members")}
    if request.GET.get("enterprise"):
        enterprise = seen(Enterprise.objects.all(), actor, number(request.GET["enterprise"]))
        return _take_in(request, actor, organisation, enterprise, context)
    if "name" in request.GET:
        return _enter(request, actor, organisation, context)
    text = request.GET.get("q", "").strip()
    found = list(queries.find_enterprises(actor, text)) if text else []
    inside = queries.members_today(organisation, found)
    context |= {"q": text, "found": found, "inside": inside, "back": back}
    return render(request, "network/member_search.html", context)


def _membership_form(request: HttpRequest, actor: Actor, organisation: Organisation) -> MembershipForm:
    shown = permissions.can_see_dues(actor, organisation)
    form_class = MembershipForm if shown else MembershipWithoutDuesForm
    return form_class(request.POST or None, prefix="membership", initial={"start": timezone.localdate()})


def _take_in(
    request: HttpRequest,
    actor: Actor,
    organisation: Organisation,
    enterprise: Enterprise,
    context: dict[str, object],
) -> HttpResponse:
    form = _membership_form(request, actor, organisation)
    if request.method == "POST" and form.is_valid():
        actions.add_membership(
            actor=actor, enterprise=enterprise, organisation=organisation, facts=form.cleaned_data, now=timezone.now()
        )
        messages.success(request, _("%(name)s已入会。") % {"name": enterprise.called})
        return redirect("network:enterprise", enterprise.pk)
    context |= {"form": form, "title": _("吸收入会"), "row": enterprise}
    return render(request, "network/form.html", context, status=422 if form.errors else 200)


def _enter(request: HttpRequest, actor: Actor, organisation: Organisation, context: dict[str, object]) -> HttpResponse:
    """A new firm; firms that may be the same are shown once before it is written."""
    form = NewEnterpriseForm(request.POST or None, initial={"name": request.GET["name"]})
    membership = _membership_form(request, actor, organisation)
    alike: list[Enterprise] = []
    if request.method == "POST" and form.is_valid() and membership.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name not in {"anyway", "version"}}
        if not form.cleaned_data["anyway"]:
            alike = list(queries.same_enterprises(actor, str(facts["name"]), str(facts["credit_code"])))
        if not alike:
            made = actions.add_enterprise(
                actor=actor, facts=facts, now=timezone.now(),
                organisation=organisation, membership=membership.cleaned_data,
            )  # fmt: skip
            messages.success(request, _("%(name)s已录入，并已入会。") % {"name": made.called})
            return redirect("network:enterprise", made.pk)
    context |= {"form": form, "membership": membership, "alike": alike, "places": True}
    status = 422 if form.errors or membership.errors else 200
    return render(request, "network/enterprise_new.html", context, status=status)
