"""Introductions as lists: what waits for me first, then all of them, as far as the actor sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from shanghui.catalogue.queries import working_day_exceptions
from shanghui.catalogue.working_days import working_days_between
from shanghui.core.actor import Actor
from shanghui.core.asking import number
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange import permissions
from shanghui.exchange.models import Introduction
from shanghui.exchange.models.introductions import IntroductionQuerySet
from shanghui.exchange.queries.duties import duty_of, side_filter, waits_for
from shanghui.exchange.rules import REFUSABLE, Duty, IntroductionState, Side
from shanghui.network.models import Organisation

KEYS = {"state", "side", "organisation", "page"}
MOST_WAITING = 30


class Begun(StrEnum):
    """By whom?"""

    BY_ME = "asking"
    BY_OTHERS = "asked"


@dataclass(frozen=True)
class Filters:
    state: IntroductionState | None = None
    side: Begun | None = None
    organisation: int | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.state or self.side or self.organisation)


@dataclass(frozen=True)
class Row:
    """A line of the list: the two parties as this reader may call them, and what it wants of her.

    `due` is the day until which something is wanted; `left` the working days until then, negative when it is over.
    """

    introduction: Introduction
    need: str
    offer: str
    duty: Duty | None
    due: date | None
    left: int | None

    @property
    def late(self) -> bool:
        return self.left is not None and self.left < 1


def filters_from(query: Mapping[str, str]) -> Filters:
    """Raises UnknownFilter on unknown keys and values."""
    if set(query) - KEYS:
        raise UnknownFilter()
    try:
        return Filters(
            state=IntroductionState(query["state"]) if query.get("state") else None,
            side=Begun(query["side"]) if query.get("side") else None,
            organisation=number(query["organisation"]) if query.get("organisation") else None,
        )
    except ValueError as error:
        raise UnknownFilter() from error


def introductions(actor: Actor) -> IntroductionQuerySet:
    """All that a line of a list shows, in one query."""
    return Introduction.objects.visible_to(actor).select_related(
        "need", "offer", "asking_organisation", "asked_organisation", "asking_enterprise", "asked_enterprise"
    )


def narrowed(rows: IntroductionQuerySet, actor: Actor, filters: Filters) -> IntroductionQuerySet:
    """The newest first."""
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.side:
        rows = rows.filter(side_filter(actor, filters.side is Begun.BY_ME))
    if filters.organisation:
        rows = rows.filter(Q(asking_organisation=filters.organisation) | Q(asked_organisation=filters.organisation))
    return rows.order_by("-pk")


def waiting(actor: Actor, day: date) -> list[Introduction]:
    """The most urgent first, at most so many."""
    rows = introductions(actor).filter(waits_for(actor, day))
    due = Coalesce("answer_due", "next_step_on", "follow_up_on")
    return list(rows.order_by(due.asc(nulls_last=True), "pk")[:MOST_WAITING])


def count_waiting(actor: Actor, day: date) -> int:
    """For the door of the frame."""
    if actor.organisation_id is None and actor.enterprise_id is None:
        return 0
    return Introduction.objects.visible_to(actor).filter(waits_for(actor, day)).count()


def by_state(actor: Actor) -> dict[IntroductionState, int]:
    """How many stand where; one query."""
    counts = Introduction.objects.visible_to(actor).order_by().values_list("state").annotate(rows=Count("pk"))
    found = dict(counts)
    return {state: found[state.value] for state in IntroductionState if state.value in found}


def partners(actor: Actor) -> "QuerySet[Organisation]":
    """The organisations that stand on either side of her introductions."""
    seen = Introduction.objects.visible_to(actor)
    either = Q(pk__in=seen.values("asking_organisation")) | Q(pk__in=seen.values("asked_organisation"))
    rows = Organisation.objects.unrestricted("partners of introductions that she sees").filter(either)
    return rows.order_by("sort_key", "pk")


def rows_of(actor: Actor, found: list[Introduction], day: date) -> list[Row]:
    """Lines with their clocks; one query for the calendar, however many lines."""
    if not found:
        return []
    dues = {one.pk: _due(actor, one, day) for one in found}
    days = [due for due in dues.values() if due is not None] + [day]
    exceptions = working_day_exceptions(min(days), max(days) + timedelta(days=1))
    return [
        Row(
            introduction=one,
            need=party_name(actor, one, Side.NEED),
            offer=party_name(actor, one, Side.OFFER),
            duty=duty_of(actor, one, day),
            due=(due := dues[one.pk]),
            left=working_days_between(day, due, exceptions) if due else None,
        )
        for one in found
    ]


def _due(actor: Actor, introduction: Introduction, day: date) -> date | None:
    if introduction.state_enum in REFUSABLE:
        return introduction.answer_due
    ahead = [one for one in (introduction.follow_up_on, introduction.next_step_on) if one is not None]
    return min(ahead, default=None)


def party_name(actor: Actor, introduction: Introduction, side: Side) -> str:
    """The firm, as far as this reader may know which one it is; the organisation where it speaks for itself."""
    enterprise = introduction.enterprise_of(side)
    if enterprise is None:
        return introduction.organisation_of(side).called
    return enterprise.called if permissions.sees_firm(actor, introduction, side) else _("匿名企业")


def title(actor: Actor, introduction: Introduction) -> str:
    """As people say it: one party and the other."""
    names = {"need": party_name(actor, introduction, Side.NEED), "offer": party_name(actor, introduction, Side.OFFER)}
    return _("%(need)s与%(offer)s") % names
