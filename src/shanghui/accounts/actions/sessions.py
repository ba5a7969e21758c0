"""Signed-in devices: end one, end the others, note that one is alive."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

from shanghui.accounts.models import User
from shanghui.accounts.permissions import is_own_account
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound


@transaction.atomic
def end_session(*, actor: Actor, user: User, session_id: int, now: datetime) -> None:
    """Sign one device out at once."""
    require(is_own_account(actor, user))
    session = UserSession.objects.filter(pk=session_id, user=user).first()
    if session is None:
        raise NotFound()
    session.end()
    audit.record(actor, "end_session", user, now=now, ip=session.ip)


@transaction.atomic
def end_other_sessions(*, actor: Actor, user: User, current_key: str | None, now: datetime) -> int:
    """Sign out every device but this one; returns how many."""
    require(is_own_account(actor, user))
    others = list(UserSession.objects.filter(user=user).exclude(session_key=current_key or ""))
    for session in others:
        session.end()
    if others:
        audit.record(actor, "end_other_sessions", user, now=now, ended=len(others))
    return len(others)


def note_session_seen(*, request: HttpRequest) -> None:
    """When and from where this session was last seen, for the owner's list. Not audited: it changes nothing."""
    UserSession.objects.create_from_request(request)
