"""Tokens for programs that speak for somebody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from shanghui.accounts import scopes as scope_register
from shanghui.accounts.models import ApiToken, User
from shanghui.accounts.permissions import can_revoke_token, is_own_account
from shanghui.accounts.rules import ensure_scopes, new_secret, new_token_prefix, sealed, token_text
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require

USED_STEP = timedelta(minutes=1)


@dataclass(frozen=True)
class IssuedToken:
    """The row and the whole token, which is shown once and never again."""

    token: ApiToken
    raw: str


@transaction.atomic
def create_token(*, actor: Actor, user: User, name: str, scopes: list[str], days: int, now: datetime) -> IssuedToken:
    """A token bound to the user and to the post she acts in right now."""
    require(is_own_account(actor, user))
    ensure_scopes(scopes, set(scope_register.offered()))
    prefix, secret = new_token_prefix(), new_secret()
    token = ApiToken.objects.create(
        user=user,
        appointment_id=actor.appointment_id,
        acting_for=actor.acting_for,
        name=name.strip(),
        prefix=prefix,
        secret_hash=sealed(secret),
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    audit.record(actor, "create_token", token, now=now, scopes=token.scopes)
    return IssuedToken(token, token_text(prefix, secret))


@transaction.atomic
def revoke_token(*, actor: Actor, token: ApiToken, now: datetime) -> None:
    """Dead from the next request on."""
    require(can_revoke_token(actor, token), seen=can_revoke_token(actor, token))
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)
    audit.record(actor, "revoke_token", token, now=now)


def note_token_used(*, token: ApiToken, now: datetime) -> None:
    """At most one write a minute and token, whatever the traffic. Not audited: the program's own actions are."""
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_STEP)
    if token.last_used_at is None or token.last_used_at < now - USED_STEP:
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
