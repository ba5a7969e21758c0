"""Which stored listing a row means: by its number, or because it says the same of the same firm; and what is alike."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db.models import Q

from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing, ListingRequirement
from shanghui.exchange.queries.exports import cells_of, requirement_text, with_cells
from shanghui.exchange.rules import ListingState, Side
from shanghui.network.queries.import_lookups import plain
from shanghui.sheets.kinds import Line
from shanghui.sheets.writing.cells import written_text

_ID = re.compile(r"[lL](\d{1,18})")
#: what tells two rows of one file apart
IDENTITY = (
    "enterprise", "title", "description", "kind", "product_class", "quantity", "unit", "price", "region", "deadline",
    "requirements",
)  # fmt: skip
#: value of a line → field of a listing, and the column that says it
TEXTS = {
    "title": "title",
    "description": "description",
    "kind": "kind",
    "unit": "unit",
    "price_unit": "price",
    "audience": "audience",
}
NUMBERS = {"quantity": "quantity", "quantity_most": "quantity", "price_least": "price", "price_most": "price"}
#: as the columns keep them, so that an undo finds the very text that was written
PLACES = {"quantity": Decimal("0.001"), "price": Decimal("0.01")}
OTHERS = {"region_id": "region", "nearby": "region", "anonymous": "anonymous"}

Facts = dict[str, object]
#: attribute, relation, value, must
Condition = tuple[str, str, str, bool]


def key_of(texts: Mapping[str, str]) -> str:
    """A digest that is equal for rows that say the same."""
    return sha256("|".join(plain(texts.get(name, "")) for name in IDENTITY).encode()).hexdigest()


def facts_of(line: Line, told: Mapping[str, str]) -> Facts:
    """The fields that the line fills; a blank cell says nothing, nor does one that reads as the table had it (`told`)."""
    values = line.values
    news = {column for column in line.texts if _is_news(line, told, column)}
    facts: Facts = {name: values[name] for name, column in TEXTS.items() if name in values and column in news}
    facts |= {
        name: _number(values[name], PLACES[column])
        for name, column in NUMBERS.items()
        if name in values and column in news
    }
    facts |= {name: values[name] for name, column in OTHERS.items() if name in values and column in news}
    if "unit" in values and "quantity" in news:
        facts["unit"] = values["unit"]
    if "deadline" in values and "deadline" in news:
        facts["deadline"] = date.fromisoformat(str(values["deadline"]))
    return facts


def classes_of(line: Line, told: Mapping[str, str]) -> list[int] | None:
    """The product classes that the line names; None where it names none, or those that the table had."""
    if not line.values.get("class_ids") or not _is_news(line, told, "product_class"):
        return None
    return [int(pk) for pk in str(line.values["class_ids"]).split(",")]


def conditions_of(
    line: Line, told: Mapping[str, str], stored: Iterable[ListingRequirement] = ()
) -> list[Condition] | None:
    """The requirements that the line says; one that reads as it is stored keeps what it was about."""
    if "conditions" not in line.values or not _is_news(line, told, "requirements"):
        return None
    known = {plain(requirement_text(one)): condition(one) for one in stored}
    found: dict[tuple[str, int], Condition] = {}
    for place, (attribute, relation, value, must, text) in enumerate(json.loads(str(line.values["conditions"]))):
        piece = plain(text)
        as_stored = known.get(piece)
        found[piece, 0 if as_stored else place] = as_stored or (attribute, relation, value, must)
    return list(found.values())


def _is_news(line: Line, told: Mapping[str, str], column: str) -> bool:
    """Does the cell read otherwise than the table had it?"""
    return column not in told or plain(line.texts.get(column, "")) != plain(told[column])


def condition(one: ListingRequirement) -> Condition:
    return one.attribute, one.relation, one.value, one.must


def told_by(actor: Actor, listing: Listing) -> dict[str, str]:
    """The listing as its table says it."""
    return {key: written_text(cell) for key, cell in cells_of(actor, listing).items()}


def says_news(actor: Actor, line: Line, listing: Listing) -> bool:
    """Would writing the line change anything?"""
    told = told_by(actor, listing)
    if any(not is_same(getattr(listing, name), value) for name, value in facts_of(line, told).items()):
        return True
    classes = classes_of(line, told)
    if classes is not None and set(classes) != {one.pk for one in listing.product_classes.all()}:
        return True
    requirements = list(listing.requirements.all())
    conditions = conditions_of(line, told, requirements)
    return conditions is not None and conditions != [condition(one) for one in requirements]


def is_same(before: object, value: object) -> bool:
    """Cells lose line breaks and double spaces; that is no news."""
    if isinstance(before, str) and isinstance(value, str):
        return before.split() == value.split()
    return before == value


def _number(value: object, smallest: Decimal) -> Decimal | None:
    return Decimal(str(value)).quantize(smallest) if value not in {None, ""} else None


class StoredListings:
    """The listings of one side that the actor's organisation brokers."""

    def __init__(self, actor: Actor, side: Side) -> None:
        self._actor = actor
        visible = Listing.objects.visible_to(actor).filter(organisation=actor.organisation_id, side=side)
        self.rows = with_cells(visible)

    def with_cells(self, pks: Iterable[int]) -> Iterable[Listing]:
        """Listings that she sees, whosever they are, with what their table says."""
        return with_cells(Listing.objects.visible_to(self._actor).filter(pk__in=list(pks)))

    def by_number(self, lines: Sequence[Line], said: Mapping[int, str]) -> dict[int, int | None]:
        """Row number → listing, where the row says its number (L12); None when that one is another firm's."""
        wanted = {number: int(match[1]) for number, text in said.items() if (match := _ID.fullmatch(text))}
        firms = dict(self.rows.filter(pk__in=set(wanted.values())).values_list("pk", "enterprise_id"))
        found: dict[int, int | None] = {}
        for line in lines:
            pk = wanted.get(line.number)
            if pk in firms and "enterprise_id" in line.values:
                found[line.number] = pk if firms[pk] == line.values["enterprise_id"] else None
        return found

    def equal(self, lines: Sequence[Line], *, closed: bool = False) -> dict[int, int]:
        """Row number → the listing of the same firm that already says all that the row says; of the open or the closed."""
        lines = [line for line in lines if "title" in line.values and "enterprise_id" in line.values]
        state = Q(state=ListingState.CLOSED)
        rows = self.rows.filter(state if closed else ~state, title__in={str(line.values["title"]) for line in lines})
        known: dict[tuple[object, str], list[Listing]] = defaultdict(list)
        for row in rows.order_by("pk"):
            known[row.enterprise_id, plain(row.title)].append(row)
        found: dict[int, int] = {}
        for line in lines:
            alike = known.get((line.values["enterprise_id"], plain(str(line.values["title"]))), ())
            same = next((row for row in alike if not says_news(self._actor, line, row)), None)
            if same is not None:
                found[line.number] = same.pk
        return found
