"""One area: its units, who leads it, who hosts it when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.network.labels import ORGANISATION_KINDS
from shanghui.network.models import Affiliation, Appointment, HostTerm, Organisation, Person
from shanghui.network.queries.counts import enterprise_count, member_counts
from shanghui.network.queries.people import by_weight, seen_appointments
from shanghui.network.rules import OrganisationKind, Post

MONTHS = 12


@dataclass(frozen=True)
class Unit:
    """A unit as the area's page shows it."""

    organisation: Organisation
    members: int
    hosts: bool
    own: bool


@dataclass(frozen=True)
class Group:
    """The units of one kind, the largest first."""

    kind: OrganisationKind
    units: list[Unit]

    @property
    def label(self) -> str:
        return str(ORGANISATION_KINDS[self.kind])


@dataclass(frozen=True)
class AreaFacts:
    """What the area's page says in figures: units by kind, enterprises each counted once."""

    groups: list[Group]
    enterprises: int

    @property
    def units(self) -> list[Unit]:
        return [unit for group in self.groups for unit in group.units]


def area_facts(actor: Actor, area: Organisation, host: HostTerm | None) -> AreaFacts:
    """Three queries."""
    day = localdate()
    found = list(unit_rows(actor, area, day))
    keys = [row.pk for row in found]
    counts = member_counts(actor, keys, day)
    units = [
        Unit(
            row,
            counts.get(row.pk, 0),
            hosts=host is not None and host.unit_id == row.pk,
            own=row.pk in actor.organisation_ids,
        )
        for row in found
    ]
    units.sort(key=lambda unit: -unit.members)
    groups = [Group(kind, [unit for unit in units if unit.organisation.kind == kind]) for kind in OrganisationKind]
    return AreaFacts([group for group in groups if group.units], enterprise_count(actor, keys, day))


def unit_rows(actor: Actor, area: Organisation, day: date) -> "QuerySet[Organisation]":
    """The units of an area on a day, by pinyin."""
    units = Affiliation.objects.on(day).filter(order="area", parent=area)
    return Organisation.objects.visible_to(actor).active().filter(pk__in=units.values("child"))


@dataclass(frozen=True)
class Leader:
    """Who leads: the post in the area, and where else the person stands."""

    appointment: Appointment
    elsewhere: Appointment | None


def leaders(actor: Actor, area: Organisation) -> list[Leader]:
    """General convener first, then conveners; two queries."""
    day = localdate()
    rows = Appointment.objects.on(day).filter(organisation=area, post__in=[Post.GENERAL_CONVENER, Post.CONVENER])
    rows = rows.filter(person__in=Person.objects.visible_to(actor).values("pk"))
    found = sorted(rows.select_related("person"), key=lambda row: (row.post != Post.GENERAL_CONVENER, row.pk))
    others = (
        seen_appointments(actor)
        .on(day)
        .filter(Q(person__in=[row.person_id for row in found]), organisation__isnull=False)
    )
    others = others.exclude(organisation=area).exclude(organisation__kind=OrganisationKind.AREA)
    weighty = by_weight(others.select_related("person", "organisation"))
    return [Leader(row, next((one for one in weighty if one.person_id == row.person_id), None)) for row in found]


def hosts(actor: Actor, area: Organisation, year: int) -> list[HostTerm]:
    """Host terms that touch the year, of units that she sees, in order; one query."""
    seen = Organisation.objects.visible_to(actor).values("pk")
    rows = area.host_terms.filter(start__lte=date(year, 12, 31), end__gte=date(year, 1, 1), unit__in=seen)
    return list(rows.select_related("unit").order_by("start", "pk"))


@dataclass(frozen=True)
class Span:
    """Months in a row with one host, or with none; `months` is how many."""

    term: HostTerm | None
    months: int
    now: bool


def year_strip(terms: Iterable[HostTerm], year: int, today: date) -> list[Span]:
    """The twelve months of a year as spans. A month belongs to whoever hosts on its fifteenth day."""
    known = list(terms)
    middle = [date(year, month, 15) for month in range(1, MONTHS + 1)]
    hosting = [next((term for term in known if term.start <= day <= term.end), None) for day in middle]
    spans: list[Span] = []
    for term in hosting:
        now = term is not None and term.start <= today <= term.end
        if spans and term is not None and spans[-1].term is term:
            spans[-1] = Span(term, spans[-1].months + 1, now)
        else:
            spans.append(Span(term, 1, now))
    return spans
