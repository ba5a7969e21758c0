"""Decide who performs: the ranking's suggestion, changed by hand, with what everybody is told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from shanghui.activities import permissions, rules
from shanghui.activities.actions.deciding import Choice
from shanghui.activities.actions.deciding import decide_programme as decide
from shanghui.activities.forms.applications import DecideForm
from shanghui.activities.models import Programme
from shanghui.activities.queries import applications
from shanghui.activities.queries.standings import suggestion
from shanghui.activities.rules import ProgrammeState
from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, Stale

#: what she can mend in the form itself
MENDABLE = (rules.TooManyChosen, rules.ChoiceUnexplained, rules.AnswerWanted)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_programme(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    programme = seen(Programme.objects.select_related("organisation"), actor, pk)
    require(permissions.can_keep_programme(actor, programme))
    rules.ensure_programme_step(programme.state_enum, ProgrammeState.DECIDED)
    known = applications.known_standings(actor, programme)
    initial = {"chosen": suggestion(programme), "version": programme.version}
    form = DecideForm(request.POST or None, pks=list(known), initial=initial)
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, actor, programme, form)
        except MENDABLE as refusal:
            form.add_error(None, refusal_text(refusal))
        except (Stale, BadRequest):
            form, status = _again(request, programme, list(known)), 409
    box = applications.ballot(actor, programme)
    lines = applications.lines(actor, programme, list(known), known, box, timezone.localdate())
    context = {
        "programme": programme,
        "form": form,
        "rows": [(line, form[f"answer-{line.application.pk}"]) for line in lines],
        "suggested": initial["chosen"],
        "picked": form.picked,
    }
    return render(request, "activities/programme_decide.html", context, status=status if form.errors else 200)


def _decided(request: HttpRequest, actor: Actor, programme: Programme, form: DecideForm) -> HttpResponse:
    facts = form.cleaned_data
    choice = Choice(facts["chosen"], facts["answer"], form.answers(), facts["reason"])
    made = decide(actor=actor, programme=programme, choice=choice, now=timezone.now(), version=facts["version"])
    told = ngettext(
        "选定了%(number)s家，活动草稿已经交给它们；各单位会收到结果。",
        "选定了%(number)s家，活动草稿已经交给它们；各单位会收到结果。",
        len(made),
    ) % {"number": len(made)}
    messages.success(request, told)
    return redirect("activities:programme", programme.pk)


def _again(request: HttpRequest, programme: Programme, pks: list[int]) -> DecideForm:
    """What she chose, over what stands now: an application was withdrawn, or the programme has moved on."""
    typed = request.POST.copy()
    typed["version"] = str(programme.version)
    typed.setlist("chosen", [one for one in typed.getlist("chosen") if one in {str(pk) for pk in pks}])
    form = DecideForm(typed, pks=pks)
    form.is_valid()
    form.add_error(None, _("您打开之后申请或舞台有变动，还没有选定。请看过最新的再定。"))
    return form
