"""What waits behind the doors that the exchange puts into the frame."""

from django.http import HttpRequest
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.core.asking import actor_of
from shanghui.exchange.queries.introductions import count_waiting


def takes_part(actor: Actor) -> bool:
    """Whoever holds a post may have introductions; a visitor never has."""
    return actor.in_federation


def introductions_waiting(request: HttpRequest) -> int:
    """One count, as on the list."""
    return count_waiting(actor_of(request), localdate())
