"""Who else could look at a listing before it is published?"""

from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing
from shanghui.network.models import Appointment
from shanghui.network.rules import SECRETARY_POSTS


def others_could_check(actor: Actor, listing: Listing) -> bool:
    """Has the listing's organisation another secretary who signs in today?"""
    posts = Appointment.objects.on(localdate()).filter(organisation=listing.organisation_id, post__in=SECRETARY_POSTS)
    return posts.exclude(person__user=None).exclude(person__user=actor.user_id).exists()
