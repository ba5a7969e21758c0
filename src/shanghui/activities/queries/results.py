"""What came of a matchmaking activity: counted, never typed."""

from dataclasses import dataclass

from django.db.models import Avg, Count, F, OuterRef, Q, QuerySet, Subquery

from shanghui.activities.labels import ENCOUNTER_STATES
from shanghui.activities.models import Encounter, Matchmaking, Participant, Placement, Registration, Wish
from shanghui.activities.permissions import hosts, sees_stars
from shanghui.activities.rules import EncounterState, TimetableState, WishState
from shanghui.core.actor import Actor
from shanghui.core.refusal import UnknownFilter

SHOWN = [EncounterState.ACCEPTED, EncounterState.SCHEDULED, EncounterState.ATTENDED, EncounterState.NO_SHOW]


@dataclass(frozen=True)
class Totals:
    """`happened` is a share of those about which somebody said something."""

    states: dict[str, int]
    wishes: dict[str, int]
    stars: float | None
    rated: int
    next_steps: int
    introductions: int

    @property
    def said(self) -> int:
        return self.states[EncounterState.ATTENDED] + self.states[EncounterState.NO_SHOW]

    @property
    def happened(self) -> int | None:
        return round(100 * self.states[EncounterState.ATTENDED] / self.said) if self.said else None


def totals(matchmaking: Matchmaking) -> Totals:
    """Three queries, over all of it: figures name nobody."""
    rows = Encounter.objects.filter(matchmaking=matchmaking)
    states = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    wished = Wish.objects.filter(matchmaking=matchmaking)
    wishes = dict(wished.order_by().values_list("state").annotate(count=Count("pk")))
    facts = rows.aggregate(
        first=Avg("first_rating"), second=Avg("second_rating"), firsts=Count("first_rating"),
        seconds=Count("second_rating"), steps=Count("pk", filter=~Q(next_step="")), begun=Count("introduction"),
    )  # fmt: skip
    rated = facts["firsts"] + facts["seconds"]
    sum_of = (facts["first"] or 0) * facts["firsts"] + (facts["second"] or 0) * facts["seconds"]
    return Totals(
        states={state.value: states.get(state.value, 0) for state in EncounterState},
        wishes={state.value: wishes.get(state.value, 0) for state in WishState},
        stars=round(sum_of / rated, 1) if rated else None,
        rated=rated,
        next_steps=facts["steps"],
        introductions=facts["begun"],
    )


def encounters_seen(actor: Actor, matchmaking: Matchmaking) -> "QuerySet[Encounter]":
    """All for the hosts; for others those of their own guests. In the order of the day, what has no slot at the end."""
    published = Placement.objects.filter(
        encounter=OuterRef("pk"), timetable__matchmaking=matchmaking, timetable__state=TimetableState.PUBLISHED
    )
    rows = Encounter.objects.filter(matchmaking=matchmaking).alias(at=Subquery(published.values("slot__number")[:1]))
    if not hosts(actor, matchmaking.activity):
        guests = Registration.objects.visible_to(actor).filter(activity=matchmaking.activity_id)
        own = Participant.objects.filter(registration__in=guests.values("pk"))
        rows = rows.filter(Q(first__in=own.values("pk")) | Q(second__in=own.values("pk")))
    return rows.select_related(
        "first__registration__enterprise", "first__registration__unit", "second__registration__enterprise",
        "second__registration__unit", "introduction", "resource",
    ).order_by(F("at").asc(nulls_last=True), "pk")  # fmt: skip


def in_state(rows: "QuerySet[Encounter]", state: str) -> "QuerySet[Encounter]":
    """Raises UnknownFilter."""
    if not state:
        return rows.exclude(state=EncounterState.CANCELLED)
    if state not in set(EncounterState):
        raise UnknownFilter()
    return rows.filter(state=state)


def places_of(rows: list[Encounter]) -> dict[int, Placement]:
    """When and where, by the published timetable; one query."""
    found = Placement.objects.filter(
        encounter__in=[row.pk for row in rows], timetable__state=TimetableState.PUBLISHED
    ).select_related("slot", "table")
    return {one.encounter_id: one for one in found}


def state_counts(found: Totals) -> list[tuple[str, object, int]]:
    """Value, words, figure; in the order of time."""
    return [(state.value, ENCOUNTER_STATES[state], found.states[state.value]) for state in EncounterState]


def stars_told(actor: Actor, row: Encounter, hosting: bool) -> tuple[int | None, int | None]:
    """Of the first and of the second, as far as she may know."""
    return (
        row.first_rating if sees_stars(actor, row.first, hosting) else None,
        row.second_rating if sees_stars(actor, row.second, hosting) else None,
    )
