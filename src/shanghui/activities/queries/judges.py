"""Whose applications a judge does not judge: those of the organisations that she belongs to, and what she entered."""

from collections.abc import Set
from datetime import date

from shanghui.activities.models import Application
from shanghui.core.actor import Actor
from shanghui.network.models import Appointment


def own_organisations(actor: Actor, day: date) -> set[int]:
    """A convener is often somebody else's president, too: where she holds any post that day."""
    if actor.person_id is None:
        return set()
    posts = Appointment.objects.on(day).filter(person=actor.person_id, organisation__isnull=False)
    return {pk for pk in posts.values_list("organisation", flat=True) if pk is not None}


def judges_own(actor: Actor, application: Application, own: Set[int]) -> bool:
    entered = application.entered_by_id is not None and application.entered_by_id == actor.user_id
    return entered or application.organisation_id in own
