"""Set a stage and write it: what was typed is never lost, whoever was faster."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.activities import permissions, rules
from shanghui.activities.actions import programmes as actions
from shanghui.activities.forms.criteria import CriterionForms, yardsticks_of
from shanghui.activities.forms.programmes import ProgrammeForm
from shanghui.activities.models import Programme
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import Stale
from shanghui.network.models import Organisation
from shanghui.network.views.editing import Difference

ROWS = Programme.objects.select_related("organisation")


@dataclass(frozen=True)
class _Page:
    """One request to write one programme; `programme` is None before there is one."""

    request: HttpRequest
    actor: Actor
    organisation: Organisation
    programme: Programme | None = None

    def draw(self, form: ProgrammeForm, criteria: CriterionForms, status: int = 200, **more: object) -> HttpResponse:
        back = reverse("activities:programme", args=[self.programme.pk]) if self.programme else ""
        context: dict[str, object] = {
            "form": form,
            "criteria": criteria,
            "programme": self.programme,
            "back": back or reverse("activities:programmes"),
        }
        return render(self.request, "activities/programme_edit.html", context | more, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_programme(request: HttpRequest) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    own = Organisation.objects.unrestricted("her own").filter(pk=actor.organisation_id or 0).first()
    require(own is not None and permissions.can_open_programme(actor, own))
    assert own is not None
    page, criteria = _Page(request, actor, own), CriterionForms(request.POST or None)
    if "more" in request.POST:
        criteria.one_more()
        return page.draw(ProgrammeForm(organisation=own, initial=request.POST.dict()), criteria)
    form = ProgrammeForm(request.POST or None, organisation=own)
    if request.method != "POST":
        return page.draw(form, criteria)
    if not form.is_valid() or not criteria.is_valid():
        return page.draw(form, criteria, 422)
    made = actions.add_programme(
        actor=actor, organisation=own, facts=form.facts(), criteria=criteria.criteria(), now=timezone.now()
    )
    messages.success(request, _("已存为草稿，只有本单位看得到。看过以后按“开始征集”。"))
    return redirect("activities:programme", made.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """409 with both versions side by side when somebody else saved meanwhile."""
    ensure_keys(request)
    actor = actor_of(request)
    programme = seen(ROWS.all(), actor, pk)
    require(permissions.can_keep_programme(actor, programme))
    if programme.state_enum not in rules.EDITABLE_STATES:
        raise rules.ProgrammeStepRefused()
    own = programme.organisation
    page = _Page(request, actor, own, programme)
    if request.method != "POST":
        stored = CriterionForms(given=yardsticks_of(programme.criteria.all()))
        return page.draw(ProgrammeForm(instance=programme, organisation=own), stored)
    criteria = CriterionForms(request.POST)
    if "more" in request.POST:
        criteria.one_more()
        typed = ProgrammeForm(instance=programme, organisation=own, initial=request.POST.dict())
        return page.draw(typed, criteria)
    # the form cleans into a row of its own: the stored one is what the action locks
    form = ProgrammeForm(request.POST, instance=seen(ROWS.all(), actor, pk), organisation=own)
    if not form.is_valid() or not criteria.is_valid():
        return page.draw(form, criteria, 422)
    return _save(page, programme, form, criteria)


def _save(page: _Page, programme: Programme, form: ProgrammeForm, criteria: CriterionForms) -> HttpResponse:
    try:
        actions.edit_programme(
            actor=page.actor, programme=programme, facts=form.facts(), criteria=criteria.criteria(),
            now=timezone.now(), version=form.cleaned_data["version"],
        )  # fmt: skip
    except rules.CriteriaWanted as refusal:
        form.add_error(None, refusal_text(refusal))
        return page.draw(form, criteria, 422)
    except Stale:
        return _stale(page, programme, form, criteria)
    messages.success(page.request, _("已保存。"))
    return redirect("activities:programme", programme.pk)


def _stale(page: _Page, programme: Programme, form: ProgrammeForm, criteria: CriterionForms) -> HttpResponse:
    """Her version in the form, ready to be saved over the newer one that stands beside it."""
    latest = seen(ROWS.all(), page.actor, programme.pk)
    typed = page.request.POST.copy()
    typed["version"] = str(latest.version)
    standing = ProgrammeForm(instance=latest, organisation=page.organisation)
    differences = [
        Difference(str(standing.fields[name].label), standing[name].value(), form[name].value())
        for name, value in form.facts().items()
        if value != getattr(latest, name)
    ]
    pairs = [_written(yardsticks_of(latest.criteria.all())), _written(criteria.criteria())]
    if pairs[0] != pairs[1]:
        differences.append(Difference(_("标准"), *pairs))
    again = ProgrammeForm(typed, instance=latest, organisation=page.organisation)
    return page.draw(again, criteria, 409, differences=differences)


def _written(rows: list[actions.Yardstick]) -> str:
    return "；".join(f"{one.name}×{one.weight}" for one in rows)
