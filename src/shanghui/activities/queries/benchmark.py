"""How far activities are on the way to be benchmarks, and who set the marks."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.timezone import localdate

from shanghui.activities.labels import MEASURES
from shanghui.activities.models import Activity, BenchmarkCriterion
from shanghui.activities.queries.measures import Figures, figures_of
from shanghui.activities.rules import ActivityState, Measure
from shanghui.core.actor import Actor
from shanghui.network.models import Affiliation, Organisation
from shanghui.network.rules import OrganisationKind

FEDERATIONS = (OrganisationKind.FEDERATION, OrganisationKind.DISTRICT_FEDERATION)
#: a unit stands under an area, an area under a federation; nobody stands deeper than this
LEVELS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion for one activity."""

    measure: Measure
    least: Decimal
    reached: Decimal | None

    @property
    def label(self) -> str:
        return str(MEASURES[self.measure])

    @property
    def met(self) -> bool:
        return self.reached is not None and self.reached >= self.least

    @property
    def missing(self) -> Decimal:
        return max(self.least - (self.reached or 0), Decimal(0))

    @property
    def percent(self) -> int:
        return min(100, int(100 * (self.reached or 0) / self.least))


@dataclass(frozen=True, slots=True)
class Benchmark:
    """`earned` only once the activity is closed: before that figures may still change."""

    organisation: Organisation
    marks: tuple[Mark, ...]
    closed: bool

    @property
    def met(self) -> int:
        return sum(mark.met for mark in self.marks)

    @property
    def earned(self) -> bool:
        return self.closed and self.met == len(self.marks)


def benchmark_of(activities: Collection[Activity], figures: dict[int, Figures] | None = None) -> dict[int, Benchmark]:
    """By the activity's key; those under no federation with criteria are left out. The same number of queries for any number.

    The nearest federation above the host that has criteria sets them; the host itself if it is one.
    """
    criteria = _criteria()
    if not criteria or not activities:
        return {}
    setters = _setters({one.organisation_id for one in activities}, set(criteria))
    organisations = Organisation.objects.unrestricted("who set the criteria").in_bulk(set(setters.values()))
    measured = [one for one in activities if one.organisation_id in setters]
    known = figures if figures is not None else figures_of(measured)
    found = {}
    for activity in measured:
        setter = setters[activity.organisation_id]
        marks = tuple(Mark(measure, least, known[activity.pk].of(measure)) for measure, least in criteria[setter])
        found[activity.pk] = Benchmark(organisations[setter], marks, activity.state == ActivityState.CLOSED)
    return found


def own_federation(actor: Actor) -> Organisation | None:
    """The federation for which she may set criteria, as far as her post goes."""
    rows = Organisation.objects.visible_to(actor).filter(kind__in=FEDERATIONS)
    return rows.filter(pk=actor.organisation_id or 0).first()


def criteria_of(organisation: Organisation) -> dict[Measure, Decimal]:
    return dict(_criteria().get(organisation.pk, []))


def federations_with_criteria(actor: Actor) -> list[tuple[Organisation, list[tuple[str, Decimal]]]]:
    """Which federations ask for what."""
    criteria = _criteria()
    rows = Organisation.objects.visible_to(actor).filter(pk__in=criteria).order_by("sort_key", "pk")
    return [(row, [(str(MEASURES[measure]), least) for measure, least in criteria[row.pk]]) for row in rows]


def _criteria() -> dict[int, list[tuple[Measure, Decimal]]]:
    """All there are: a handful a federation, in the order of the measures."""
    order = list(Measure)
    found: defaultdict[int, list[tuple[Measure, Decimal]]] = defaultdict(list)
    for pk, measure, least in BenchmarkCriterion.objects.values_list("organisation", "measure", "least"):
        found[pk].append((Measure(measure), least))
    return {pk: sorted(rows, key=lambda row: order.index(row[0])) for pk, rows in found.items()}


def _setters(hosts: set[int], setting: set[int]) -> dict[int, int]:
    """Host → the nearest federation that sets criteria; a level a query until nobody is left."""
    above: dict[int, set[int]] = {host: {host} for host in hosts}
    found: dict[int, int] = {}
    for level in range(LEVELS):
        for host, reached in above.items():
            if reached & setting:
                found[host] = min(reached & setting)
        above = {host: reached for host, reached in above.items() if host not in found}
        if not above or level == LEVELS - 1:
            break
        asked = set().union(*above.values())
        parents: defaultdict[int, set[int]] = defaultdict(set)
        rows = Affiliation.objects.on(localdate()).filter(child__in=asked).values_list("child", "parent")
        for child, parent in rows:
            parents[child].add(parent)
        above = {host: set().union(*(parents[one] for one in reached)) for host, reached in above.items()}
    return found
