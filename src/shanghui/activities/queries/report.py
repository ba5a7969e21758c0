"""What came of an activity: who came, from which units, what they said, which needs, introductions and results."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from shanghui.activities.models import Activity, Feedback, Registration
from shanghui.activities.queries.benchmark import Benchmark, benchmark_of
from shanghui.activities.queries.door import UnitCount, unit_counts
from shanghui.activities.queries.measures import Figures, figures_of

#: of the firms and remarks on the page; the file has all
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Report:
    """`firms`: names with how many came; `remarks` without names, the newest first."""

    activity: Activity
    figures: Figures
    units: list[UnitCount]
    firms: list[tuple[str, int]]
    remarks: list[str]
    benchmark: Benchmark | None

    @property
    def lines(self) -> list[tuple[str, int | Decimal | None]]:
        """Label and figure, as page, message, file and program tell them."""
        told = self.figures
        return [
            (_("报名"), told.registered),
            (_("到场"), told.arrived),
            (_("到场率（%）"), told.share),
            (_("现场登记"), told.walk_ins),
            (_("报名未到"), told.no_shows),
            (_("到场的成员单位"), told.units),
            (_("到场的企业"), told.firms),
            (_("评价份数"), told.answers),
            (_("办得好不好（5分制）"), told.satisfaction),
            (_("有没有用（5分制）"), told.useful),
            (_("发现的需求"), told.needs_found),
            (_("促成的引荐"), told.introductions),
            (_("90天内达成意向"), told.intent),
            (_("90天内签约"), told.signed),
            (_("90天内落地"), told.landed),
        ]


def report(activity: Activity, most: int | None = MOST_SHOWN) -> Report:
    """A fixed number of queries, whatever came."""
    figures = figures_of([activity])
    remarks = Feedback.objects.filter(registration__activity=activity).exclude(better="").order_by("-at", "-pk")
    return Report(
        activity=activity,
        figures=figures[activity.pk],
        units=unit_counts(activity),
        firms=_firms(activity, most),
        remarks=list(remarks.values_list("better", flat=True)[:most]),
        benchmark=benchmark_of([activity], figures).get(activity.pk),
    )


def guests_told(activity: Activity) -> "QuerySet[Registration]":
    """All who had a seat, with whether they came, for the file."""
    rows = Registration.objects.unrestricted("the host's own report").filter(activity=activity).seated()
    walked_in = Count("pk", filter=Q(arrived_at=F("registered_at")))
    return rows.select_related("unit", "enterprise").annotate(walked_in=walked_in).order_by("name", "pk")


def _firms(activity: Activity, most: int | None) -> list[tuple[str, int]]:
    """By what the network calls them, else by what they wrote; the most guests first."""
    rows = Registration.objects.unrestricted("the host's own report").filter(activity=activity).seated()
    rows = rows.filter(arrived_at__isnull=False).order_by()
    told: dict[str, int] = {}
    for short, name, firm, number in rows.values_list("enterprise__short_name", "enterprise__name", "firm").annotate(
        number=Count("pk")
    ):
        called = short or name or firm
        if called:
            told[called] = told.get(called, 0) + number
    return sorted(told.items(), key=lambda one: (-one[1], one[0]))[:most]
