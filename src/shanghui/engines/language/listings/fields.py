"""The fields of one listing, read from its page in the order of trust."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from shanghui.engines.language.listings.amounts import read_quantity
from shanghui.engines.language.listings.contacts import read_contacts
from shanghui.engines.language.listings.days import read_deadline
from shanghui.engines.language.listings.heads import kind_of_head
from shanghui.engines.language.listings.intent import (
    Place,
    counts_machines,
    is_service,
    read_kind,
    read_side,
    read_urgency,
    says_side,
)
from shanghui.engines.language.listings.model import (
    Attribute,
    Contact,
    Kind,
    Mark,
    Quantity,
    Range,
    ReadRegion,
    Relation,
    Requirement,
    Side,
)
from shanghui.engines.language.listings.page import Page
from shanghui.engines.language.listings.places import leave_out_address, read_regions
from shanghui.engines.language.listings.prices import (
    read_capital,
    read_lump_sum,
    read_negotiable,
    read_price,
    read_salary,
)
from shanghui.engines.language.listings.product import read_product
from shanghui.engines.language.listings.specs import is_wish, read_certificates, read_models, read_others, read_specs

_COUNTED = (Kind.PRODUCT, Kind.TALENT, Kind.SPACE, Kind.CAPITAL, Kind.UNKNOWN)


@dataclass(slots=True)
class Fields:
    """What one page says; a field that it does not say is as it stands here."""

    contacts: tuple[Contact, ...] = ()
    side: Side = Side.UNKNOWN
    kind: Kind = Kind.UNKNOWN
    product: str = ""
    quantity: Quantity | None = None
    price: Range | None = None
    is_negotiable: bool = False
    deadline: date | None = None
    is_urgent: bool = False
    regions: tuple[ReadRegion, ...] = ()
    requirements: tuple[Requirement, ...] = ()

    @property
    def is_listing(self) -> bool:
        """Tell whether the page wants or offers something, or at least names goods with an amount."""
        if self.side is not Side.UNKNOWN:
            return bool(self.product or self.kind is not Kind.UNKNOWN or self.quantity or self.price or self.contacts)
        return self.kind is Kind.IDEA or bool(self.product and (self.quantity or self.price))

    @property
    def missing(self) -> tuple[str, ...]:
        """Give the names of the fields worth asking for."""
        quantity = self.quantity
        wanting = {
            "side": self.side is Side.UNKNOWN and self.kind is not Kind.IDEA,
            "kind": self.kind is Kind.UNKNOWN,
            "product": not self.product,
            "quantity": quantity is None and self.kind in _COUNTED,
            "unit": quantity is not None and not quantity.unit,
            "deadline": self.deadline is None and self.side is not Side.OFFER,
            "region": not self.regions,
        }
        return tuple(name for name, is_missing in wanting.items() if is_missing)


def read_fields(page: Page, lead: str, today: date) -> Fields:
    """Read a page and mark what was read: first what can hardly mean anything else, the name of the goods last.

    `lead` is what stands before a list (本周需求：) and tells the side where an entry does not.
    """
    fields = Fields(contacts=read_contacts(page))
    leave_out_address(page)
    certificates = read_certificates(page)
    places = _read_intent(page, lead, fields)
    fields.deadline = read_deadline(page, today, is_offer=fields.side is Side.OFFER)
    others = read_others(page)
    specs = _read_amounts(page, fields)
    fields.regions = read_regions(page)
    fields.requirements = (*specs, *certificates, *others, *_wished(page))
    _name_product(page, fields)
    for name, place, value in (("side", places[0], fields.side), ("kind", places[1], fields.kind)):
        if place is not None:
            page.mark(name, *place, value.value)
    return fields


@lru_cache(maxsize=64)
def read_shared(words: str, original: str, start: int, today: date) -> tuple[Fields, tuple[Mark, ...]]:
    """Read, once for all its entries, words that hold for a whole list; give what they say and their marks."""
    page = Page(words, original, start)
    fields = Fields(contacts=read_contacts(page), requirements=read_certificates(page))
    fields.deadline, fields.regions = read_deadline(page, today, only_backed=True), read_regions(page)
    return fields, tuple(page.marks)


def fill(fields: Fields, shared: Fields) -> None:
    """Fill what a listing leaves open from what holds for the whole list."""
    fields.contacts += shared.contacts
    fields.requirements += shared.requirements
    fields.deadline = fields.deadline or shared.deadline
    fields.regions = fields.regions or shared.regions


def _read_intent(page: Page, lead: str, fields: Fields) -> tuple[Place, Place]:
    """Read side, kind and urgency; give the places of the first two."""
    side, side_place = read_side(page.rest)
    fields.kind, kind_place = read_kind(page.rest)
    side_of_lead, kind_of_lead = _of_lead(lead)
    if side_of_lead is not Side.UNKNOWN and not says_side(page.rest):
        side, side_place = side_of_lead, None
    if fields.kind is Kind.UNKNOWN:
        fields.kind = kind_of_lead
    fields.side = Side.UNKNOWN if fields.kind is Kind.IDEA else side
    if urgent := read_urgency(page.words):
        fields.is_urgent = True
        page.mark("urgent", *urgent)
    return (None if fields.kind is Kind.IDEA else side_place), kind_place


@lru_cache(maxsize=64)
def _of_lead(lead: str) -> tuple[Side, Kind]:
    """Read what stands before a list once for all its entries."""
    return (read_side(lead)[0], read_kind(lead)[0]) if lead.strip() else (Side.UNKNOWN, Kind.UNKNOWN)


def _read_amounts(page: Page, fields: Fields) -> tuple[Requirement, ...]:
    """Read price and quantity; give the sizes and other specifications between which they stand."""
    fields.is_negotiable = read_negotiable(page)
    capital = read_capital(page) if fields.kind is Kind.CAPITAL else None
    specs = read_specs(page)
    price = read_price(page)
    quantity, sizes = read_quantity(page)
    if price is not None and not price.unit and not price.per and quantity is not None and "单价" in page.words:
        price = replace(price, unit=quantity.unit)
    if price is None and fields.kind is not Kind.CAPITAL:
        price = read_lump_sum(page, is_budget=fields.side is not Side.OFFER)
    if price is None and fields.kind is Kind.TALENT:
        price = read_salary(page)
    fields.price, fields.quantity = price, capital or quantity
    if fields.side is Side.UNKNOWN and fields.kind is not Kind.IDEA and price is not None and price.unit:
        fields.side = Side.NEED if price.minimum is None else Side.OFFER  # a price a piece is what sellers say
    return (*specs, *sizes, *read_models(page))


def _wished(page: Page) -> tuple[Requirement, ...]:
    """A region that is only wished is a requirement of its own; as a condition it is the field."""
    marks = [mark for mark in page.marks if mark.field == "region"]
    wished = [mark.value for mark in marks if is_wish(page, mark.start - page.start, mark.end - page.start)]
    codes = [code for value in wished for code in value.split("/")]
    if not codes:
        return ()
    relation = Relation.ONE_OF if len(codes) > 1 else Relation.EQUAL
    return (Requirement(Attribute.REGION, relation, "/".join(codes), False),)


def _is_service(name: str) -> bool:
    return is_service(name) or kind_of_head(name) is Kind.SERVICE


def _name_product(page: Page, fields: Fields) -> None:
    product = read_product(page, fields.side, fields.kind)
    if product is None:
        return
    fields.product = page.original[product.start : product.end].strip()
    page.take("product", product.start, product.end, fields.product)
    counted = fields.quantity is not None and not fields.quantity.per and fields.quantity.unit != "人"
    if fields.kind is Kind.UNKNOWN:
        head = kind_of_head(fields.product)
        fields.kind = Kind.PRODUCT if head is Kind.UNKNOWN else head
    elif (
        fields.kind is Kind.SERVICE and counted and not counts_machines(page.words) and not _is_service(fields.product)
    ):
        fields.kind = Kind.PRODUCT  # 水箱2个,月底安装完: goods, although a service is named
