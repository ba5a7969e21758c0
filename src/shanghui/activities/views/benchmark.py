"""Criteria of benchmark activities, and how far each activity is."""

from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.activities import permissions
from shanghui.activities.actions.benchmark import set_criteria
from shanghui.activities.forms.door import CriteriaForm
from shanghui.activities.models import Activity
from shanghui.activities.queries import benchmark as queries
from shanghui.activities.rules import ActivityState, Measure
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, numbered
from shanghui.core.permission import require
from shanghui.network.models import Organisation

SIZE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_benchmark(request: HttpRequest) -> HttpResponse:
    """Everybody with a post reads what is asked for; the federation's officer sets it."""
    ensure_keys(request, "page")
    actor = actor_of(request)
    require(actor.in_federation)
    own = queries.own_federation(actor)
    may_set = own is not None and permissions.can_set_benchmark(actor, own)
    if request.method == "POST":
        require(may_set)
    initial = {measure.value: least for measure, least in queries.criteria_of(own).items()} if own else {}
    form = CriteriaForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and own is not None and form.is_valid():
        return _saved(request, actor, own, form)
    page = numbered(request, _held(actor), SIZE)
    found = queries.benchmark_of(list(page))
    context = {
        "own": own if may_set else None,
        "form": form,
        "federations": queries.federations_with_criteria(actor),
        "page": page,
        "rows": [(row, found.get(row.pk)) for row in page],
    }
    return render(request, "activities/benchmark.html", context, status=422 if form.errors else 200)


def _held(actor: Actor) -> "QuerySet[Activity]":
    """Activities that have begun, the newest first."""
    states = [ActivityState.PUBLISHED, ActivityState.CLOSED]
    rows = Activity.objects.visible_to(actor).filter(state__in=states, starts_at__lte=timezone.now())
    return rows.select_related("organisation").order_by("-starts_at", "-pk")


def _saved(request: HttpRequest, actor: Actor, own: Organisation, form: CriteriaForm) -> HttpResponse:
    least: dict[Measure, Decimal | None] = {measure: form.cleaned_data[measure.value] for measure in Measure}
    set_criteria(actor=actor, organisation=own, least=least, now=timezone.now())
    messages.success(request, _("标准已保存。"))
    return redirect("activities:benchmark")
