"""One organisation and what stands around it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.core.audit import FOREIGN
from shanghui.core.models import AuditRow
from shanghui.network.labels import AFFILIATION_ORDERS
from shanghui.network.models import Affiliation, HostTerm, Membership, Organisation, Rearrangement
from shanghui.network.models.organisations import OrganisationQuerySet
from shanghui.network.queries.counts import member_counts
from shanghui.network.queries.members import members_of
from shanghui.network.queries.names import name_filter
from shanghui.network.rules import AffiliationOrder, OrganisationKind, holds_on

SHOWN_MEMBERS = 20


@dataclass(frozen=True)
class Units:
    """The organisations below one, in one order."""

    order: AffiliationOrder
    rows: list[tuple[Organisation, int]]

    @property
    def label(self) -> str:
        return str(AFFILIATION_ORDERS[self.order])


def units_by_order(actor: Actor, organisation: Organisation) -> list[Units]:
    """Units of today with their members, order by order; two queries."""
    day = localdate()
    seen = Organisation.objects.visible_to(actor).active().values("pk")
    rows = Affiliation.objects.on(day).filter(parent=organisation, child__in=seen).select_related("child")
    children = list(rows.order_by("child__sort_key", "child"))
    counts = member_counts(actor, {row.child_id for row in children}, day)
    found = []
    for order in AffiliationOrder:
        inside = [(row.child, counts.get(row.child_id, 0)) for row in children if row.order == order]
        if inside:
            found.append(Units(order, inside))
    return found


def affiliations(actor: Actor, organisation: Organisation) -> list[Affiliation]:
    """Below whom it stood when, today's first; one query."""
    seen = Organisation.objects.visible_to(actor).values("pk")
    rows = organisation.affiliations.filter(parent__in=seen).select_related("parent")
    orders, day = [order.value for order in AffiliationOrder], localdate()
    return sorted(rows, key=lambda row: (not holds_on(row.start, row.end, day), orders.index(row.order), row.pk))


def members(actor: Actor, organisation: Organisation, limit: int = SHOWN_MEMBERS) -> list[Membership]:
    """The first members by pinyin; one query."""
    rows = (
        members_of(actor, organisation)
        .select_related("enterprise", "enterprise__region")
        .defer("enterprise__introduction")
    )
    return list(rows.order_by("enterprise__sort_key", "enterprise")[:limit])


def host_terms(organisation: Organisation) -> "QuerySet[HostTerm]":
    return organisation.hosted_terms.select_related("area").order_by("-start")


def rearrangements(subjects: Q) -> "QuerySet[Rearrangement]":
    """Moves, merges and hand-overs, the newest first."""
    return Rearrangement.objects.filter(subjects).select_related("by").defer("steps").order_by("-at", "-pk")[:20]


def about(kind: str, pk: int) -> Q:
    """Rearrangements in which this row is the one that changed, or the other one of a merge."""
    merged = Q(kind__in=["merge_organisations", "merge_enterprises"], subject_kind=kind, other_id=pk)
    return Q(subject_kind=kind, subject_id=pk) | merged


def trail(organisation: Organisation) -> "QuerySet[AuditRow]":
    """The organisation's part of the audit trail, for those who keep it."""
    rows = AuditRow.objects.filter(subject_kind="network.organisation", subject_id=organisation.pk)
    return rows.exclude(action=FOREIGN).order_by("-number")[:20]


def possible_parents(actor: Actor, kinds: frozenset[OrganisationKind]) -> OrganisationQuerySet:
    return Organisation.objects.visible_to(actor).active().filter(kind__in=kinds)


def find_organisations(actor: Actor, text: str, *, besides: int = 0, limit: int = 8) -> OrganisationQuerySet:
    rows = Organisation.objects.visible_to(actor).active().filter(name_filter(text)).exclude(pk=besides)
    return rows.order_by("sort_key", "pk")[:limit]


def areas(actor: Actor) -> OrganisationQuerySet:
    return Organisation.objects.visible_to(actor).active().filter(kind=OrganisationKind.AREA)


def place_on(organisation: Organisation, order: AffiliationOrder, day: date) -> Affiliation | None:
    """Below whom it stands on a day in one order."""
    rows = Affiliation.objects.on(day).filter(child=organisation, order=order).select_related("parent")
    return rows.first()
