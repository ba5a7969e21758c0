"""Two units of one area that plan the same week for the same public: named early, never forbidden."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.activities.models import Activity
from shanghui.activities.queries.guest_units import folded
from shanghui.activities.rules import ActivityState
from shanghui.core.actor import Actor
from shanghui.network.models import Affiliation


@dataclass(frozen=True)
class Planned:
    """What is to be compared: an activity as it stands, or as the form has it."""

    organisation_id: int
    starts_at: datetime
    public: str = ""
    industry_id: int | None = None
    pk: int | None = None

    @classmethod
    def of(cls, activity: Activity) -> "Planned":
        return cls(activity.organisation_id, activity.starts_at, activity.public, activity.industry_id, activity.pk)


@dataclass(frozen=True)
class Conflicts:
    """`seen`: by name; `hidden`: plans of other units that are not published, of which she is told only that they are."""

    seen: list[Activity] = field(default_factory=list)
    hidden: int = 0

    def __bool__(self) -> bool:
        return bool(self.seen or self.hidden)


def conflicts(actor: Actor, planned: Planned) -> Conflicts:
    """Three queries; none where neither public nor industry is given."""
    if not folded(planned.public) and planned.industry_id is None:
        return Conflicts()
    begin, end = week_bounds(localdate(planned.starts_at))
    units = _neighbours(planned.organisation_id, localdate(planned.starts_at))
    rows = Activity.objects.unrestricted("compared, then shown as far as she sees them")
    rows = rows.filter(organisation__in=units, starts_at__gte=begin, starts_at__lt=end)
    rows = rows.exclude(state=ActivityState.CANCELLED).exclude(pk=planned.pk or 0)
    found = [row for row in rows.select_related("organisation").order_by("starts_at", "pk") if _same(planned, row)]
    if not found:
        return Conflicts()
    visible = Activity.objects.visible_to(actor).filter(pk__in=[row.pk for row in found])
    pks = set(visible.values_list("pk", flat=True))
    return Conflicts([row for row in found if row.pk in pks], sum(row.pk not in pks for row in found))


def week_bounds(day: date) -> tuple[datetime, datetime]:
    """Monday to Sunday of the ISO week, local."""
    monday = day - timedelta(days=day.weekday())
    begin, end = (datetime(one.year, one.month, one.day) for one in (monday, monday + timedelta(days=7)))  # noqa: DTZ001
    return timezone.make_aware(begin), timezone.make_aware(end)


def _neighbours(organisation: int, day: date) -> set[int]:
    """Other units of the areas in which the organisation stands on the day."""
    affiliations = Affiliation.objects.on(day).filter(order="area")
    areas = affiliations.filter(child=organisation).values("parent")
    return set(affiliations.filter(parent__in=areas).values_list("child", flat=True)) - {organisation}


def _same(planned: Planned, row: Activity) -> bool:
    public = folded(planned.public)
    same_public = bool(public) and public == folded(row.public)
    return same_public or (planned.industry_id is not None and planned.industry_id == row.industry_id)


def clashing(rows: list[Activity]) -> set[int]:
    """Of an area's activities those that meet another unit's in the same week and public; their ids."""
    met: dict[object, set[tuple[int, int]]] = {}
    for row in rows:
        week = localdate(row.starts_at).isocalendar()[:2]
        keys = [(week, "public", folded(row.public))] if folded(row.public) else []
        keys += [(week, "industry", str(row.industry_id))] if row.industry_id else []
        for key in keys:
            met.setdefault(key, set()).add((row.pk, row.organisation_id))
    several = (group for group in met.values() if len({body for _, body in group}) > 1)
    return {pk for group in several for pk, _ in group}
