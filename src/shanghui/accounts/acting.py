"""Who acts in this request: the actor that `network` found, or the bare login before it has looked."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict

from shanghui.accounts.models import User
from shanghui.core.actor import VISITOR, Actor


def actor_of(request: HttpRequest) -> Actor:
    """`request.actor` when a mechanism above has set it, else an actor without any post."""
    found = getattr(request, "actor", None)
    if isinstance(found, Actor) and found.user_id == request.user.pk:
        return found
    return bare_actor(request.user) if isinstance(request.user, User) else VISITOR


def bare_actor(user: User) -> Actor:
    """A login and nothing else: no post, no rights."""
    return Actor(user_id=user.pk, name=str(user))


def signed_in(request: HttpRequest) -> User:
    """The user of a view behind login_required."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the fields sent, even when there are none; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None
