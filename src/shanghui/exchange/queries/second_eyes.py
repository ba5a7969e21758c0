"""Who else could look at a listing before it is published?"""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing
from shanghui.network.models import Appointment
from shanghui.network.rules import SECRETARY_POSTS


def others_could_check(actor: Actor, listing: Listing) -> bool:
    """Has the listing's organisation another secretary who signs in today?"""
    return other_secretaries(actor).filter(organisation=listing.organisation_id).exists()


def other_secretaries(actor: Actor) -> "QuerySet[Appointment]":
    """Secretaries' posts of today whose holders can sign in, hers left out."""
    posts = Appointment.objects.on(localdate()).filter(post__in=SECRETARY_POSTS, person__user__is_active=True)
    return posts.exclude(person__user=actor.user_id)
