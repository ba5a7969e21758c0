"""What somebody must do about her login before she works on."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from shanghui.accounts.acting import actor_of
from shanghui.accounts.models import User
from shanghui.accounts.rules import password_over_age

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def second_factor_missing(request: HttpRequest) -> bool:
    """True when the federation, or the role she acts in, asks for a second factor and she has none."""
    asked = settings.SECOND_FACTOR_REQUIRED or (
        settings.SECOND_FACTOR_ROLES and actor_of(request).role in settings.SECOND_FACTOR_ROLES
    )
    return bool(asked) and not is_mfa_enabled(request.user, FACTORS)


def password_must_change(user: User) -> bool:
    max_age = timedelta(days=settings.PASSWORD_MAX_AGE_DAYS)
    return password_over_age(now=timezone.now(), changed_at=user.password_changed_at, max_age=max_age)
