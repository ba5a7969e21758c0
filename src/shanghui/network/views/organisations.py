"""An organisation's page, and what is done there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.message_text import message
from shanghui.core.permission import require
from shanghui.network import permissions
from shanghui.network.actions import organisations as actions
from shanghui.network.actions.writing import Facts
from shanghui.network.forms.organisations import NewOrganisationForm, OrganisationForm
from shanghui.network.labels import ORGANISATION_KINDS
from shanghui.network.models import Organisation
from shanghui.network.queries import organisations as queries
from shanghui.network.queries.counts import member_counts
from shanghui.network.queries.people import posts_of_place
from shanghui.network.rules import OrganisationKind, holds_on
from shanghui.network.views.editing import edit_row


@login_required
@require_safe
def show_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    organisation = seen(Organisation.objects.select_related("region", "hometown", "industry"), actor, pk)
    if organisation.kind == OrganisationKind.AREA:
        return redirect("network:area", pk)
    context = _around(actor, organisation) | _rights(actor, organisation)
    context["organisation"] = organisation
    url = reverse("network:organisation", args=[pk])
    context["message"] = message("network/message/organisation.txt", context, url)
    return render(request, "network/organisation.html", context)


def _around(actor: Actor, organisation: Organisation) -> dict[str, object]:
    affiliations, today = queries.affiliations(actor, organisation), timezone.localdate()
    now, before = posts_of_place(actor, organisation)
    return {
        "units": queries.units_by_order(actor, organisation),
        "affiliations": affiliations,
        "areas": [row.parent for row in affiliations if row.order == "area" and holds_on(row.start, row.end, today)],
        "today": today,
        "posts": now,
        "past_posts": before,
        "members": queries.members(actor, organisation),
        "member_count": member_counts(actor, [organisation.pk], today).get(organisation.pk, 0),
        "host_terms": list(queries.host_terms(organisation)),
        "rearrangements": list(
            queries.rearrangements(queries.about("network.organisation", organisation.pk))
            if permissions.keeps(actor, organisation)
            else []
        ),
        "trail": list(queries.trail(organisation)) if permissions.keeps(actor, organisation) else [],
    }


def _rights(actor: Actor, organisation: Organisation) -> dict[str, object]:
    return {
        "may_edit": permissions.can_edit_organisation(actor, organisation),
        "may_move": permissions.can_move_organisation(actor, organisation),
        "may_merge": permissions.can_merge_organisations(actor) and organisation.merged_into_id is None,
        "may_appoint": permissions.can_appoint(actor, organisation),
        "may_manage": permissions.can_manage_members(actor, organisation),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    organisation = seen(Organisation.objects.all(), actor, pk)
    require(permissions.can_edit_organisation(actor, organisation))

    def save(facts: Facts, version: int | None) -> None:
        now = timezone.now()
        actions.edit_organisation(actor=actor, organisation=organisation, facts=facts, now=now, version=version)

    back = reverse("network:organisation", args=[pk])
    return edit_row(request, organisation, OrganisationForm, save, back=back, context={"places": True})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create_organisation(request: HttpRequest) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    require(permissions.can_create_organisation(actor))
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name not in {"kind", "version"}}
        kind = OrganisationKind(form.cleaned_data["kind"])
        made = actions.create_organisation(actor=actor, kind=kind, facts=facts, now=timezone.now())
        label = ORGANISATION_KINDS[kind]
        messages.success(request, _("%(kind)s“%(name)s”已建立。") % {"kind": label, "name": made.name})
        return redirect("network:organisation", made.pk)
    context = {"form": form, "title": _("新建组织"), "back": reverse("network:directory"), "places": True}
    return render(request, "network/form.html", context, status=422 if form.errors else 200)
