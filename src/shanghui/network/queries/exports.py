"""Lists as tables with the same columns that the import reads, as far as the actor sees them. Rows are streamed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.timezone import localdate

from shanghui.catalogue.models import Industry, Region
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.core.labels import AUDIENCES
from shanghui.network import permissions
from shanghui.network.labels import DUES_STATES, GRADES, ORGANISATION_KINDS, POSTS
from shanghui.network.models import Affiliation, Appointment, Enterprise, Membership, Organisation, Person
from shanghui.network.queries.contacts import own_enterprises
from shanghui.network.queries.people import seen_appointments
from shanghui.network.rules import DuesState, Grade
from shanghui.sheets.writing import Cell

PAGE = 2000
COLUMN_OF_ORDER = {"area": "area", "administrative": "superior"}
Cells = dict[str, Cell]
Item = TypeVar("Item")


class RegionPaths:
    """Names of province, city and district of every region above the towns."""

    def __init__(self) -> None:
        rows = Region.objects.values_list("pk", "name", "level", "parent_id")
        self._rows = {pk: (name, level, parent) for pk, name, level, parent in rows}

    def cells(self, region: int | None, columns: tuple[str, str, str] = ("province", "city", "region")) -> Cells:
        cells: Cells = {}
        while region is not None:
            name, level, region = self._rows[region]
            if level <= len(columns):
                cells[columns[level - 1]] = name
        return cells


def industry_names() -> dict[int, str]:
    """Code and name, because two levels may share a name."""
    return {pk: f"{code} {name}" for pk, code, name in Industry.objects.values_list("pk", "code", "name")}


def table(columns: Iterable[str], cells: Iterable[Cells]) -> Iterator[list[Cell]]:
    """Cells by key into rows."""
    keys = list(columns)
    return ([one.get(key) for key in keys] for one in cells)


def enterprise_cells(actor: Actor, rows: "QuerySet[Enterprise]", only: Organisation | None = None) -> Iterator[Cells]:
    """A firm a row; once per membership where the actor keeps several organisations' members.

    Contacts and dues appear only where the actor may see them. `only`: the memberships of this organisation alone.
    """
    places, industries = RegionPaths(), industry_names()
    for batch in _batches(rows.defer("search_names", "search_latin")):
        own = own_enterprises(actor, [row.pk for row in batch])
        memberships = _memberships(actor, [row.pk for row in batch], only)
        for row in batch:
            cells = _firm(row, row.pk in own) | places.cells(row.region_id)
            cells["industry"] = industries.get(row.industry_id or 0)
            for membership in memberships.get(row.pk, [None]):
                yield cells | _membership(actor, membership)


def _firm(row: Enterprise, contacts: bool) -> Cells:
    names = (
        "name", "short_name", "former_names", "credit_code", "address", "main_business", "introduction", "website",
        "founded_on", "staff", "capital",
    )  # fmt: skip
    cells: Cells = {name: getattr(row, name) for name in names}
    cells["stored_id"] = f"E{row.pk}"
    cells["audience"] = str(AUDIENCES[Audience(row.audience)])
    if contacts:
        cells |= {"contact_name": row.contact_name, "phone": row.phone, "email": row.email}
    return cells


def _memberships(actor: Actor, firms: list[int], only: Organisation | None) -> Mapping[int, list[Membership | None]]:
    """Today's memberships in the organisations whose members the actor keeps."""
    rows = Membership.objects.on(localdate()).filter(enterprise__in=firms).select_related("organisation")
    if only is not None:
        rows = rows.filter(organisation=only)
    elif not actor.is_federation_officer:
        rows = rows.filter(organisation__in=actor.organisation_ids)
    found: dict[int, list[Membership | None]] = defaultdict(list)
    for row in rows.order_by("pk"):
        if permissions.can_manage_members(actor, row.organisation):
            found[row.enterprise_id].append(row)
    return found


def _membership(actor: Actor, row: Membership | None) -> Cells:
    if row is None:
        return {}
    cells: Cells = {
        "organisation": row.organisation.name,
        "grade": str(GRADES[Grade(row.grade)]),
        "number": row.number,
        "start": row.start,
        "end": row.end,
        "note": row.note,
    }
    if permissions.can_see_dues(actor, row.organisation):
        cells |= {"dues_state": str(DUES_STATES[DuesState(row.dues_state)]), "dues_until": row.dues_until}
    return cells


def _batches(rows: "QuerySet[Item]") -> Iterator[list[Item]]:  # type: ignore[type-var]
    iterator = rows.iterator(chunk_size=PAGE)
    while batch := list(islice(iterator, PAGE)):
        yield batch


def organisation_cells(actor: Actor, rows: "QuerySet[Organisation]") -> Iterator[Cells]:
    """An organisation a row, with its area and its superior of today."""
    places = RegionPaths()
    for batch in _batches(rows.defer("search_names", "search_latin")):
        above = _above([row.pk for row in batch])
        for row in batch:
            names = ("name", "short_name", "credit_code", "address", "phone", "email", "website", "founded_on")
            cells: Cells = {name: getattr(row, name) for name in names} | places.cells(row.region_id)
            home = places.cells(row.hometown_id, ("province", "city", "district"))
            cells["hometown"] = "".join(str(name) for name in dict.fromkeys(reversed(home.values())))
            cells["kind"] = str(ORGANISATION_KINDS[row.kind_enum])
            cells["introduction"] = row.introduction
            cells["audience"] = str(AUDIENCES[Audience(row.audience)])
            cells["stored_id"] = f"O{row.pk}"
            yield cells | above.get(row.pk, {})


def _above(organisations: list[int]) -> dict[int, Cells]:
    found: dict[int, Cells] = defaultdict(dict)
    rows = Affiliation.objects.on(localdate()).filter(child__in=organisations, order__in=COLUMN_OF_ORDER)
    for child, order, parent in rows.values_list("child_id", "order", "parent__name"):
        found[child][COLUMN_OF_ORDER[order]] = parent
    return found


def person_cells(actor: Actor, rows: "QuerySet[Person]") -> Iterator[Cells]:
    """A person a row, once per post of today that the actor sees; contacts where she may see them."""
    for batch in _batches(rows):
        posts: dict[int, list[Appointment]] = defaultdict(list)
        seen = seen_appointments(actor).on(localdate()).filter(person__in=[row.pk for row in batch])
        for post in seen.select_related("organisation", "enterprise").order_by("start", "pk"):
            posts[post.person_id].append(post)
        for row in batch:
            cells: Cells = {"name": row.name, "stored_id": f"P{row.pk}"}
            if permissions.can_see_person_contacts(actor, row):
                cells |= {"phone": row.phone, "email": row.email}
            if row.pk not in posts:
                yield cells
            for post in posts[row.pk]:
                yield cells | {
                    "place": post.place.name,
                    "post": str(POSTS[post.post_enum]),
                    "title": post.title,
                    "start": post.start,
                    "end": post.end,
                }
