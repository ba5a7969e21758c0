"""A person and her login: invite her to sign in, connect the two."""

from datetime import datetime

from django.db import transaction

from shanghui.accounts.actions import IssuedInvitation, invite_person
from shanghui.accounts.models import User
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.reference import Reference
from shanghui.network import permissions, rules
from shanghui.network.models import Person


@transaction.atomic
def invite_to_sign_in(*, actor: Actor, person: Person, address: str, now: datetime) -> IssuedInvitation:
    """A one-time link; whoever accepts it acts as this person. Raises AddressUnreadable."""
    person = Person.objects.unrestricted("the action asks").select_for_update().get(pk=person.pk)
    require(permissions.can_invite_to_sign_in(actor, person))
    purpose = Reference(person._meta.label_lower, person.pk)
    return invite_person(actor=actor, name=person.name, address=address, purpose=purpose, now=now)


@transaction.atomic
def connect_login(*, actor: Actor, person: Person, user: User, now: datetime) -> None:
    """From now on this login acts as this person; a person has one login, a login one person."""
    person = Person.objects.unrestricted("the action asks").select_for_update().get(pk=person.pk)
    require(permissions.can_connect_login(actor))
    if person.user_id is not None or Person.objects.unrestricted("is it free?").filter(user=user).exists():
        raise rules.LoginTaken()
    person.user = user
    person.save()
    audit.record(actor, "connect_login", person, now=now, user=user.pk)
