"""Choose for whom she acts."""

from datetime import datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.refusal import NotFound
from shanghui.network.models import Appointment


@transaction.atomic
def act_as(*, actor: Actor, appointment: Appointment, now: datetime) -> None:
    """From now on she acts in this post: her own, else it is not found. The trail keeps the change."""
    if actor.user_id is None or appointment.person.user_id != actor.user_id:
        raise NotFound()
    audit.record(actor, "act_as", appointment, now=now, place=appointment.place.name, post=appointment.post)
