"""How far needs get: published → partner found → introduced → both agreed → met → signed → landed, by organisation."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils.timezone import localdate, make_aware

from shanghui.core.actor import Actor
from shanghui.exchange.models import Introduction, Listing, Outcome
from shanghui.exchange.rules import OutcomeKind, Side
from shanghui.network.models import Affiliation, Organisation
from shanghui.network.rules import AffiliationOrder, OrganisationKind

NEEDS = {"needs": Count("*"), "matched": Count("matched_at")}
#: a partner that a secretary found herself is found, too
ASKED = {
    "matched": Count("need", distinct=True, filter=Q(need__matched_at__isnull=True)),
    "introduced": Count("need", distinct=True),
    "agreed": Count("need", distinct=True, filter=Q(released_at__isnull=False)),
    "met": Count("need", distinct=True, filter=Q(met_at__isnull=False)),
}
NEED_OF_OUTCOME = "introduction__need"
CAME = {
    "signed": Count(NEED_OF_OUTCOME, distinct=True, filter=Q(kind__in=[OutcomeKind.SIGNED, OutcomeKind.LANDED])),
    "landed": Count(NEED_OF_OUTCOME, distinct=True, filter=Q(kind=OutcomeKind.LANDED)),
}


@dataclass(frozen=True, slots=True)
class Funnel:
    """Needs that got so far; each counts once in each stage, whatever number of partners it had."""

    needs: int = 0
    matched: int = 0
    introduced: int = 0
    agreed: int = 0
    met: int = 0
    signed: int = 0
    landed: int = 0

    def __add__(self, other: "Funnel") -> "Funnel":
        return Funnel(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Funnel)))


@dataclass(frozen=True, slots=True)
class FunnelRow:
    organisation: Organisation
    funnel: Funnel


def funnel_rows(actor: Actor, first: date, last: date, area: Organisation | None = None) -> list[FunnelRow]:
    """By organisation, the most needs first, then by pinyin: her own; for an area's conveners its units; for the federation
    all. Four queries.

    A need belongs to the day on which it was published, and counts with all that has come of it until today.
    """
    shown = _organisations(actor, area)
    counts = _counts([row.pk for row in shown], first, last)
    rows = [FunnelRow(row, counts.get(row.pk, Funnel())) for row in shown]
    return sorted(rows, key=lambda row: -row.funnel.needs)


def total(rows: Collection[FunnelRow]) -> Funnel:
    found = Funnel()
    for row in rows:
        found += row.funnel
    return found


def _organisations(actor: Actor, area: Organisation | None) -> list[Organisation]:
    rows = Organisation.objects.visible_to(actor).active().exclude(kind=OrganisationKind.AREA)
    if not actor.is_federation_officer:
        units = Affiliation.objects.on(localdate()).filter(order=AffiliationOrder.AREA, parent=actor.organisation_id)
        rows = rows.filter(Q(pk=actor.organisation_id) | Q(pk__in=units.values("child")))
    if area is not None:
        inside = Affiliation.objects.on(localdate()).filter(order=AffiliationOrder.AREA, parent=area)
        rows = rows.filter(pk__in=inside.values("child"))
    return list(rows.order_by("sort_key", "pk"))


def _counts(organisations: Collection[int], first: date, last: date) -> dict[int, Funnel]:
    """Needs are many and counted along their index; introductions are few, and know how far they went."""
    told: defaultdict[int, Counter[str]] = defaultdict(Counter)
    needs = Listing.objects.unrestricted("counted by organisation").filter(side=Side.NEED)
    needs = needs.filter(organisation__in=organisations)
    asked = Introduction.objects.unrestricted("counted by need").filter(asked_at__isnull=False)
    asked = asked.filter(_of_one(organisations, ""))
    outcomes = Outcome.objects.filter(_of_one(organisations, "introduction__"))
    period = _bounds(first, last)
    for rows, need, stages in ((needs, "", NEEDS), (asked, "need__", ASKED), (outcomes, "introduction__need__", CAME)):
        inside = rows.order_by().filter(**{f"{need}published_at__range": period})
        counted = inside.values(f"{need}organisation").annotate(**stages)
        for organisation, *numbers in counted.values_list(f"{need}organisation", *stages):
            told[organisation].update(dict(zip(stages, numbers, strict=True)))
    return {organisation: Funnel(**counts) for organisation, counts in told.items()}


def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Moments, not the day of each row: an index can jump to them."""
    begin, end = (make_aware(datetime.combine(day, time.min)) for day in (first, last + timedelta(days=1)))
    return begin, end - timedelta(microseconds=1)


def _of_one(organisations: Collection[int], introduction: str) -> Q:
    """Asked of its sides, which are indexed: by the need's organisation, SQLite would read all needs first."""
    sides = (f"{introduction}{side}_organisation__in" for side in ("asking", "asked"))
    asking, asked = (Q(**{side: organisations}) for side in sides)
    return asking | asked
