"""Move a chamber to another area, or merge two organisations."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.permission import require
from shanghui.core.refusal import UnknownFilter
from shanghui.network import permissions, rules
from shanghui.network.actions.merging import merge_organisations as merge
from shanghui.network.actions.organisations import move_organisation as move
from shanghui.network.forms.enterprises import MergeChoiceForm
from shanghui.network.forms.organisations import MoveForm, OrganisationForm
from shanghui.network.models import Organisation
from shanghui.network.queries import organisations as queries
from shanghui.network.rules import PARENT_KINDS, AffiliationOrder, OrganisationKind
from shanghui.network.views.comparing import pairs_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Order first (`?order=`), then parent and date; a sentence says what will happen; then it happens."""
    ensure_keys(request, "order")
    actor = actor_of(request)
    organisation = seen(Organisation.objects.all(), actor, pk)
    require(permissions.can_move_organisation(actor, organisation))
    order = _order(request)
    parents = queries.possible_parents(actor, parent_kinds(organisation.kind_enum, order)).exclude(pk=pk)
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, parents=parents, today=timezone.localdate(), initial={"order": order.value})
    context: dict[str, object] = {
        "organisation": organisation,
        "form": form,
        "order": order,
        "orders": _orders(organisation.kind_enum),
        "current": queries.place_on(organisation, order, timezone.localdate()),
    }
    if form.is_bound and form.is_valid():
        facts = form.cleaned_data
        if facts["sure"]:
            done = move(
                actor=actor,
                organisation=organisation,
                order=order,
                parent=facts["parent"],
                on=facts["on"],
                now=timezone.now(),
            )
            return redirect("network:rearrangement", done.pk)
        context |= _preview(actor, organisation, order, facts["parent"], facts["on"])
    return render(request, "network/move.html", context, status=422 if form.errors else 200)


def _order(request: HttpRequest) -> AffiliationOrder:
    wanted = request.POST.get("order") or request.GET.get("order") or AffiliationOrder.AREA
    try:
        return AffiliationOrder(wanted)
    except ValueError as error:
        raise UnknownFilter() from error


def parent_kinds(kind: OrganisationKind, order: AffiliationOrder) -> frozenset[OrganisationKind]:
    """The kinds above which nothing of this kind would be refused in this order."""
    return frozenset(parent for parent in PARENT_KINDS[order] if _fits(kind, parent, order))


def _fits(kind: OrganisationKind, parent: OrganisationKind, order: AffiliationOrder) -> bool:
    try:
        rules.ensure_parent_fits(kind, parent, order)
    except rules.ParentUnfit:
        return False
    return True


def _orders(kind: OrganisationKind) -> list[AffiliationOrder]:
    return [order for order in AffiliationOrder if parent_kinds(kind, order)]


def _preview(
    actor: Actor, organisation: Organisation, order: AffiliationOrder, parent: Organisation | None, on: date
) -> dict[str, object]:
    units = queries.units_by_order(actor, organisation)
    return {
        "preview": True,
        "parent": parent,
        "on": on,
        "before": queries.place_on(organisation, order, on),
        "units": sum(len(group.rows) for group in units),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge_organisations(request: HttpRequest, pk: int) -> HttpResponse:
    """Search the other one, see both side by side, choose which is kept."""
    ensure_keys(request, "q", "other")
    actor = actor_of(request)
    organisation = seen(Organisation.objects.all(), actor, pk)
    require(permissions.can_merge_organisations(actor))
    if request.method == "POST":
        form = MergeChoiceForm(request.POST)
        if not form.is_valid() or form.cleaned_data["kept"] not in {pk, form.cleaned_data["other"]}:
            raise rules.MergeWithItself()
        other = seen(Organisation.objects.all(), actor, form.cleaned_data["other"])
        kept, absorbed = (organisation, other) if form.cleaned_data["kept"] == pk else (other, organisation)
        done = merge(actor=actor, kept=kept, absorbed=absorbed, now=timezone.now())
        return redirect("network:rearrangement", done.pk)
    text, other_pk = request.GET.get("q", ""), request.GET.get("other", "")
    other_row = seen(Organisation.objects.all(), actor, number(other_pk)) if other_pk else None
    context = {
        "row": organisation,
        "other": other_row,
        "q": text,
        "found": queries.find_organisations(actor, text, besides=pk) if text else None,
        "pairs": pairs_of(OrganisationForm, organisation, other_row) if other_row else [],
    }
    return render(request, "network/merge.html", context)
