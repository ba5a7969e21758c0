"""Activities as they are listed: filters, the next first, how many come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.activities.models import Activity, ActivityHost, Registration
from shanghui.activities.models.activities import ActivityQuerySet
from shanghui.activities.rules import ActivityKind, ActivityState, RegistrationState
from shanghui.core.actor import Actor
from shanghui.core.reference import Shown
from shanghui.core.refusal import UnknownFilter
from shanghui.network.models import Affiliation, Organisation
from shanghui.network.queries.names import name_filter
from shanghui.network.rules import OrganisationKind

KEYS = ("tab", "kind", "organisation", "area", "series", "month", "q")
TABS = ("", "past", "own")
LONGEST_TEXT = 60


@dataclass(frozen=True)
class Filters:
    """`tab`: "" for what comes, past, own; `month` is its first day."""

    tab: str = ""
    kind: ActivityKind | None = None
    organisation: int | None = None
    area: int | None = None
    series: str = ""
    month: date | None = None
    q: str = ""
    host: Organisation | None = field(default=None, compare=False)
    place: Organisation | None = field(default=None, compare=False)

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.organisation or self.area or self.series or self.month or self.q)

    @property
    def month_text(self) -> str:
        return f"{self.month:%Y-%m}" if self.month else ""


@dataclass(frozen=True)
class Line:
    """A row of the list: the activity, and its seats."""

    activity: Activity
    seated: int
    waiting: int


def filters_from(actor: Actor, query: Mapping[str, str]) -> Filters:
    """Reads a query string. Raises UnknownFilter on a key or value that the list does not have."""
    if set(query) - set(KEYS) or query.get("tab", "") not in TABS:
        raise UnknownFilter()
    try:
        kind = ActivityKind(query["kind"]) if query.get("kind") else None
    except ValueError as error:
        raise UnknownFilter() from error
    host, area = (_organisation(actor, query.get(name, "")) for name in ("organisation", "area"))
    if area is not None and area.kind_enum is not OrganisationKind.AREA:
        raise UnknownFilter()
    return Filters(
        tab=query.get("tab", ""),
        kind=kind,
        organisation=host.pk if host else None,
        area=area.pk if area else None,
        series=query.get("series", "").strip()[:LONGEST_TEXT],
        month=month_from(query.get("month", "")),
        q=query.get("q", "").strip()[:LONGEST_TEXT],
        host=host,
        place=area,
    )


def month_from(text: str) -> date | None:
    """2026-03. Raises UnknownFilter."""
    if not text:
        return None
    try:
        found = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007
    except ValueError as error:
        raise UnknownFilter() from error
    if not 2000 <= found.year <= 2200:
        raise UnknownFilter()
    return found


def _organisation(actor: Actor, text: str) -> Organisation | None:
    """Somebody whom she sees."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise UnknownFilter()
    found = Organisation.objects.visible_to(actor).filter(pk=int(text)).first()
    if found is None:
        raise UnknownFilter()
    return found


def activities(actor: Actor, filters: Filters, now: datetime | None = None) -> ActivityQuerySet:
    """What comes: the next first; what is past: the last first; her own: with drafts."""
    now = now or timezone.now()
    rows = Activity.objects.visible_to(actor)
    if filters.tab == "past":
        rows = rows.filter(ends_at__lt=now).exclude(state=ActivityState.DRAFT)
    elif filters.tab == "own":
        rows = rows.hosted_by(actor)
    else:
        rows = rows.exclude(state=ActivityState.DRAFT)
        rows = rows if filters.month else rows.filter(ends_at__gte=now)
    rows = _narrowed(rows, filters)
    order = ("starts_at", "pk") if filters.tab == "" else ("-starts_at", "-pk")
    return rows.select_related("organisation").order_by(*order)


def _narrowed(rows: ActivityQuerySet, filters: Filters) -> ActivityQuerySet:
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.organisation:
        rows = rows.filter(hosted([filters.organisation]))
    if filters.area:
        rows = rows.filter(of_area(filters.area))
    if filters.series:
        rows = rows.filter(series=filters.series)
    if filters.month:
        begin, end = month_bounds(filters.month)
        rows = rows.filter(starts_at__gte=begin, starts_at__lt=end)
    if filters.q:
        words = Q(title__icontains=filters.q) | Q(series__icontains=filters.q) | Q(venue__icontains=filters.q)
        named = name_filter(filters.q, "organisation__")
        rows = rows.filter(words | named if named else words)
    return rows


def hosted(organisations: Iterable[int]) -> Q:
    """By them, or with them."""
    ids = list(organisations)
    ours = ActivityHost.objects.filter(organisation__in=ids)
    return Q(organisation__in=ids) | Q(pk__in=ours.values("activity"))


def of_area(area: int, day: date | None = None) -> Q:
    """Hosted by the area itself or by one of its units."""
    units = Affiliation.objects.on(day or localdate()).filter(order="area", parent=area)
    return Q(organisation=area) | Q(organisation__in=units.values("child"))


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """The first moment of the month and of the next, local."""
    following = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return tuple(timezone.make_aware(datetime(day.year, day.month, 1)) for day in (month, following))  # type: ignore[return-value]  # noqa: DTZ001


def lines(rows: Iterable[Activity]) -> list[Line]:
    """A page of the list; one query more than its rows, however long."""
    page = list(rows)
    guests = Registration.objects.unrestricted("figures only").filter(activity__in=[row.pk for row in page]).order_by()
    seated, waiting = RegistrationState.REGISTERED, RegistrationState.WAITING
    counted = guests.values_list("activity").annotate(
        seated=Count("pk", filter=Q(state=seated)), waiting=Count("pk", filter=Q(state=waiting))
    )
    figures = {pk: (one, other) for pk, one, other in counted}
    return [Line(row, *figures.get(row.pk, (0, 0))) for row in page]


def areas_to_choose(actor: Actor) -> list[tuple[str, str]]:
    rows = Organisation.objects.visible_to(actor).active().filter(kind=OrganisationKind.AREA)
    return [(str(row.pk), row.called) for row in rows.order_by("sort_key", "pk")]


def series_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """Names of series among what she sees."""
    rows = Activity.objects.visible_to(actor).exclude(series="").order_by("series")
    return [(name, name) for name in rows.values_list("series", flat=True).distinct()[:100]]


def shown_activity(actor: Actor, pk: int) -> Shown | None:
    """How an activity looks where a lower mechanism points at it."""
    row = Activity.objects.visible_to(actor).filter(pk=pk).first()
    return Shown(row.title, reverse("activities:activity", args=[pk])) if row else None
