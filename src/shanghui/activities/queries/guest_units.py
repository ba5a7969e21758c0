"""Through which organisation a guest comes, and which firm her words mean."""

from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.activities.models import Activity
from shanghui.core.audience import Audience
from shanghui.engines import language
from shanghui.network.models import Affiliation, Enterprise, Membership, Organisation
from shanghui.network.queries.identity import name_key
from shanghui.network.rules import OrganisationKind

#: what stands on a page that anybody may read who was given its address
OPEN = (Audience.FEDERATION, Audience.PUBLIC)


def host_ids(activity: Activity) -> set[int]:
    return {activity.organisation_id, *activity.co_hosts.values_list("organisation", flat=True)}


def invited_ids(activity: Activity) -> set[int]:
    """Hosts need no invitation."""
    return host_ids(activity) | set(activity.invitations.values_list("organisation", flat=True))


def invited(activity: Activity, unit_id: int | None) -> bool:
    return unit_id is not None and unit_id in invited_ids(activity)


def units_to_choose(activity: Activity) -> list[Organisation]:
    """The hosts first, then invited ones and the units of the hosts' areas by pinyin; by invitation no others."""
    hosts, known = host_ids(activity), invited_ids(activity)
    wanted = Q(pk__in=known)
    if not activity.by_invitation:
        wanted |= Q(pk__in=_of_areas(activity, hosts), audience__in=OPEN)
    rows = Organisation.objects.unrestricted("names on the form").active().filter(wanted)
    return sorted(rows.order_by("sort_key", "pk"), key=lambda row: row.pk not in hosts)


def may_come_through(activity: Activity, unit_id: int) -> bool:
    return any(row.pk == unit_id for row in units_to_choose(activity))


def _of_areas(activity: Activity, hosts: set[int]) -> set[int]:
    """Units of the areas that host, or to which a host belongs; a federation's activity is open to all units."""
    day = localdate(activity.starts_at)
    affiliations = Affiliation.objects.on(day).filter(order="area")
    wide = {OrganisationKind.FEDERATION, OrganisationKind.DISTRICT_FEDERATION}
    if Organisation.objects.unrestricted("who hosts").filter(pk__in=hosts, kind__in=list(wide)).exists():
        return set(affiliations.values_list("child", flat=True))
    below = affiliations.filter(child__in=hosts).exclude(child__kind=OrganisationKind.AREA)
    areas = set(below.values_list("parent", flat=True)) | hosts
    return set(affiliations.filter(parent__in=areas).values_list("child", flat=True))


def firm_named(text: str) -> int | None:
    """The one firm whose name or short name this is, however it is written; None when none or several are."""
    wanted = folded(text)
    if len(wanted) < 4:
        return None
    rows = Enterprise.objects.unrestricted("for the hosts' eyes").active()
    near = Q(name=text) | Q(short_name=text) | Q(name_key=name_key(text)[:120])
    found = {
        row.pk for row in rows.filter(near).only("pk", "name", "short_name")[:50]
        if wanted in {folded(row.name), folded(row.short_name)}
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


def folded(text: str) -> str:
    """Without spaces, width, case and script."""
    return "".join(language.to_hans(language.normalise(text)).split())


def firm_belongs_to(enterprise_id: int | None, unit_id: int) -> bool:
    """Is the firm a member of the organisation today?"""
    members = Membership.objects.on(localdate()).filter(enterprise=enterprise_id, organisation=unit_id)
    return enterprise_id is not None and members.exists()


def units_of_firm(enterprise_id: int | None) -> list[Organisation]:
    """The organisations that the firm belongs to today."""
    members = Membership.objects.on(localdate()).filter(enterprise=enterprise_id or 0)
    rows = Organisation.objects.unrestricted("those that her firm belongs to").active()
    return list(rows.filter(pk__in=members.values("organisation")).order_by("sort_key", "pk"))
