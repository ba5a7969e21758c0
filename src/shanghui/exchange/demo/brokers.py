"""Who acts in the demo: the secretaries of each organisation, its accounts' people and others, and the one contact."""

from datetime import date

from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.network.models import Appointment, Organisation
from shanghui.network.queries.actors import actor_in
from shanghui.network.rules import Post

#: the head first, then who does the daily work
POSTS = [Post.SECRETARY_GENERAL, Post.SECRETARY, Post.FEDERATION_OFFICER]


class Brokers:
    """Actors by organisation; a person without an account acts under her name all the same."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._found: dict[int, list[Actor]] = {}

    def head(self, organisation: Organisation) -> Actor:
        return self._of(organisation)[0]

    def clerk(self, organisation: Organisation) -> Actor:
        """The colleague; in an office of one, the head again."""
        return self._of(organisation)[-1]

    def _of(self, organisation: Organisation) -> list[Actor]:
        if organisation.pk not in self._found:
            rows = Appointment.objects.on(self._today).filter(organisation=organisation, post__in=POSTS)
            posts = sorted(rows.select_related(*PARTS), key=lambda row: (POSTS.index(row.post_enum), row.pk))
            self._found[organisation.pk] = [actor_of(post, self._today) for post in posts]
        return self._found[organisation.pk]


PARTS = ("person__user", "organisation", "enterprise")


def actor_of(post: Appointment, today: date) -> Actor:
    """`User()` stands in for an account that there is not: its id is None."""
    return actor_in(post.person.user or User(), post, today)


def contact_of(name: str, today: date) -> Actor:
    """A firm's contact person with her account."""
    posts = Appointment.objects.on(today).filter(person__name=name, post=Post.CONTACT)
    return actor_of(posts.select_related(*PARTS).order_by("pk")[0], today)
