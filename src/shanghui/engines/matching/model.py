"""What goes into matching and what comes out: frozen facts, frozen results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shanghui.engines.matching.index import ListingIndex


class Side(StrEnum):
    """Which of the two a listing is."""

    NEED = "need"
    OFFER = "offer"

    @property
    def other(self) -> "Side":
        return Side.OFFER if self is Side.NEED else Side.NEED


class Attribute(StrEnum):
    """What a requirement is about."""

    SIZE = "size"
    GRADE = "grade"
    MATERIAL = "material"
    STANDARD = "standard"
    CERTIFICATE = "certificate"
    QUANTITY = "quantity"
    REGION = "region"
    DEADLINE = "deadline"
    PRICE = "price"
    OTHER = "other"


class Relation(StrEnum):
    """How the offer's value must stand to the wanted one; NEAR is for regions."""

    EQUAL = "equal"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ONE_OF = "one_of"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One checkable condition of a need; on an offer, one fact about it ("grade", "equal", "10.9级").

    `attribute` and `relation` hold values of `Attribute` and `Relation`; others are read as "other" and "equal".
    Several values of `one_of` stand with 、 , / or 或 between them. A `must` in gap rules the offer out.
    """

    attribute: str
    relation: str
    value: str
    must: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One need or one offer, as it was written; "" and None where nothing is known. Ids are unique on each side.

    `product_classes`: codes (two digits a level) or names. `quantity`: wanted, or what the offer can supply, in `unit`.
    Prices: yuan a unit. `region`: a code of GB/T 2260 or words. `deadline`: last day on which the listing holds;
    for a need also the day by which it is wanted. `enterprise`: names and brands, "" for an anonymous listing.
    `answers`: how many introductions the firm accepted, and how many it was asked for.
    """

    id: str
    title: str
    description: str = ""
    kind: str = ""
    product_classes: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    quantity: float | None = None
    unit: str = ""
    price_min: float | None = None
    price_max: float | None = None
    region: str = ""
    deadline: date | None = None
    enterprise_id: str = ""
    enterprise: str = ""
    published: date | None = None
    answers: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a listing: characters `start` to `end` of the text field as it was written.

    In `product_classes` and `requirements` the places count entries; a field that is no text has 0 and 0.
    """

    field: str
    start: int = 0
    end: int = 0


class FitState(StrEnum):
    """Does the offer fulfil a requirement? UNKNOWN: it says nothing about it."""

    MET = "met"
    GAP = "gap"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fit:
    """How an offer stands to one requirement, and the words of the offer that show it ("" and None if unknown)."""

    requirement: Requirement
    state: FitState
    evidence: str = ""
    offer_span: Span | None = None


class ReasonCode(StrEnum):
    """What speaks for a match, or against it."""

    WORDS = "words"
    DETAILS = "details"
    CLASS_SAME = "class_same"
    CLASS_NEAR = "class_near"
    REQUIREMENT_MET = "requirement_met"
    REQUIREMENT_GAP = "requirement_gap"
    DISTRICT_SAME = "district_same"
    CITY_SAME = "city_same"
    PROVINCE_SAME = "province_same"
    REGION_NEAR = "region_near"
    QUANTITY_ENOUGH = "quantity_enough"
    QUANTITY_SHORT = "quantity_short"
    PRICE_FITS = "price_fits"
    PRICE_ABOVE = "price_above"
    RECENT = "recent"
    ANSWERS = "answers"
    ANSWERS_SELDOM = "answers_seldom"


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding. `weight` is what the score would lose if `offer_span` were not there (negative: what it would gain).

    `parameters` are put into the sentence of the code; the spans are the places to mark, None where there is none.
    """

    code: ReasonCode
    weight: float
    parameters: tuple[tuple[str, str], ...] = ()
    need_span: Span | None = None
    offer_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A need and an offer. `score` orders partners of one listing; about 1 says that all words of it were found.

    `reasons`: the weightiest first. `fits`: in the order of the need's requirements, then those that follow from its
    quantity, region, deadline and price.
    """

    need_id: str
    offer_id: str
    score: float
    reasons: tuple[Reason, ...] = ()
    fits: tuple[Fit, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Partners are sought for `asked` among `pool`. `side` is what the asked ones are; the pool holds the other side.

    `index` knows how common words are and finds candidates; it should hold the pool and may hold more. Without one,
    the pool is indexed in memory. `today` counts lead times and age, and leaves out what has ended; None: neither.
    """

    asked: Sequence[Listing]
    pool: Sequence[Listing]
    side: Side = Side.NEED
    today: date | None = None
    index: "ListingIndex | None" = None


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of a run: `top` partners for each listing, out of the `candidates` nearest in words; none below `least`.

    `reasons` bounds how many reasons each match is given (0: none, which is faster).
    """

    top: int = 10
    candidates: int = 200
    least: float = 0.1
    reasons: int = 12


@dataclass(frozen=True, slots=True)
class Result:
    """For each asked listing, in order, its partners, the best first; equal scores stand in the order of ids."""

    matches: tuple[tuple[Match, ...], ...]
