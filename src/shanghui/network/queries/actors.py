"""From a sign-in to an actor: which posts she holds today, and for which one she acts."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import override

from shanghui.core.actor import Actor, Role
from shanghui.network.labels import POSTS
from shanghui.network.models import Affiliation, Appointment, Membership, Person
from shanghui.network.rules import ROLE_OF_POST, WIDTH, OrganisationKind, Post

if TYPE_CHECKING:
    from shanghui.accounts.models import ApiToken, User


#: what an actor and the acting-as switch are made of; every request asks for it
POST_COLUMNS = (
    "post", "title", "start", "end", "person__name", "organisation__name", "organisation__short_name", "organisation__kind",
    "enterprise__name", "enterprise__short_name",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One line of the acting-as switch."""

    id: int
    name: str
    role_label: str
    current: bool

    @property
    def face(self) -> str:
        return next((letter for letter in self.name.removeprefix("上海市") if letter.strip()), "商")


def posts_of(user: "User", day: date) -> list[Appointment]:
    """Her posts of the day that carry rights, the widest first; one query."""
    rows = (
        Appointment.objects.on(day)
        .filter(person__user=user, organisation__merged_into__isnull=True, enterprise__merged_into__isnull=True)
        .select_related("person", "organisation", "enterprise")
        .only(*POST_COLUMNS)
    )
    with_rights = [row for row in rows if Post(row.post) in ROLE_OF_POST]
    return sorted(with_rights, key=lambda row: (WIDTH.index(ROLE_OF_POST[Post(row.post)]), row.pk))


def actor_in(user: "User", post: Appointment | None, day: date, scopes: frozenset[str] | None = None) -> Actor:
    """The actor for a user acting in a post; without one she is a visitor who signed in."""
    if post is None:
        person = Person.objects.unrestricted("her own person").filter(user=user).first()
        name = person.name if person else str(user)
        return Actor(user_id=user.pk, person_id=person.pk if person else None, name=name, scopes=scopes)
    organisation, enterprise = post.organisation, post.enterprise
    return Actor(
        role=ROLE_OF_POST[Post(post.post)],
        user_id=user.pk,
        person_id=post.person_id,
        appointment_id=post.pk,
        organisation_id=post.organisation_id,
        enterprise_id=post.enterprise_id,
        name=post.person.name,
        acting_for=_written(post),
        organisation_ids=frozenset([organisation.pk] if organisation else []),
        area_ids=_areas(post, day),
        in_federation=organisation is not None or enterprise is not None,
        scopes=scopes,
    )


def _written(post: Appointment) -> str:
    """The post as the trail keeps it: not in whatever language she happened to read the page."""
    with override(settings.LANGUAGE_CODE):
        return f"{post.place.name}·{POSTS[Post(post.post)]}"


def actor_of_token(token: "ApiToken") -> Actor:
    """The token's user in the post that the token was made for, as long as she holds it."""
    day = localdate()
    post = next((row for row in posts_of(token.user, day) if row.pk == token.appointment_id), None)
    return actor_in(token.user, post, day, frozenset(token.scopes))


def choices(posts: list[Appointment], current: int | None) -> list[Choice]:
    """The lines of the acting-as switch."""
    return [
        Choice(post.pk, post.place.called, post.title or str(POSTS[Post(post.post)]), post.pk == current)
        for post in posts
    ]


def _areas(post: Appointment, day: date) -> frozenset[int]:
    organisation = post.organisation
    if organisation is None:
        member_of = Membership.objects.on(day).filter(enterprise=post.enterprise_id).values("organisation")
        rows = Affiliation.objects.on(day).filter(order="area", child__in=member_of)
    elif organisation.kind == OrganisationKind.AREA:
        return frozenset([organisation.pk])
    elif ROLE_OF_POST[Post(post.post)] is Role.FEDERATION_OFFICER:
        rows = Affiliation.objects.on(day).filter(order="area", child__kind=OrganisationKind.AREA)
        return frozenset(rows.values_list("child_id", flat=True))
    else:
        rows = Affiliation.objects.on(day).filter(order="area", child=organisation)
    return frozenset(rows.values_list("parent_id", flat=True))
