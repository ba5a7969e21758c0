"""What follows from signing in and out, from new passwords, factors and lock-outs: marks and audit rows."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from shanghui.accounts.acting import bare_actor
from shanghui.accounts.actions import end_other_sessions, note_password_changed, note_session_seen
from shanghui.accounts.middleware import SEEN, SIGNED_IN
from shanghui.accounts.models import User
from shanghui.core import audit
from shanghui.core.actor import SYSTEM


@receiver(user_logged_in)
def start_session_clock(request: HttpRequest, user: User, **kwargs: Any) -> None:
    now = timezone.now()
    request.session[SIGNED_IN] = request.session[SEEN] = now.timestamp()
    if hasattr(request, "user"):  # Django's test client signs in without a middleware having run
        note_session_seen(request=request)
    audit.record(bare_actor(user), "sign_in", user, now=now)


@receiver(user_logged_out)
def audit_sign_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        audit.record(bare_actor(user), "sign_out", user, now=timezone.now())


@receiver(password_changed)
def sign_out_other_devices(request: HttpRequest, user: User, **kwargs: Any) -> None:
    now = timezone.now()
    note_password_changed(user=user, now=now)
    end_other_sessions(actor=bare_actor(user), user=user, current_key=request.session.session_key, now=now)


@receiver(password_reset)
def sign_out_all_devices(user: User, **kwargs: Any) -> None:
    now = timezone.now()
    note_password_changed(user=user, now=now)
    end_other_sessions(actor=bare_actor(user), user=user, current_key=None, now=now)


@receiver(authenticator_added)
def audit_factor_added(user: User, authenticator: Any, **kwargs: Any) -> None:
    audit.record(bare_actor(user), "add_second_factor", user, now=timezone.now(), kind=authenticator.type)


@receiver(authenticator_removed)
def audit_factor_removed(user: User, authenticator: Any, **kwargs: Any) -> None:
    audit.record(bare_actor(user), "drop_second_factor", user, now=timezone.now(), kind=authenticator.type)


@receiver(authenticator_reset)
def audit_factor_reset(user: User, authenticator: Any, **kwargs: Any) -> None:
    audit.record(bare_actor(user), "renew_recovery_codes", user, now=timezone.now(), kind=authenticator.type)


@receiver(user_locked_out)
def audit_lock_out(username: str, ip_address: str, **kwargs: Any) -> None:
    user = User.objects.filter(username=username).first()
    audit.record(SYSTEM, "lock_out", user, now=timezone.now(), ip=ip_address)
