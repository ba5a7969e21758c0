"""Logins as the federation's office and the command line keep them."""

import secrets
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.urls import reverse

from shanghui.accounts import signals
from shanghui.accounts.models import ApiToken, User
from shanghui.accounts.permissions import can_manage_logins
from shanghui.accounts.queries import find_user
from shanghui.accounts.rules import (
    AddressTaken,
    AddressUnreadable,
    IdentifierKind,
    OwnAccount,
    UserNameTaken,
    ensure_address,
)
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require


@transaction.atomic
def create_user(
    *,
    actor: Actor,
    name: str,
    now: datetime,
    username: str = "",
    email: str = "",
    mobile: str = "",
    password: str | None = None,
) -> User:
    """A login without an invitation: first officer, demo, tests. A weak password raises ValidationError.

    Without a password nobody can sign in until a reset link is issued.
    """
    require(can_manage_logins(actor))
    user = User(username=username or f"u-{secrets.token_hex(5)}", name=name, date_joined=now, password_changed_at=now)
    _ensure_user_name_free(user.username)
    user.email, user.mobile = free_addresses(email, mobile, user)
    user.clean_fields(exclude=["password"])
    if password:
        validate_password(password, user)
    user.set_password(password)
    user.save()
    audit.record(actor, "create_user", user, now=now)
    return user


@transaction.atomic
def deactivate_user(*, actor: Actor, user: User, now: datetime) -> None:
    """Sessions and tokens are dead from here on; the row stays for the audit trail."""
    require(can_manage_logins(actor))
    if actor.user_id == user.pk:
        raise OwnAccount()
    user.is_active = False
    user.save(update_fields=["is_active"])
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
    for session in UserSession.objects.filter(user=user):
        session.end()
    audit.record(actor, "deactivate_user", user, now=now)
    signals.user_deactivated.send(sender=User, user=user)


@transaction.atomic
def reactivate_user(*, actor: Actor, user: User, now: datetime) -> None:
    """She may sign in again; her tokens stay revoked."""
    require(can_manage_logins(actor))
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record(actor, "reactivate_user", user, now=now)


@transaction.atomic
def unlock_user(*, actor: Actor, user: User, now: datetime) -> int:
    """Forget her failed sign-ins; returns how many places they came from."""
    require(can_manage_logins(actor))
    forgotten: int = reset(username=user.username)
    audit.record(actor, "unlock_user", user, now=now)
    return forgotten


@transaction.atomic
def issue_reset_link(*, actor: Actor, user: User, now: datetime) -> str:
    """The path of a one-time link to set a new password, valid until used, for PASSWORD_RESET_TIMEOUT seconds."""
    require(can_manage_logins(actor))
    user = User.objects.get(pk=user.pk)  # the key is made of what is stored now, e.g. the last sign-in
    key = default_token_generator.make_token(user)
    audit.record(actor, "issue_reset_link", user, now=now)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


@transaction.atomic
def remove_second_factor(*, actor: Actor, user: User, now: datetime) -> int:
    """For somebody who has lost phone and recovery codes; returns how many factors were removed."""
    require(can_manage_logins(actor))
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    audit.record(actor, "remove_second_factor", user, now=now, removed=removed)
    return removed


def free_addresses(email: str, mobile: str, user: User) -> tuple[str, str | None]:
    """Normal forms of both, each its own kind and nobody else's."""
    found: dict[IdentifierKind, str] = {}
    for text, kind in ((email, IdentifierKind.EMAIL), (mobile, IdentifierKind.MOBILE)):
        if not text.strip():
            continue
        address = ensure_address(text)
        if address.kind is not kind:
            raise AddressUnreadable()
        owner = find_user(address.value)
        if owner is not None and owner.pk != user.pk:
            raise AddressTaken()
        found[kind] = address.value
    return found.get(IdentifierKind.EMAIL, ""), found.get(IdentifierKind.MOBILE)


def _ensure_user_name_free(username: str) -> None:
    if User.objects.filter(username__iexact=username).exists():
        raise UserNameTaken()
