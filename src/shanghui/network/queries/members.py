"""My organisation's members: the working list of a secretary."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.core.refusal import UnknownFilter
from shanghui.network.models import Membership, Organisation
from shanghui.network.models.enterprises import seen_enterprises
from shanghui.network.queries.names import name_filter
from shanghui.network.rules import DuesState, Grade

KEYS = {"organisation", "q", "grade", "dues", "sort", "page"}


class Sort(StrEnum):
    PINYIN = "pinyin"
    NUMBER = "number"
    NEWEST = "newest"


ORDER = {
    Sort.PINYIN: ["enterprise__sort_key", "pk"],
    Sort.NUMBER: ["number", "pk"],
    Sort.NEWEST: ["-start", "-pk"],
}


@dataclass(frozen=True)
class MemberFilters:
    """Text, grade and state of the dues."""

    q: str = ""
    grade: Grade | None = None
    dues: DuesState | None = None
    sort: Sort = Sort.PINYIN

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.grade or self.dues)


def filters_from(query: Mapping[str, str], *, dues_seen: bool) -> MemberFilters:
    """Raises UnknownFilter on unknown keys and values, and on dues for somebody who may not see them."""
    if set(query) - KEYS or (query.get("dues") and not dues_seen):
        raise UnknownFilter()
    try:
        return MemberFilters(
            q=query.get("q", "").strip()[:60],
            grade=Grade(query["grade"]) if query.get("grade") else None,
            dues=DuesState(query["dues"]) if query.get("dues") else None,
            sort=Sort(query.get("sort") or Sort.PINYIN),
        )
    except ValueError as error:
        raise UnknownFilter() from error


def members_of(actor: Actor, organisation: Organisation) -> "QuerySet[Membership]":
    """Today's memberships whose enterprises the actor sees; asked once a page, then narrowed."""
    rows = Membership.objects.on(localdate()).filter(organisation=organisation, enterprise__merged_into__isnull=True)
    if organisation.pk in actor.organisation_ids:
        return rows  # her own members always: PostgreSQL is spared the question, which it overrates
    return rows.filter(seen_enterprises(actor, "enterprise__"))


def narrowed(members: "QuerySet[Membership]", filters: MemberFilters) -> "QuerySet[Membership]":
    """In the order that the filters ask for."""
    if filters.q:
        members = members.filter(name_filter(filters.q, "enterprise__"))
    if filters.grade:
        members = members.filter(grade=filters.grade)
    if filters.dues:
        members = members.filter(dues_state=filters.dues)
    members = members.select_related("enterprise", "enterprise__region").defer("enterprise__introduction")
    return members.order_by(*ORDER[filters.sort])


def dues_counts(members: "QuerySet[Membership]") -> dict[DuesState, int]:
    """Members by state of the dues; one query."""
    found = dict(members.order_by().values_list("dues_state").annotate(rows=Count("pk")))
    return {state: found.get(state.value, 0) for state in DuesState}
