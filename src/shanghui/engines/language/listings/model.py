"""What is read from a message: listings with their fields, and where in the text each of them stands."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Side(StrEnum):
    """Whether something is wanted or offered; "" where the text does not say."""

    NEED = "need"
    OFFER = "offer"
    UNKNOWN = ""


class Kind(StrEnum):
    """What is wanted or offered; "" where the text does not say."""

    PRODUCT = "product"
    SERVICE = "service"
    TECHNOLOGY = "technology"
    TALENT = "talent"
    CAPITAL = "capital"
    SPACE = "space"
    MARKET = "market"
    IDEA = "idea"
    UNKNOWN = ""


class Attribute(StrEnum):
    """What a requirement is about."""

    SIZE = "size"
    GRADE = "grade"
    MATERIAL = "material"
    STANDARD = "standard"
    CERTIFICATE = "certificate"
    REGION = "region"
    DEADLINE = "deadline"
    PRICE = "price"
    OTHER = "other"


class Relation(StrEnum):
    """How the value of a requirement is to be compared; the values of ONE_OF are joined by "/"."""

    EQUAL = "equal"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ONE_OF = "one_of"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much, in `unit` (件, 吨, 平方米, 人, 元 …; "" where none stands); a bound that is not said is None.

    `per` is "", "day", "month" or "year": with it the quantity is what is made or used in that time.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    unit: str
    per: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A price in yuan for one `unit` and time `per` ("", "hour", "day", "month", "year"); both "" means in all."""

    minimum: Decimal | None
    maximum: Decimal | None
    unit: str = ""
    per: str = ""


@dataclass(frozen=True, slots=True)
class ReadRegion:
    """A region of the built-in gazetteer (code of 2, 4 or 6 digits); `near` where its surroundings do as well."""

    code: str
    name: str
    near: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition that can be checked; `must` is False for a wish (最好, 优先)."""

    attribute: Attribute
    relation: Relation
    value: str
    must: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """A piece of the text by which a person can be reached: `kind` is phone, wechat, qq, email or name."""

    kind: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a field was read; `start` and `end` count characters of the whole pasted text."""

    field: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class ReadListing:
    """One need or offer. `text` is the pasted text from `start` to `end`; nothing in it is changed.

    `said_by` and `said_on` come from the chat export ("" and None without one). `missing` names the fields worth asking.
    """

    text: str
    start: int
    end: int
    said_by: str
    said_on: date | None
    side: Side
    kind: Kind
    title: str
    product: str
    quantity: Quantity | None
    price: Range | None
    is_negotiable: bool
    deadline: date | None
    is_urgent: bool
    regions: tuple[ReadRegion, ...]
    requirements: tuple[Requirement, ...]
    contacts: tuple[Contact, ...]
    marks: tuple[Mark, ...]
    missing: tuple[str, ...]
