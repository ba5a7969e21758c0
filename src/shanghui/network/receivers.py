"""What the network does when others have done something."""

from django.dispatch import receiver
from django.utils import timezone

from shanghui.accounts.models import Invitation, User
from shanghui.accounts.signals import invitation_accepted
from shanghui.core.actor import SYSTEM
from shanghui.core.refusal import Gone
from shanghui.network.actions.logins import connect_login
from shanghui.network.models import Person


@receiver(invitation_accepted)
def connect_invited_person(sender: object, *, invitation: Invitation, user: User, **kwargs: object) -> None:
    """Runs in the acceptance's transaction: a refusal here takes the acceptance back."""
    if invitation.purpose_kind != Person._meta.label_lower:
        return
    person = Person.objects.unrestricted("named by the invitation").filter(pk=invitation.purpose_id or 0).first()
    if person is None:
        raise Gone()
    connect_login(actor=SYSTEM, person=person, user=user, now=timezone.now())
