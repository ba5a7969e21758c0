"""An area's page: who hosts, who leads, which units, the secretaries' group."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.message_text import message, message_text
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound, UnknownFilter
from shanghui.network import permissions
from shanghui.network.actions import organisations as actions
from shanghui.network.forms.organisations import HostForm
from shanghui.network.models import HostTerm, Organisation
from shanghui.network.queries import areas as queries
from shanghui.network.queries.organisations import areas as seen_areas
from shanghui.network.queries.people import secretaries
from shanghui.network.queries.picture import small_picture
from shanghui.network.rules import OrganisationKind

YEARS = range(2000, 2100)


@login_required
@require_safe
def my_area(request: HttpRequest) -> HttpResponse:
    """Straight to her only area; else the areas to choose from."""
    ensure_keys(request)
    actor = actor_of(request)
    if len(actor.area_ids) == 1:
        return redirect("network:area", next(iter(actor.area_ids)))
    return render(request, "network/areas.html", {"areas": seen_areas(actor)})


@login_required
@require_safe
def show_area(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request, "year")
    actor = actor_of(request)
    area = _area(actor, pk)
    today = timezone.localdate()
    year = _year(request, today.year)
    terms = queries.hosts(actor, area, year)
    current = next((term for term in terms if term.start <= today <= term.end), None)
    facts = queries.area_facts(actor, area, current)
    may_reach = permissions.can_see_group_contacts(actor, area)
    context: dict[str, object] = {
        "area": area,
        "facts": facts,
        "year": year,
        "today": today,
        "terms": terms,
        "host": current,
        "strip": queries.year_strip(terms, year, today),
        "leaders": queries.leaders(actor, area),
        "group": secretaries(actor, area, today, contacts=may_reach),
        "may_reach": may_reach,
        "picture": small_picture(actor, [(unit.organisation, unit.members) for unit in facts.units]),
        "may_set_host": permissions.can_set_host(actor, area),
        "may_edit": permissions.can_edit_organisation(actor, area),
        "may_appoint": permissions.can_appoint(actor, area),
    }
    context |= _messages(context, area)
    return render(request, "network/area.html", context)


def _messages(context: dict[str, object], area: Organisation) -> dict[str, object]:
    url = reverse("network:area", args=[area.pk])
    return {
        "message": message("network/message/area.txt", context, url),
        "group_message": message_text("network/message/secretaries.txt", context, url),
    }


def _area(actor: Actor, pk: int) -> Organisation:
    area = seen(Organisation.objects.all(), actor, pk)
    if area.kind != OrganisationKind.AREA:
        raise NotFound()
    return area


def _year(request: HttpRequest, this: int) -> int:
    text = request.GET.get("year", "")
    if text and number(text) not in YEARS:
        raise UnknownFilter()
    return number(text) if text else this


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_host(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    area = _area(actor, pk)
    require(permissions.can_set_host(actor, area))
    units = queries.unit_rows(actor, area, timezone.localdate())
    form = HostForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        actions.set_host(
            actor=actor, area=area, unit=facts["unit"], start=facts["start"], end=facts["end"], now=timezone.now()
        )
        messages.success(request, _("已安排%(unit)s轮值。") % {"unit": facts["unit"].called})
        return redirect("network:area", pk)
    context = {"form": form, "title": _("安排轮值"), "row": area, "back": reverse("network:area", args=[pk])}
    return render(request, "network/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_host(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    actor = actor_of(request)
    area = _area(actor, pk)
    row = get_object_or_404(HostTerm.objects.select_related("unit", "area"), pk=term, area=area)
    actions.remove_host(actor=actor, term=row, now=timezone.now())
    messages.success(request, _("已取消%(unit)s的这次轮值。") % {"unit": row.unit.called})
    return redirect("network:area", pk)
