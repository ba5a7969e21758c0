"""Apply to perform on a stage: the form, one application, changing and withdrawing it."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanghui.activities import permissions, rules
from shanghui.activities.actions import applications as actions
from shanghui.activities.forms.applications import ApplicationForm, PointsForm
from shanghui.activities.models import Application, Programme
from shanghui.activities.queries.application_page import application_page
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.permission import require
from shanghui.network.actions.writing import Facts
from shanghui.network.models import Organisation
from shanghui.network.views.editing import edit_row

ROWS = Application.objects.select_related("organisation", "programme__organisation")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """For the organisation that she acts for."""
    ensure_keys(request)
    actor = actor_of(request)
    programme = seen(Programme.objects.select_related("organisation"), actor, pk)
    require(permissions.can_apply(actor, programme, actor.organisation_id))
    rules.ensure_takes_applications(programme.state_enum, programme.apply_until, timezone.localdate())
    form = ApplicationForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        own = Organisation.objects.unrestricted("her own").get(pk=actor.organisation_id or 0)
        actions.apply(actor=actor, programme=programme, organisation=own, facts=facts, now=timezone.now())
        messages.success(request, _("申请已交给主办单位。截止以前还可以修改。"))
        return redirect("activities:programme", pk)
    context = {"form": form, "programme": programme, "criteria": programme.criteria.all()}
    return render(request, "activities/programme_apply.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show_application(request: HttpRequest, pk: int) -> HttpResponse:
    """What is applied for; for judges with the points that they give."""
    ensure_keys(request)
    actor = actor_of(request)
    return draw_application(request, application_page(actor, seen(ROWS.all(), actor, pk), timezone.now()))


def draw_application(request: HttpRequest, page: dict[str, object], form: PointsForm | None = None) -> HttpResponse:
    """`form`: points as sent, which could not be taken."""
    application = page["application"]
    assert isinstance(application, Application)
    criteria = list(application.programme.criteria.all())
    given: dict[int, int] = page["points"]  # type: ignore[assignment]
    page |= {"criteria": criteria, "form": form or PointsForm(criteria=criteria, given=given)}
    return render(request, "activities/application.html", page, status=422 if form else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_application(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    application = seen(ROWS.all(), actor, pk)
    require(permissions.can_keep_application(actor, application))
    if application.state_enum is not rules.ApplicationState.SUBMITTED:
        raise rules.ApplicationStepRefused()
    programme = application.programme
    rules.ensure_takes_applications(programme.state_enum, programme.apply_until, timezone.localdate())

    def save(facts: Facts, version: int | None) -> None:
        actions.edit_application(actor=actor, application=application, facts=facts, now=timezone.now(), version=version)

    form_class = partial(ApplicationForm, programme=programme)
    back = reverse("activities:application", args=[pk])
    return edit_row(request, application, form_class, save, back=back, context={})  # type: ignore[type-var]


@login_required
@require_POST
def withdraw_application(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    application = seen(ROWS.all(), actor, pk)
    actions.withdraw_application(actor=actor, application=application, now=timezone.now())
    messages.success(request, _("申请已撤回。征集期间可以重新申请。"))
    return redirect("activities:programme", application.programme_id)
