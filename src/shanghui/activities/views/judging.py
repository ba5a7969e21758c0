"""Points of a judge, votes of a unit."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shanghui.activities import permissions, rules
from shanghui.activities.actions import ballots
from shanghui.activities.actions import judging as actions
from shanghui.activities.forms.applications import PointsForm
from shanghui.activities.models import Application
from shanghui.activities.queries.application_page import application_page
from shanghui.activities.rules import Selection
from shanghui.activities.views.applications import ROWS, draw_application
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.permission import require


@login_required
@require_POST
def give_points(request: HttpRequest, pk: int) -> HttpResponse:
    """All criteria at once; her earlier points are replaced."""
    ensure_keys(request)
    actor = actor_of(request)
    application = seen(ROWS.all(), actor, pk)
    require(permissions.can_judge(actor, application))
    programme = application.programme
    rules.ensure_selecting(programme.state_enum, Selection(programme.selection), Selection.CRITERIA)
    form = PointsForm(request.POST, criteria=programme.criteria.all(), given={})
    if not form.is_valid():
        return draw_application(request, application_page(actor, application, timezone.now()), form)
    actions.give_points(actor=actor, application=application, points=form.points(), now=timezone.now())
    messages.success(request, _("您打的分记下了，遴选期间可以再改。"))
    return redirect("activities:programme", application.programme_id)


@login_required
@require_POST
def cast_vote(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    application = _voted(request, pk)
    ballots.cast_vote(actor=actor_of(request), application=application, now=timezone.now())
    messages.success(request, _("贵单位的票记下了，遴选期间可以收回。"))
    return redirect("activities:programme", application.programme_id)


@login_required
@require_POST
def take_back_vote(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    application = _voted(request, pk)
    ballots.take_back_vote(actor=actor_of(request), application=application, now=timezone.now())
    messages.success(request, _("这一票收回了，可以投给别的申请。"))
    return redirect("activities:programme", application.programme_id)


def _voted(request: HttpRequest, pk: int) -> Application:
    return seen(ROWS.all(), actor_of(request), pk)
