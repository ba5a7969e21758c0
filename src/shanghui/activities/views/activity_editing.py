"""Enter and edit an activity: one form, its rows of questions, and a word where a neighbour plans the same."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shanghui.activities import permissions, rules
from shanghui.activities.actions import activities as actions
from shanghui.activities.actions.activity_parts import Parts
from shanghui.activities.forms.activities import ActivityForm
from shanghui.activities.forms.questions import QuestionForms
from shanghui.activities.models import Activity
from shanghui.activities.queries.conflicts import Conflicts, conflicts
from shanghui.activities.queries.drafting import copied_facts, first_facts
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, number, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import Stale
from shanghui.network.models import Organisation

#: what she can mend in the form itself
MENDABLE = (rules.ActivityTimesReversed, rules.QuestionAnswered, Stale)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_activity(request: HttpRequest) -> HttpResponse:
    """Blank, or `?copy=` an activity that she sees: the next one of a series."""
    ensure_keys(request, "copy")
    actor = actor_of(request)
    require(permissions.can_add_activity(actor))
    source = seen(Activity.objects.all(), actor, number(request.GET["copy"])) if request.GET.get("copy") else None
    initial = copied_facts(actor, source) if source else first_facts(timezone.now())
    blank = Activity()
    if request.method != "POST":
        rows = QuestionForms(given=source.questions.all() if source else [])
        for one in rows.forms:
            one.initial["id"] = None
        return _page(request, ActivityForm(instance=blank, actor=actor, initial=initial), rows)
    form, questions = ActivityForm(request.POST, instance=blank, actor=actor), QuestionForms(request.POST)
    if "more" in request.POST:
        return _one_more(
            request, ActivityForm(instance=Activity(), actor=actor, initial=request.POST.dict()), questions
        )
    if form.is_valid() and questions.is_valid():
        found = _conflicts(request, actor, form)
        if found:
            return _page(request, form, questions, found=found)
        return _added(request, actor, form, questions)
    return _page(request, form, questions, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_activity(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    activity = seen(Activity.objects.select_related("organisation"), actor, pk)
    require(permissions.can_keep_activity(actor, activity))
    rules.ensure_editable(activity.state_enum)
    if request.method != "POST":
        rows = QuestionForms(given=activity.questions.all())
        return _page(request, ActivityForm(instance=activity, actor=actor), rows, activity=activity)
    form, questions = ActivityForm(request.POST, instance=activity, actor=actor), QuestionForms(request.POST)
    if "more" in request.POST:
        typed = ActivityForm(instance=activity, actor=actor, initial=request.POST.dict())
        typed.initial = {**typed.initial, **request.POST.dict()}
        return _one_more(request, typed, questions, activity)
    if form.is_valid() and questions.is_valid():
        found = _conflicts(request, actor, form)
        if found:
            return _page(request, form, questions, activity=activity, found=found)
        return _edited(request, actor, form, questions, pk)
    return _page(request, form, questions, activity=activity, status=422)


def _conflicts(request: HttpRequest, actor: Actor, form: ActivityForm) -> Conflicts:
    """Asked once: with `anyway` she has seen them."""
    planned = form.planned()
    if "anyway" in request.POST or planned is None:
        return Conflicts()
    return conflicts(actor, planned)


def _added(request: HttpRequest, actor: Actor, form: ActivityForm, questions: QuestionForms) -> HttpResponse:
    keeper = Organisation.objects.unrestricted("her own").get(pk=actor.organisation_id or 0)
    try:
        made = actions.add_activity(
            actor=actor, organisation=keeper, facts=form.facts(), parts=_parts(form, questions), now=timezone.now()
        )
    except MENDABLE as refusal:
        form.add_error(None, refusal_text(refusal))
        return _page(request, form, questions, status=refusal.status)
    messages.success(request, _("已存成草稿，只有本单位和协办单位看得到。核对后按“发布”。"))
    return redirect("activities:activity", made.pk)


def _edited(request: HttpRequest, actor: Actor, form: ActivityForm, questions: QuestionForms, pk: int) -> HttpResponse:
    standing = Activity.objects.unrestricted("she sees it").get(pk=pk)
    try:
        actions.edit_activity(
            actor=actor, activity=standing, facts=form.facts(), parts=_parts(form, questions), now=timezone.now(),
            version=form.cleaned_data["version"],
        )  # fmt: skip
    except MENDABLE as refusal:
        form.add_error(None, refusal_text(refusal))
        return _page(request, form, questions, activity=standing, status=refusal.status)
    messages.success(request, _("已保存。"))
    return redirect("activities:activity", pk)


def _parts(form: ActivityForm, questions: QuestionForms) -> Parts:
    parts = form.parts()
    return Parts(parts.co_hosts, parts.points, questions.asked(), parts.invitations)


def _one_more(
    request: HttpRequest, form: ActivityForm, questions: QuestionForms, activity: Activity | None = None
) -> HttpResponse:
    """The same page with an empty row more; nothing is judged yet."""
    questions.one_more()
    return _page(request, form, questions, activity=activity)


def _page(
    request: HttpRequest,
    form: ActivityForm,
    questions: QuestionForms,
    *,
    activity: Activity | None = None,
    found: Conflicts | None = None,
    status: int = 200,
) -> HttpResponse:
    back = reverse("activities:activity", args=[activity.pk]) if activity else reverse("activities:activities")
    title = Activity.objects.unrestricted("she sees it").get(pk=activity.pk).title if activity else ""
    context = {
        "form": form, "questions": questions, "activity": activity, "title": title, "conflicts": found, "back": back,
    }  # fmt: skip
    return render(request, "activities/activity_form.html", context, status=status)
