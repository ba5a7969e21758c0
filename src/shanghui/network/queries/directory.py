"""The directory: enterprises, organisations and people, as far as the actor sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.utils.timezone import localdate

from shanghui.catalogue.models import Industry, Region
from shanghui.core.actor import Actor
from shanghui.core.refusal import UnknownFilter
from shanghui.network.models import Affiliation, Appointment, Enterprise, Membership, Organisation, Person
from shanghui.network.models.enterprises import EnterpriseQuerySet
from shanghui.network.models.organisations import OrganisationQuerySet
from shanghui.network.models.people import PersonQuerySet
from shanghui.network.models.unindexed import Unindexed
from shanghui.network.queries.counts import hidden_organisations
from shanghui.network.queries.names import name_filter
from shanghui.network.queries.paging import CAP, Page, Place, occurrences, page_of
from shanghui.network.queries.people import seen_appointments
from shanghui.network.queries.places import industries_within, regions_within
from shanghui.network.queries.remembered import remembered
from shanghui.network.rules import Grade, OrganisationKind, Post

Entry = TypeVar("Entry", Region, Industry)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST_TEXT = 60
#: why the rows of a page are read by their ids alone
FOUND = "their ids were found among the rows that she sees"


class Tab(StrEnum):
    ENTERPRISES = "enterprises"
    ORGANISATIONS = "organisations"
    PEOPLE = "people"


class Sort(StrEnum):
    PINYIN = "pinyin"
    NEWEST = "newest"


ANYWHERE = frozenset({"tab", "q", "sort", "letter", "after", "before"})
KEYS = {
    Tab.ENTERPRISES: ANYWHERE | {"region", "industry", "organisation", "area", "grade"},
    Tab.ORGANISATIONS: ANYWHERE | {"region", "area", "kind"},
    Tab.PEOPLE: ANYWHERE | {"organisation", "area", "post"},
}


@dataclass(frozen=True)
class Filters:
    """What the directory is asked for; every value is known to exist and to be seen by the actor."""

    tab: Tab = Tab.ENTERPRISES
    q: str = ""
    sort: Sort = Sort.PINYIN
    place: Place = field(default_factory=Place)
    region: Region | None = None
    industry: Industry | None = None
    organisation: Organisation | None = None
    area: Organisation | None = None
    grade: Grade | None = None
    kind: OrganisationKind | None = None
    post: Post | None = None

    @property
    def costly(self) -> bool:
        """Would counting all that fit mean reading every row?"""
        return bool(self.q) or any((self.industry, self.organisation, self.area, self.grade))

    @property
    def narrowed(self) -> bool:
        chosen = (self.region, self.industry, self.organisation, self.area, self.grade, self.kind, self.post)
        return bool(self.q) or any(chosen)


def filters_from(actor: Actor, query: Mapping[str, str]) -> Filters:
    """Reads a query string. Raises UnknownFilter on a key or value that the list does not have."""
    try:
        tab, sort = Tab(query.get("tab") or Tab.ENTERPRISES), Sort(query.get("sort") or Sort.PINYIN)
        if set(query) - KEYS[tab]:
            raise UnknownFilter()
        return Filters(
            tab=tab,
            q=query.get("q", "").strip()[:LONGEST_TEXT],
            sort=sort,
            place=_place(query, sort),
            region=_coded(Region, query.get("region")),
            industry=_coded(Industry, query.get("industry")),
            organisation=_organisation(actor, query.get("organisation")),
            area=_organisation(actor, query.get("area")),
            grade=Grade(query["grade"]) if query.get("grade") else None,
            kind=OrganisationKind(query["kind"]) if query.get("kind") else None,
            post=Post(query["post"]) if query.get("post") else None,
        )
    except ValueError as error:
        raise UnknownFilter() from error


def _place(query: Mapping[str, str], sort: Sort) -> Place:
    after, before = query.get("after"), query.get("before")
    letter = query.get("letter", "")
    if letter and letter not in list(LETTERS):
        raise UnknownFilter()
    newest = sort is Sort.NEWEST
    return Place(_id(after) if after else None, _id(before) if before else None, "" if newest else letter, newest)


def _id(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise UnknownFilter()
    return int(text)


def _coded(model: type[Entry], code: str | None) -> Entry | None:
    if not code:
        return None
    found = model._default_manager.filter(code=code).first()
    if found is None:
        raise UnknownFilter()
    return found


def _organisation(actor: Actor, pk: str | None) -> Organisation | None:
    if not pk:
        return None
    found = Organisation.objects.visible_to(actor).filter(pk=_id(pk)).first()
    if found is None:
        raise UnknownFilter()
    return found


def enterprises(actor: Actor, filters: Filters) -> EnterpriseQuerySet:
    """Firms that fit the filters."""
    return _both_ways(actor, filters)[0]


def _both_ways(actor: Actor, filters: Filters) -> tuple[EnterpriseQuerySet, EnterpriseQuerySet]:
    """The same firms, looked up by the indexes of place and trade, and found while walking the order of names."""
    rows = walked = _named_members(actor, filters)
    if filters.region:
        ids = regions_within(filters.region)
        rows, walked = rows.filter(region__in=ids), walked.alias(place=Unindexed("region")).filter(place__in=ids)
    if filters.industry:
        ids = industries_within(filters.industry)
        rows, walked = rows.filter(industry__in=ids), walked.alias(trade=Unindexed("industry")).filter(trade__in=ids)
    return rows, walked


def _named_members(actor: Actor, filters: Filters) -> EnterpriseQuerySet:
    rows = Enterprise.objects.visible_to(actor).active().filter(name_filter(filters.q))
    if filters.organisation or filters.area or filters.grade:
        memberships = _memberships(actor, filters).order_by()
        few = list(memberships.values_list("enterprise", flat=True).distinct()[: CAP + 1])
        many = Exists(_memberships(actor, filters, asked=True).filter(enterprise=OuterRef("pk")))
        rows = rows.filter(pk__in=few) if len(few) <= CAP else rows.filter(many)
    return rows


def _memberships(actor: Actor, filters: Filters, *, asked: bool = False) -> "QuerySet[Membership]":
    """`asked`: each firm is asked for its own few memberships; else they are all gone through."""
    day = localdate()
    rows = Membership.objects.on(day)
    if filters.grade:
        rows = rows.filter(grade=filters.grade)
    if filters.area:
        column = Unindexed("organisation") if asked else F("organisation")
        rows = rows.alias(unit=column).filter(unit__in=units_of(filters.area, day))
    if filters.organisation:
        return rows.filter(organisation=filters.organisation)
    return rows.exclude(organisation__in=hidden_organisations(actor).values("pk"))


def organisations(actor: Actor, filters: Filters) -> OrganisationQuerySet:
    """Chambers, associations and areas that fit the filters."""
    rows = Organisation.objects.visible_to(actor).active().filter(name_filter(filters.q))
    if filters.region:
        rows = rows.filter(region__in=regions_within(filters.region))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.area:
        rows = rows.filter(pk__in=units_of(filters.area, localdate()))
    return rows


def people(actor: Actor, filters: Filters) -> PersonQuerySet:
    """People that fit the filters; a post counts only where the actor sees it."""
    rows = Person.objects.visible_to(actor).filter(name_filter(filters.q))
    if filters.organisation or filters.area or filters.post:
        posts = seen_appointments(actor).on(localdate())
        if filters.organisation:
            posts = posts.filter(organisation=filters.organisation)
        if filters.area:
            posts = posts.filter(organisation__in=units_of(filters.area, localdate()))
        if filters.post:
            posts = posts.filter(post=filters.post)
        rows = rows.filter(pk__in=posts.values("person"))
    return rows


def units_of(area: Organisation, day: date) -> "QuerySet[Affiliation, Any]":
    """The ids of an area's units, as a subquery."""
    return Affiliation.objects.on(day).filter(order="area", parent=area).values("child")


