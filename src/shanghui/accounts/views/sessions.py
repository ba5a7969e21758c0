"""Signed-in devices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanghui.accounts import actions
from shanghui.accounts.acting import actor_of, signed_in
from shanghui.accounts.queries import open_sessions


@never_cache
@login_required
@require_safe
def list_sessions(request: HttpRequest) -> HttpResponse:
    sessions = open_sessions(signed_in(request), request.session.session_key)
    return render(request, "accounts/sessions.html", {"sessions": sessions})


@require_POST
@login_required
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    actions.end_session(actor=actor_of(request), user=signed_in(request), session_id=session_id, now=timezone.now())
    messages.success(request, _("那台设备已退出登录。"))
    return redirect("usersessions_list")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    key = request.session.session_key
    actions.end_other_sessions(actor=actor_of(request), user=signed_in(request), current_key=key, now=timezone.now())
    messages.success(request, _("其他设备都已退出登录，只留下这一台。"))
    return redirect("usersessions_list")
