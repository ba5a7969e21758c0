"""What is done with an activity: publish, cancel, close."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shanghui.activities import permissions, rules
from shanghui.activities.actions import activities as actions
from shanghui.activities.forms.activities import ReasonForm
from shanghui.activities.models import Activity
from shanghui.activities.rules import ActivityState
from shanghui.core.asking import actor_of, ensure_keys, seen
from shanghui.core.permission import require


@login_required
@require_POST
def publish_activity(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    activity = seen(Activity.objects.all(), actor, pk)
    actions.publish_activity(actor=actor, activity=activity, now=timezone.now())
    messages.success(request, _("已发布。把报名链接或海报发到群里，就可以报名了。"))
    return redirect("activities:activity", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the reason first: every guest reads it."""
    ensure_keys(request)
    actor = actor_of(request)
    activity = seen(Activity.objects.all(), actor, pk)
    require(permissions.can_keep_activity(actor, activity))
    rules.ensure_activity_step(activity.state_enum, ActivityState.CANCELLED)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.cancel_activity(actor=actor, activity=activity, reason=reason, now=timezone.now())
        messages.success(request, _("活动已取消，所有报名的来宾都会收到通知。"))
        return redirect("activities:activity", pk)
    context = {
        "activity": activity, "form": form, "title": _("取消活动"), "button": _("取消活动，并通知来宾"),
        "lead": _("取消以后不能恢复。名单和记录都留着。"),
    }  # fmt: skip
    return render(request, "activities/reason.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def close_activity(request: HttpRequest, pk: int) -> HttpResponse:
    ensure_keys(request)
    actor = actor_of(request)
    activity = seen(Activity.objects.all(), actor, pk)
    actions.close_activity(actor=actor, activity=activity, now=timezone.now())
    messages.success(request, _("活动已结束，成效会继续统计。"))
    return redirect("activities:activity", pk)