def enterprise_page(actor: Actor, filters: Filters) -> Page[Enterprise]:
    hidden = hidden_organisations(actor).values("pk")
    today = Membership.objects.on(localdate()).exclude(organisation__in=hidden).select_related("organisation")
    shown = Enterprise.objects.unrestricted(FOUND).select_related("region", "industry").defer("introduction")
    shown = shown.prefetch_related(Prefetch("memberships", today, to_attr="today"))
    rows, walked = _both_ways(actor, filters)

    def counted() -> dict[int | None, int]:
        region = filters.region.pk if filters.region else None
        return remembered(actor, "enterprises_by_region", region, lambda: occurrences(rows, "region"))

    counting = dict if filters.costly else counted
    return page_of(rows, filters.place, shown=shown, walked=walked, facet="region", counted=counting)


def organisation_page(actor: Actor, filters: Filters) -> Page[Organisation]:
    above = Affiliation.objects.on(localdate()).filter(order="area").select_related("parent")
    shown = Organisation.objects.unrestricted(FOUND).select_related("region").defer("introduction")
    shown = shown.prefetch_related(Prefetch("affiliations", above, to_attr="areas"))
    rows = organisations(actor, filters)
    return page_of(rows, filters.place, shown=shown, facet="region", counted=lambda: occurrences(rows, "region"))


def person_page(actor: Actor, filters: Filters) -> Page[Person]:
    posts: QuerySet[Appointment] = seen_appointments(actor).on(localdate())
    posts = posts.select_related("organisation", "enterprise")
    shown = Person.objects.unrestricted(FOUND).prefetch_related(Prefetch("appointments", posts, to_attr="posts"))
    return page_of(people(actor, filters), filters.place, shown=shown)
