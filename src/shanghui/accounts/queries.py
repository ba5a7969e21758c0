"""Reads: whom an identifier means, which invitation a link opens, which sessions are open."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from shanghui.accounts.devices import device_label
from shanghui.accounts.models import ApiToken, Invitation, User
from shanghui.accounts.permissions import can_see_invitation
from shanghui.accounts.rules import IdentifierKind, ensure_open, read_identifier, read_token, sealed
from shanghui.core.actor import Actor
from shanghui.core.refusal import NotFound

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIELDS = {
    IdentifierKind.EMAIL: "email__iexact",
    IdentifierKind.MOBILE: "mobile",
    IdentifierKind.USER_NAME: "username__iexact",
}


@dataclass(frozen=True)
class OpenSession:
    """One signed-in device as its owner sees it."""

    id: int
    device: "StrOrPromise"
    ip: str
    signed_in_at: datetime
    last_seen_at: datetime
    current: bool


def find_user(identifier: str) -> User | None:
    """The login that a user name, e-mail address or mobile number means; one query whether known or not."""
    found = read_identifier(identifier)
    return User.objects.filter(**{FIELDS[found.kind]: found.value}).first()


def open_invitation(token: str, now: datetime) -> Invitation:
    """The invitation that this link opens. Unknown: NotFound; used, withdrawn, expired: their own Gone."""
    invitation = Invitation.objects.filter(token_hash=sealed(token)).first()
    if invitation is None:
        raise NotFound()
    ensure_open(invitation.state(now))
    return invitation


def invitations_for(actor: Actor) -> QuerySet[Invitation]:
    """Those she sent; all of them for the federation's office."""
    rows = Invitation.objects.select_related("invited_by")
    return rows if actor.is_federation_officer else rows.filter(invited_by_id=actor.user_id)


def invitation_for(actor: Actor, pk: int) -> Invitation:
    """One invitation that the actor may see, or NotFound."""
    invitation = Invitation.objects.filter(pk=pk).first()
    if invitation is None or not can_see_invitation(actor, invitation):
        raise NotFound()
    return invitation


def open_sessions(user: User, current_key: str | None) -> list[OpenSession]:
    """The user's signed-in devices, the latest first; rows whose session is dead are cleared away."""
    rows = sorted(UserSession.objects.purge_and_list(user), key=lambda row: row.last_seen_at, reverse=True)
    return [
        OpenSession(
            row.pk,
            device_label(row.user_agent),
            row.ip,
            row.created_at,
            row.last_seen_at,
            row.session_key == current_key,
        )
        for row in rows
    ]


def tokens_of(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user=user, revoked_at=None)


def living_token(raw: str, now: datetime) -> ApiToken | None:
    """The token whose secret this is. The hash is compared in constant time, for unknown prefixes too."""
    parts = read_token(raw)
    prefix, secret = parts or ("", raw)
    token = ApiToken.objects.alive(now).select_related("user").filter(prefix=prefix).first()
    fits = hmac.compare_digest(sealed(secret), token.secret_hash if token else sealed("nobody's"))
    return token if token and fits else None
