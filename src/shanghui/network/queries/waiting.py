"""What in the network waits for a person: terms that end, dues, gaps in the data, areas without a host."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from shanghui.core.actor import Actor
from shanghui.network.models import Affiliation, Appointment, Enterprise, HostTerm, Membership, Organisation
from shanghui.network.rules import SECRETARY_POSTS, AffiliationOrder, DuesState, OrganisationKind

SOON = timedelta(days=60)


@dataclass(frozen=True)
class MemberGaps:
    """How many current members lack what; the numbers behind one line each."""

    members: int
    dues: int
    no_code: int
    no_region: int
    no_contact: int


def terms_ending(actor: Actor, day: date) -> list[Appointment]:
    """Posts of the organisation she acts for that end within 60 days and have no successor, the nearest first."""
    follower = Appointment.objects.filter(follows=OuterRef("pk"))
    rows = Appointment.objects.on(day).filter(organisation=actor.organisation_id, end__lte=day + SOON)
    return list(rows.exclude(Exists(follower)).select_related("person", "organisation").order_by("end", "pk")[:20])


def member_gaps(organisation_id: int, day: date) -> MemberGaps:
    """One query over the organisation's current members."""
    rows = Membership.objects.on(day).filter(organisation=organisation_id, enterprise__merged_into__isnull=True)
    counts = rows.aggregate(
        members=Count("pk"),
        dues=Count("pk", filter=Q(dues_state=DuesState.DUE)),
        no_code=Count("pk", filter=Q(enterprise__credit_code="")),
        no_region=Count("pk", filter=Q(enterprise__region__isnull=True)),
        no_contact=Count("pk", filter=Q(enterprise__phone="", enterprise__email="")),
    )
    return MemberGaps(**counts)


def host_today(actor: Actor, day: date) -> list[HostTerm]:
    """Who hosts her areas, where she sees the unit."""
    seen = Organisation.objects.visible_to(actor).values("pk")
    rows = HostTerm.objects.on(day).filter(area__in=actor.area_ids, unit__in=seen)
    return list(rows.select_related("area", "unit"))


def hosts_missing(area_ids: frozenset[int], day: date) -> list[Organisation]:
    """Areas that nobody hosts in sixty days from now."""
    taken = HostTerm.objects.on(day + SOON).filter(area=OuterRef("pk"))
    rows = Organisation.objects.unrestricted("her own areas").filter(pk__in=area_ids)
    return list(rows.exclude(Exists(taken)))


def units_without_secretary(actor: Actor, day: date) -> list[Organisation]:
    """Units of her areas that nobody can be asked in; for a federation officer every organisation."""
    secretary = Appointment.objects.on(day).filter(organisation=OuterRef("pk"), post__in=SECRETARY_POSTS)
    rows = Organisation.objects.visible_to(actor).active().exclude(Exists(secretary))
    rows = rows.exclude(kind__in=[OrganisationKind.AREA, OrganisationKind.FEDERATION])
    if not actor.is_federation_officer:
        units = Affiliation.objects.on(day).filter(order=AffiliationOrder.AREA, parent__in=actor.area_ids)
        rows = rows.filter(pk__in=units.values("child"))
    return list(rows[:20])


def chambers_without_area(actor: Actor, day: date) -> list[Organisation]:
    """City-level bodies that belong to no area; local chambers reach theirs through their district federation."""
    placed = Affiliation.objects.on(day).filter(order=AffiliationOrder.AREA, child=OuterRef("pk"))
    rows = Organisation.objects.visible_to(actor).active().exclude(Exists(placed))
    below = [OrganisationKind.FEDERATION, OrganisationKind.AREA, OrganisationKind.LOCAL_CHAMBER]
    return list(rows.exclude(kind__in=below)[:20])


def profile_gaps(enterprise_id: int) -> list[str]:
    """Empty fields of an enterprise's own profile, by field name."""
    row = Enterprise.objects.unrestricted("her own firm").get(pk=enterprise_id)
    names = ("credit_code", "region", "address", "main_business", "contact_name", "phone", "introduction")
    return [name for name in names if not getattr(row, name)]
