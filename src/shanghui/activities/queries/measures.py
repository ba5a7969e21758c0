"""What activities are measured by: counted for many at once, in as many queries as for one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_DOWN, Decimal

from django.db.models import Avg, Count, F, Q
from django.utils.timezone import localdate, make_aware

from shanghui.activities.models import Activity, Encounter, Registration, Topic
from shanghui.activities.rules import RESULTS_AFTER, Measure
from shanghui.exchange.models import Listing, Outcome
from shanghui.exchange.rules import Origin, OutcomeKind, Side

CAME = Q(arrived_at__isnull=False)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figures:
    """`registered` had a seat; `satisfaction` and `useful` are averages of 1 to 5, None where nobody answered.

    Intent, signed and landed are three facts, never summed. `firms` counts enterprises, and names of firms that the
    network does not know.
    """

    registered: int = 0
    arrived: int = 0
    walk_ins: int = 0
    units: int = 0
    firms: int = 0
    answers: int = 0
    satisfaction: Decimal | None = None
    useful: Decimal | None = None
    needs_found: int = 0
    introductions: int = 0
    intent: int = 0
    signed: int = 0
    landed: int = 0

    @property
    def no_shows(self) -> int:
        return self.registered - self.arrived

    @property
    def share(self) -> Decimal | None:
        """Of those with a seat who came, in percent; rounded down, so that nothing is reached by rounding."""
        if not self.registered:
            return None
        return (Decimal(100 * self.arrived) / self.registered).quantize(Decimal("0.1"), ROUND_DOWN)

    def of(self, measure: Measure) -> Decimal | None:
        """None where there is nothing to count yet."""
        counted: Mapping[Measure, int | Decimal | None] = {
            Measure.ARRIVED: self.arrived,
            Measure.ARRIVED_SHARE: self.share,
            Measure.UNITS: self.units,
            Measure.ENTERPRISES: self.firms,
            Measure.SATISFACTION: self.satisfaction,
            Measure.NEEDS_FOUND: self.needs_found,
            Measure.INTRODUCTIONS: self.introductions,
            Measure.LANDED: self.landed,
        }
        found = counted[measure]
        return None if found is None else Decimal(found)


def figures_of(activities: Collection[Activity]) -> dict[int, Figures]:
    """By the activity's key. At most five queries, however many activities."""
    told: dict[int, dict[str, object]] = {activity.pk: {} for activity in activities}
    for part in (_guests(told), _needs(activities), _topics(told), _introduced(activities)):
        for pk, facts in part.items():
            for name, value in facts.items():
                known = told[pk].get(name, 0)
                told[pk][name] = known + value if name == "needs_found" else value  # type: ignore[operator]
    return {pk: Figures(**facts) for pk, facts in told.items()}  # type: ignore[arg-type]


def _guests(pks: Collection[int]) -> dict[int, dict[str, object]]:
    rows = Registration.objects.unrestricted("counted").filter(activity__in=list(pks)).seated().order_by()
    unknown = CAME & Q(enterprise__isnull=True) & ~Q(firm="")
    counted = rows.values("activity").annotate(
        registered=Count("pk"),
        arrived=Count("pk", filter=CAME),
        walk_ins=Count("pk", filter=CAME & Q(arrived_at=F("registered_at"))),
        units=Count("unit", filter=CAME, distinct=True),
        firms=Count("enterprise", filter=CAME, distinct=True) + Count("firm", filter=unknown, distinct=True),
        said=Count("feedback"),
        satisfaction=Avg("feedback__good"),
        useful=Avg("feedback__useful"),
    )
    found: dict[int, dict[str, object]] = {}
    for one in counted:
        facts: dict[str, object] = {name: value for name, value in one.items() if name not in {"activity", "said"}}
        facts["answers"] = one["said"]
        for name in ("satisfaction", "useful"):
            facts[name] = None if one[name] is None else Decimal(one[name]).quantize(CENT, ROUND_DOWN)
        found[one["activity"]] = facts
    return found


def period_of(activity: Activity) -> tuple[datetime, datetime]:
    """From the beginning of its day until results are counted no more."""
    begin = make_aware(datetime.combine(localdate(activity.starts_at), time.min))
    return begin, activity.ends_at + RESULTS_AFTER


def _needs(activities: Collection[Activity]) -> dict[int, dict[str, object]]:
    """Needs entered as found at an activity, of firms whose people came; what stands as a topic is counted there."""
    guest = "enterprise__registrations__"
    wanted = Q(pk__in=[])
    for activity in activities:
        wanted |= Q(**{f"{guest}activity": activity.pk, "created_at__range": period_of(activity)})
    rows = Listing.objects.unrestricted("counted by activity").filter(side=Side.NEED, origin=Origin.ACTIVITY)
    topics = Topic.objects.filter(listing__isnull=False, side="need").values("listing")
    rows = rows.exclude(pk__in=topics).filter(wanted, **{f"{guest}arrived_at__isnull": False}).order_by()
    counted = rows.values(f"{guest}activity").annotate(found=Count("pk", distinct=True))
    return {one[f"{guest}activity"]: {"needs_found": one["found"]} for one in counted}


def _topics(pks: Collection[int]) -> dict[int, dict[str, object]]:
    place = "participant__matchmaking__activity"
    rows = Topic.objects.filter(**{f"{place}__in": list(pks)}, side="need").order_by()
    return {one[place]: {"needs_found": one["found"]} for one in rows.values(place).annotate(found=Count("pk"))}


def _introduced(activities: Collection[Activity]) -> dict[int, dict[str, object]]:
    """Introductions begun at it, and what came of them in time; each introduction once in each kind."""
    rows = Encounter.objects.filter(matchmaking__activity__in=[one.pk for one in activities])
    pairs = dict(rows.exclude(introduction=None).values_list("introduction", "matchmaking__activity"))
    found: dict[int, dict[str, object]] = {}
    for pk in pairs.values():
        facts = found.setdefault(pk, {"introductions": 0, "intent": 0, "signed": 0, "landed": 0})
        facts["introductions"] += 1  # type: ignore[operator]
    periods = {one.pk: tuple(localdate(moment) for moment in period_of(one)) for one in activities}
    outcomes = Outcome.objects.filter(introduction__in=list(pairs)).values_list("introduction", "kind", "on")
    for introduction, kind, on in outcomes:
        first, last = periods[pairs[introduction]]
        if first <= on <= last:
            found[pairs[introduction]][OutcomeKind(kind).value] += 1  # type: ignore[operator]
    return found
