"""Time-outs of sessions, and the duties that come before work: second factor, aged password."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shanghui.accounts.actions import note_session_seen
from shanghui.accounts.cookies import remember_preferences
from shanghui.accounts.duties import password_must_change, second_factor_missing
from shanghui.accounts.models import User
from shanghui.accounts.rules import session_over

SIGNED_IN, SEEN = "signed_in_at", "seen_at"
SEEN_STEP = 60

Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    """Ends a session that was idle or open too long; notes once a minute that it is alive."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._check(request)
        response = self.get_response(request)
        if isinstance(request.user, User):
            remember_preferences(request, response, request.user)
        return response

    def _check(self, request: HttpRequest) -> None:
        now = timezone.now().timestamp()
        signed_in, seen = request.session.get(SIGNED_IN, now), request.session.get(SEEN, 0)
        idle, longest = timedelta(minutes=settings.IDLE_MINUTES), timedelta(days=settings.SESSION_DAYS)
        if seen and session_over(now=now, signed_in_at=signed_in, seen_at=seen, idle=idle, longest=longest):
            logout(request)
            messages.info(request, _("离开的时间较长，为安全起见已退出。请重新登录，就能接着做。"))
        elif now - seen >= SEEN_STEP:
            request.session[SIGNED_IN], request.session[SEEN] = signed_in, now
            note_session_seen(request=request)


class AccountDuties:
    """Who must set up a second factor or change an aged password does that first; `account/` stays open."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Here, and not in __call__, because by now every middleware above has said who acts."""
        if not isinstance(request.user, User) or self._stays_open(request.path):
            return None
        if password_must_change(request.user):
            messages.info(request, _("密码用得太久了，请先换一个新密码。"))
            return redirect("account_change_password")
        if second_factor_missing(request):
            messages.info(request, _("您的职务要求第二重验证，请先设好一种。"))
            return redirect("mfa_index")
        return None

    def _stays_open(self, path: str) -> bool:
        return path.startswith((reverse("accounts:account"), reverse("set_language"), settings.STATIC_URL))
