"""People and their posts, as far as the actor sees them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from shanghui.core.actor import Actor, Role
from shanghui.network.labels import POSTS
from shanghui.network.models import Affiliation, Appointment, Enterprise, Membership, Organisation, Person
from shanghui.network.models.people import AppointmentQuerySet, PersonQuerySet
from shanghui.network.queries.names import name_filter
from shanghui.network.rules import Post


def seen_appointments(actor: Actor) -> AppointmentQuerySet:
    """Posts in organisations that she sees; posts in firms for the firms' own organisations, and her own posts."""
    if actor.role is Role.SYSTEM:
        return Appointment.objects.all()
    seen = Q(organisation__in=Organisation.objects.visible_to(actor).values("pk"))
    if actor.person_id:
        seen |= Q(person=actor.person_id)
    if actor.enterprise_id:
        seen |= Q(enterprise=actor.enterprise_id)
    if actor.organisation_ids:
        members = Membership.objects.on(localdate()).filter(organisation__in=actor.organisation_ids)
        seen |= Q(enterprise__in=members.values("enterprise")) | Q(enterprise__entered_by__in=actor.organisation_ids)
    return Appointment.objects.filter(seen)


def posts_at(actor: Actor, place: Q) -> "QuerySet[Appointment]":
    """The posts at a place, people with them; weighty posts first, then by term."""
    rows = seen_appointments(actor).filter(place, person__in=Person.objects.visible_to(actor).values("pk"))
    return rows.select_related("person", "organisation", "enterprise").order_by("start", "pk")


WEIGHT = {post: number for number, post in enumerate(Post)}


def by_weight(appointments: "QuerySet[Appointment]") -> list[Appointment]:
    """Presidents before secretaries, secretaries before staff."""
    return sorted(appointments, key=lambda row: (WEIGHT[row.post_enum], row.person.sort_key))


@dataclass(frozen=True)
class Holder:
    """One line of a list of people: who, in which post, where, reachable how ("" when not for this actor)."""

    person: Person
    post: str
    place: str
    phone: str
    email: str


def secretaries(actor: Actor, area: Organisation, day: date, *, contacts: bool) -> list[Holder]:
    """The secretaries' group of an area: the secretaries of all its units, unit by unit. One query."""
    rows = Appointment.objects.on(day).secretaries().select_related("person", "organisation")
    units = Organisation.objects.visible_to(actor).filter(
        affiliations__in=Affiliation.objects.on(day).filter(order="area", parent=area), merged_into__isnull=True
    )
    rows = rows.filter(person__in=Person.objects.visible_to(actor).values("pk"))
    rows = rows.filter(organisation__in=units.values("pk")).order_by("organisation__sort_key", "pk")
    return [
        Holder(
            row.person,
            row.title or str(POSTS[row.post_enum]),
            row.place.called,
            row.person.phone if contacts else "",
            row.person.email if contacts else "",
        )
        for row in rows
    ]


def find_people(actor: Actor, text: str, limit: int = 8) -> PersonQuerySet:
    """People by name or pinyin, for choosing a successor."""
    return Person.objects.visible_to(actor).filter(name_filter(text)).order_by("sort_key", "pk")[:limit]


def posts_of_place(actor: Actor, place: Organisation | Enterprise) -> tuple[list[Appointment], list[Appointment]]:
    """Posts held today, the weighty first, and past or future ones, the latest first; one query."""
    where = Q(organisation=place) if isinstance(place, Organisation) else Q(enterprise=place)
    rows = list(posts_at(actor, where))
    day = localdate()
    now = [row for row in rows if row.holds_on(day)]
    now.sort(key=lambda row: (WEIGHT[row.post_enum], row.person.sort_key))
    return now, [row for row in reversed(rows) if not row.holds_on(day)]


def posts_of_person(actor: Actor, person: Person) -> tuple[list[Appointment], list[Appointment]]:
    """Her posts of today, the weighty first, and past or future ones, the latest first; one query."""
    rows = list(seen_appointments(actor).filter(person=person).select_related("person", "organisation", "enterprise"))
    day = localdate()
    now = sorted((row for row in rows if row.holds_on(day)), key=lambda row: (WEIGHT[row.post_enum], row.pk))
    return now, [row for row in reversed(rows) if not row.holds_on(day)]
