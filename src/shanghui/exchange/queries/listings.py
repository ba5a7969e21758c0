"""Which listings a page, a file or a program asks for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from shanghui.catalogue.models import ProductClass, Region
from shanghui.catalogue.queries import picked
from shanghui.core.actor import Actor
from shanghui.core.asking import number
from shanghui.core.refusal import UnknownFilter
from shanghui.exchange.models import Listing
from shanghui.exchange.models.listings import ListingQuerySet
from shanghui.exchange.queries.second_eyes import other_secretaries
from shanghui.exchange.queries.words import worded
from shanghui.exchange.rules import ListingKind, ListingState, Side
from shanghui.network.models import Organisation
from shanghui.network.queries.directory import units_of
from shanghui.network.queries.places import regions_within

LONGEST_TEXT = 60


class Tab(StrEnum):
    """Needs and offers that are open to others; her own in every state; those that wait for her eyes."""

    NEEDS = "needs"
    OFFERS = "offers"
    OWN = "own"
    CHECK = "check"


class Sort(StrEnum):
    NEWEST = "newest"
    EXPIRING = "expiring"


ANYWHERE = frozenset({"tab", "q", "kind", "class", "region", "organisation", "area", "sort", "after", "before"})
KEYS = {
    Tab.NEEDS: ANYWHERE,
    Tab.OFFERS: ANYWHERE,
    Tab.OWN: ANYWHERE | {"state", "side"},
    Tab.CHECK: ANYWHERE | {"side"},
}
SIDE_OF_TAB = {Tab.NEEDS: Side.NEED, Tab.OFFERS: Side.OFFER}


@dataclass(frozen=True)
class Place:
    """Where in the list: after or before a row (its id)."""

    after: int | None = None
    before: int | None = None


@dataclass(frozen=True)
class ListingFilters:
    """What is asked for; every value is known and seen by the actor.

    `unclear`: fields whose text names no entry of the catalogue, or several; nothing is found then."""

    tab: Tab = Tab.NEEDS
    q: str = ""
    sort: Sort = Sort.NEWEST
    place: Place = field(default_factory=Place)
    side: Side | None = None
    kind: ListingKind | None = None
    state: ListingState | None = None
    product_class: ProductClass | None = None
    region: Region | None = None
    organisation: Organisation | None = None
    area: Organisation | None = None
    unclear: Mapping[str, str] = field(default_factory=dict)

    @property
    def narrowed(self) -> bool:
        chosen = (self.kind, self.state, self.product_class, self.region, self.organisation, self.area)
        only_side = self.side and self.tab in {Tab.OWN, Tab.CHECK}
        return bool(self.q or self.unclear or only_side) or any(chosen)


def filters_from(actor: Actor, query: Mapping[str, str]) -> ListingFilters:
    """Reads a query string. Raises UnknownFilter on a key or value that the list does not have."""
    try:
        tab = Tab(query.get("tab") or Tab.NEEDS)
        if set(query) - KEYS[tab]:
            raise UnknownFilter()
        named = {name: _entry(kind, query.get(name, "")) for name, kind in ENTRIES.items()}
        return ListingFilters(
            tab=tab,
            q=query.get("q", "").replace("\0", "").strip()[:LONGEST_TEXT],
            sort=Sort(query.get("sort") or Sort.NEWEST),
            place=_place(query),
            side=SIDE_OF_TAB.get(tab) or (Side(query["side"]) if query.get("side") else None),
            kind=ListingKind(query["kind"]) if query.get("kind") else None,
            state=ListingState(query["state"]) if query.get("state") else None,
            product_class=named["class"],  # type: ignore[arg-type]
            region=named["region"],  # type: ignore[arg-type]
            organisation=_organisation(actor, query.get("organisation")),
            area=_organisation(actor, query.get("area")),
            unclear={name: query[name] for name, entry in named.items() if entry is None and query.get(name)},
        )
    except ValueError as error:
        raise UnknownFilter() from error


ENTRIES = {"class": "product_class", "region": "region"}


def _entry(kind: str, text: str) -> object:
    text = text.replace("\0", "").strip()[:200]
    return picked(kind, text) if text else None


def _place(query: Mapping[str, str]) -> Place:
    after, before = query.get("after"), query.get("before")
    return Place(number(after) if after else None, number(before) if before else None)


def _organisation(actor: Actor, pk: str | None) -> Organisation | None:
    if not pk:
        return None
    found = Organisation.objects.visible_to(actor).filter(pk=number(pk)).first()
    if found is None:
        raise UnknownFilter()
    return found


def listings(actor: Actor, filters: ListingFilters, among: Collection[int] | None = None) -> ListingQuerySet:
    """The rows, without an order; `among`: of these few ids alone."""
    rows = _of_tab(actor, filters, among).filter(_told(filters, few=among is not None))
    if filters.product_class:
        rows = rows.filter(pk__in=_classed(filters.product_class))
    if filters.region:
        rows = rows.filter(region__in=regions_within(filters.region))
    if filters.area:
        rows = rows.filter(organisation__in=units_of(filters.area, localdate()))
    if filters.organisation:
        rows = rows.filter(organisation=filters.organisation)
    if filters.sort is Sort.EXPIRING:
        rows = rows.filter(expires_on__isnull=False)
    return rows


def own(actor: Actor) -> Q:
    """Of the organisation or the enterprise that she acts for."""
    if actor.organisation_id is not None:
        return Q(organisation=actor.organisation_id)
    return Q(enterprise=actor.enterprise_id) if actor.enterprise_id is not None else Q(pk__in=[])


def _of_tab(actor: Actor, filters: ListingFilters, among: Collection[int] | None) -> ListingQuerySet:
    rows = Listing.objects.visible_to(actor).order_by()
    if filters.side:
        rows = rows.filter(side=filters.side)
    if filters.unclear:
        return rows.none()
    if filters.tab is Tab.OWN:
        return rows.filter(own(actor))
    if filters.tab is Tab.CHECK:
        return rows.filter(_to_check(actor))
    return rows.live() if among is None else rows.live_among(among)


def _to_check(actor: Actor) -> Q:
    """Submitted, and not by herself where a colleague could look at it."""
    if not (actor.is_secretary or actor.is_federation_officer):
        return Q(pk__in=[])
    watched = other_secretaries(actor).exclude(organisation=None).values("organisation")
    return Q(state=ListingState.SUBMITTED) & ~Q(entered_by=actor.user_id, organisation__in=watched)


def _told(filters: ListingFilters, *, few: bool) -> Q:
    side = filters.side if filters.tab in SIDE_OF_TAB and not few else None
    told = worded(filters.q, side) if filters.q else Q()
    if filters.kind:
        told &= Q(kind=filters.kind)
    return told & Q(state=filters.state) if filters.state else told


def _classed(entry: ProductClass) -> "QuerySet[Any, Any]":
    """Ids of the listings in the class or in a class below it."""
    below = ProductClass.objects.filter(Q(pk=entry.pk) | Q(parent=entry) | Q(parent__parent=entry)).order_by()
    classes = list(below.values_list("pk", flat=True))
    return Listing.product_classes.through.objects.filter(productclass__in=classes).values("listing")
