"""How far needs get: published → partner found → introduced → both agreed → met → signed → landed, by organisation."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.exchange.models import Introduction, Listing, Match, Outcome
from shanghui.exchange.rules import OutcomeKind, Side
from shanghui.network.models import Affiliation, Organisation
from shanghui.network.rules import AffiliationOrder, OrganisationKind


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
    """By organisation, by pinyin: her own; for an area's conveners its units; for the federation all. Two queries.

    A need belongs to the day on which it was published, and counts with all that has come of it until today.
    """
    shown = _organisations(actor, area)
    counts = _counts([row.pk for row in shown], first, last)
    return [FunnelRow(row, counts.get(row.pk, Funnel())) for row in shown]


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
    asked = Introduction.objects.unrestricted("counted by need").filter(need=OuterRef("pk"), asked_at__isnull=False)
    outcomes = Outcome.objects.filter(introduction__need=OuterRef("pk"))
    stages: dict[str, Q] = {
        "matched": Q(Exists(Match.objects.filter(need=OuterRef("pk")))) | Q(Exists(asked)),
        "introduced": Q(Exists(asked)),
        "agreed": Q(Exists(asked.filter(released_at__isnull=False))),
        "met": Q(Exists(asked.filter(met_at__isnull=False))),
        "signed": Q(Exists(outcomes.filter(kind__in=[OutcomeKind.SIGNED, OutcomeKind.LANDED]))),
        "landed": Q(Exists(outcomes.filter(kind=OutcomeKind.LANDED))),
    }
    rows = Listing.objects.unrestricted("counted by organisation").filter(side=Side.NEED)
    rows = rows.filter(organisation__in=organisations, published_at__date__gte=first, published_at__date__lte=last)
    counts = {"needs": Count("pk")} | {name: Count("pk", filter=reached) for name, reached in stages.items()}
    counted = rows.order_by().values("organisation").annotate(**counts).values_list("organisation", *counts)
    return {key: Funnel(*numbers) for key, *numbers in counted}
