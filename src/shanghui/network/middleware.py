"""For whom she acts: every request gets an `actor`, and the frame its acting-as switch."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from shanghui.core.actor import VISITOR, Actor
from shanghui.network.models import Appointment
from shanghui.network.queries.actors import Choice, actor_in, choices, posts_of

SESSION_KEY = "appointment"


@dataclass(frozen=True)
class Acting:
    """What the frame shows of it."""

    actor: Actor
    choices: list[Choice]

    @property
    def current(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.current), None)

    @property
    def name(self) -> str:
        return self.current.name if self.current else self.actor.name

    @property
    def face(self) -> str:
        return self.current.face if self.current else self.actor.name[:1]

    @property
    def role_label(self) -> str:
        return self.current.role_label if self.current else ""


def acting(request: HttpRequest) -> Acting:
    """Reads her posts anew at each request, so that a post that ended is dead at once."""
    if not request.user.is_authenticated:
        return Acting(VISITOR, [])
    day = localdate()
    posts = posts_of(request.user, day)
    chosen = request.session.get(SESSION_KEY)
    post: Appointment | None = next((row for row in posts if row.pk == chosen), posts[0] if posts else None)
    return Acting(actor_in(request.user, post, day), choices(posts, post.pk if post else None))


class ActingMiddleware:
    """Sets `request.acting` and `request.actor`, both lazy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = SimpleLazyObject(lambda: acting(request))  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(lambda: request.acting.actor)  # type: ignore[attr-defined]
        return self.get_response(request)
