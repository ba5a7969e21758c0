"""What came of an agreement: introductions and outcomes between its parties while it was in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.exchange.labels import OUTCOMES
from shanghui.exchange.models import Agreement, AgreementParty, Introduction, Outcome
from shanghui.exchange.permissions import can_see_amounts
from shanghui.exchange.rules import OutcomeKind


@dataclass(frozen=True)
class Tally:
    """One kind of outcome. `amount` sums those that this reader may see; None where there is none."""

    kind: OutcomeKind
    count: int
    amount: Decimal | None
    hidden: int

    @property
    def label(self) -> str:
        return str(OUTCOMES[self.kind])


@dataclass(frozen=True)
class Results:
    """Intent, signed and landed are counted apart and never together."""

    introductions: int
    tallies: list[Tally]
    shown: list[Introduction]

    @property
    def empty(self) -> bool:
        return not self.introductions and not any(tally.count for tally in self.tallies)


def results(actor: Actor, agreement: Agreement, *, limit: int = 10) -> Results:
    """Introductions released, and outcomes dated, in its term; three queries. Of one deal the first introduction counts."""
    if agreement.start is None or agreement.state == "drafted":
        return Results(0, [Tally(kind, 0, None, 0) for kind in OutcomeKind], [])
    end = min(agreement.ended_on or localdate(), localdate())
    between = _between(list(agreement.parties.all()))
    rows = Introduction.objects.unrestricted("they are counted").filter(between)
    begun = rows.filter(released_at__date__gte=agreement.start, released_at__date__lte=end)
    counted = begun.filter(same_deal=None).count()
    shown = list(Introduction.objects.visible_to(actor).filter(pk__in=begun.values("pk"))[:limit])
    return Results(counted, _tallies(actor, rows.values("pk"), agreement.start, end), shown)


def _tallies(actor: Actor, introductions: "QuerySet[Introduction, Any]", start: date, end: date) -> list[Tally]:
    outcomes = Outcome.objects.filter(introduction__in=introductions, on__gte=start, on__lte=end)
    found = list(outcomes.select_related("introduction"))
    return [_tally(actor, kind, [row for row in found if row.kind == kind]) for kind in OutcomeKind]


def _tally(actor: Actor, kind: OutcomeKind, rows: Sequence[Outcome]) -> Tally:
    """An introduction counts each kind once, and so does a deal."""
    deals = {row.introduction.same_deal_id or row.introduction_id: row for row in rows}
    told = [row.amount for row in deals.values() if row.amount is not None and can_see_amounts(actor, row.introduction)]
    with_amount = sum(row.amount is not None for row in deals.values())
    return Tally(kind, len(deals), sum(told, Decimal()) if told else None, with_amount - len(told))


def _between(parties: Sequence[AgreementParty]) -> Q:
    """One side is of one party, the other of another."""
    found = Q(pk__in=[])
    for party in parties:
        others = Q(pk__in=[])
        for other in parties:
            if other.pk != party.pk:
                others |= _of(other, "asked")
        found |= _of(party, "asking") & others
    return found


def _of(party: AgreementParty, side: str) -> Q:
    if party.enterprise_id is not None:
        return Q(**{f"{side}_enterprise": party.enterprise_id})
    return Q(**{f"{side}_organisation": party.organisation_id})
