"""What somebody changes about her own login. No field here carries a right."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from shanghui.accounts.acting import bare_actor
from shanghui.accounts.actions.logins import free_addresses
from shanghui.accounts.models import User
from shanghui.accounts.permissions import is_own_account
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require


@transaction.atomic
def update_profile(*, actor: Actor, user: User, name: str, language: str, larger_text: bool, now: datetime) -> None:
    """How she is called and how she likes to read."""
    require(is_own_account(actor, user))
    user.name, user.language, user.larger_text = name.strip(), language, larger_text
    user.save(update_fields=["name", "language", "larger_text"])
    audit.record(actor, "update_profile", user, now=now)


@transaction.atomic
def change_addresses(*, actor: Actor, user: User, email: str, mobile: str, now: datetime) -> None:
    """What she signs in with. An address she gives up can no longer reset her password."""
    require(is_own_account(actor, user))
    user.email, user.mobile = free_addresses(email, mobile, user)
    user.save(update_fields=["email", "mobile"])
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    audit.record(actor, "change_addresses", user, now=now)


@transaction.atomic
def note_password_changed(*, user: User, now: datetime) -> None:
    """Written when allauth has stored the new password, by herself or through a reset link."""
    User.objects.filter(pk=user.pk).update(password_changed_at=now)
    user.password_changed_at = now
    audit.record(bare_actor(user), "change_password", user, now=now)
