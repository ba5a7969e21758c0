"""Logins as the federation's office helps them: unlock, reset link, lost second factor, deactivate."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanghui.accounts import actions
from shanghui.accounts.acting import actor_of
from shanghui.accounts.models import User
from shanghui.accounts.permissions import can_manage_logins
from shanghui.accounts.queries import find_user
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound


@never_cache
@login_required
@require_safe
def find_login(request: HttpRequest) -> HttpResponse:
    """One login by its exact user name, e-mail address or mobile number; there is no list to leaf through."""
    require(can_manage_logins(actor_of(request)))
    typed = request.GET.get("login", "").strip()[:254]
    facts = {"typed": typed, "found": find_user(typed) if typed else None}
    return render(request, "accounts/logins.html", facts)


@require_POST
@login_required
def issue_reset_link(request: HttpRequest, user_id: int) -> HttpResponse:
    path = actions.issue_reset_link(actor=actor_of(request), user=_login(request, user_id), now=timezone.now())
    link = settings.SITE_URL.rstrip("/") + path
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    return render(request, "accounts/reset_link.html", {"link": link, "hours": hours}, status=201)


@require_POST
@login_required
def unlock_user(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _login(request, user_id)
    actions.unlock_user(actor=actor_of(request), user=user, now=timezone.now())
    messages.success(request, _("已解锁，现在就可以登录。"))
    return _back(user)


@require_POST
@login_required
def remove_second_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _login(request, user_id)
    actions.remove_second_factor(actor=actor_of(request), user=user, now=timezone.now())
    messages.success(request, _("第二重验证已取下，请本人登录后重新设。"))
    return _back(user)


@require_POST
@login_required
def deactivate_user(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _login(request, user_id)
    actions.deactivate_user(actor=actor_of(request), user=user, now=timezone.now())
    messages.success(request, _("账户已停用，已登录的设备和令牌当即失效。"))
    return _back(user)


@require_POST
@login_required
def reactivate_user(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _login(request, user_id)
    actions.reactivate_user(actor=actor_of(request), user=user, now=timezone.now())
    messages.success(request, _("账户已恢复，可以登录了；令牌要重新建。"))
    return _back(user)


def _login(request: HttpRequest, user_id: int) -> User:
    """Others than the office learn not even whether the number exists."""
    require(can_manage_logins(actor_of(request)))
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound()
    return user


def _back(user: User) -> HttpResponse:
    return redirect(reverse("accounts:logins") + f"?login={user.username}")
