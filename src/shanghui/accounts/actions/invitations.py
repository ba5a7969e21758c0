"""Invite somebody, accept, take back."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F

from shanghui.accounts import signals
from shanghui.accounts.acting import bare_actor
from shanghui.accounts.models import Invitation, User
from shanghui.accounts.permissions import can_invite, can_see_invitation, can_withdraw_invitation
from shanghui.accounts.queries import find_user, open_invitation
from shanghui.accounts.rules import (
    MAX_WRONG_ADDRESSES,
    AddressTaken,
    IdentifierKind,
    ensure_address,
    ensure_addressee,
    ensure_open,
    new_secret,
    read_identifier,
    sealed,
)
from shanghui.core import audit
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.permission import require
from shanghui.core.reference import Reference


@dataclass(frozen=True)
class IssuedInvitation:
    """The row and the token of its link, which is known here and then never again."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite_person(
    *, actor: Actor, name: str, address: str, now: datetime, purpose: Reference | None = None, note: str = ""
) -> IssuedInvitation:
    """A one-time link for the owner of `address` (e-mail or mobile); `purpose` tells the mechanism what it is for."""
    require(can_invite(actor))
    token = new_secret()
    invitation = Invitation.objects.create(
        token_hash=sealed(token),
        name=name.strip(),
        address=ensure_address(address).value,
        note=note.strip(),
        purpose_kind=purpose.kind if purpose else "",
        purpose_id=purpose.id if purpose else None,
        invited_by_id=actor.user_id,
        created_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    audit.record(actor, "invite_person", invitation, now=now, purpose_kind=invitation.purpose_kind)
    return IssuedInvitation(invitation, token)


@transaction.atomic
def accept_invitation(*, token: str, address: str, name: str, password: str, now: datetime) -> User:
    """A new login for the addressee, who types the address it was sent to and her own password.

    Raises Gone in its four kinds, AddressTaken when she has a login already, ValidationError for a weak password.
    """
    invitation = _locked(token, now)
    ensure_addressee(address=invitation.address, claimed={read_identifier(address).value})
    if find_user(invitation.address):
        raise AddressTaken()
    user = _new_user(invitation, name, now)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    _accept(invitation, user, now)
    return user


@transaction.atomic
def accept_invitation_as(*, actor: Actor, user: User, token: str, now: datetime) -> Invitation:
    """Somebody who has a login accepts while signed in; the address must be hers."""
    require(actor.user_id == user.pk and actor.scopes is None)
    invitation = _locked(token, now)
    ensure_addressee(address=invitation.address, claimed=user.addresses)
    _accept(invitation, user, now)
    return invitation


@transaction.atomic
def refuse_wrong_address(*, token: str, now: datetime) -> None:
    """Count a wrong address typed at the link; after five the link is closed, so that nobody can guess on."""
    invitation = _locked(token, now)
    Invitation.objects.filter(pk=invitation.pk).update(wrong_addresses=F("wrong_addresses") + 1)
    closed = invitation.wrong_addresses + 1 >= MAX_WRONG_ADDRESSES
    if closed:
        Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=now)
    audit.record(SYSTEM, "refuse_wrong_address", invitation, now=now, closed=closed)


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: Invitation, now: datetime) -> None:
    """Close a link that nobody has used yet."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(can_withdraw_invitation(actor, invitation), seen=can_see_invitation(actor, invitation))
    ensure_open(invitation.state(now))
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    audit.record(actor, "withdraw_invitation", invitation, now=now)


def _locked(token: str, now: datetime) -> Invitation:
    """The open invitation with its row locked, its state asked again under the lock: one of two parallel wins."""
    invitation = Invitation.objects.select_for_update().get(pk=open_invitation(token, now).pk)
    ensure_open(invitation.state(now))
    return invitation


def _accept(invitation: Invitation, user: User, now: datetime) -> None:
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(bare_actor(user), "accept_invitation", invitation, now=now)
    signals.invitation_accepted.send(sender=Invitation, invitation=invitation, user=user)


def _new_user(invitation: Invitation, name: str, now: datetime) -> User:
    address = read_identifier(invitation.address)
    is_email = address.kind is IdentifierKind.EMAIL
    return User(
        username=f"u-{secrets.token_hex(5)}",
        name=name.strip() or invitation.name,
        email=address.value if is_email else "",
        mobile=None if is_email else address.value,
        date_joined=now,
        password_changed_at=now,
    )
