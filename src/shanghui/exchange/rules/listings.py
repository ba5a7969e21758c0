"""Kinds and states of listings, how long they live, and what may not stand in them. Pure Python."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from shanghui.core.refusal import Refusal


class Side(StrEnum):
    NEED = "need"
    OFFER = "offer"

    @property
    def other(self) -> "Side":
        return Side.OFFER if self is Side.NEED else Side.NEED


class ListingKind(StrEnum):
    PRODUCT = "product"
    SERVICE = "service"
    TECHNOLOGY = "technology"
    TALENT = "talent"
    CAPITAL = "capital"
    SPACE = "space"
    MARKET = "market"
    IDEA = "idea"


class ListingState(StrEnum):
    """draft → submitted → published → closed; rejected goes back to its owner, who may submit it again."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    REJECTED = "rejected"
    CLOSED = "closed"


class Closing(StrEnum):
    """How a listing ended."""

    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Origin(StrEnum):
    """Where a listing came from."""

    ENTERED = "entered"
    PASTE = "paste"
    IMPORT = "import"
    PROGRAM = "program"
    VISIT = "visit"
    ACTIVITY = "activity"


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
    EQUAL = "equal"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ONE_OF = "one_of"
    NEAR = "near"


class Check(StrEnum):
    """What the second pair of eyes looks at before a listing is published."""

    CLARITY = "clarity"
    COMPLETENESS = "completeness"
    COOPERATION = "cooperation"
    RULES = "rules"


#: days that a published listing lives, and days before the end on which its owner is warned
LIFE = {Side.NEED: timedelta(days=90), Side.OFFER: timedelta(days=365)}

WARNING = timedelta(days=14)

MOST_CLASSES = 5

#: mobile and fixed-line numbers, mail addresses, names of chat accounts
CONTACT = re.compile(
    r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[\s-]?\d{7,8}(?!\d)"
    r"|(?<!\d)[48]00-\d{3,4}-?\d{3,4}(?!\d)|[\w.+-]+@[\w-]+\.[\w.]+|(?:微信|weixin|wechat|QQ|vx)\s*(?:号|同号)?\s*[:：]?\s*[A-Za-z0-9_-]{5,}",
    re.IGNORECASE,
)

LISTING_STEPS: Mapping[ListingState, frozenset[ListingState]] = {
    ListingState.DRAFT: frozenset({ListingState.SUBMITTED, ListingState.PUBLISHED, ListingState.CLOSED}),
    ListingState.SUBMITTED: frozenset({ListingState.PUBLISHED, ListingState.REJECTED, ListingState.CLOSED}),
    ListingState.REJECTED: frozenset({ListingState.SUBMITTED, ListingState.PUBLISHED, ListingState.CLOSED}),
    ListingState.PUBLISHED: frozenset({ListingState.CLOSED}),
    ListingState.CLOSED: frozenset(),
}


class ListingStepRefused(Refusal):
    """A listing in this state cannot go there."""


class ListingNotOpen(Refusal):
    """The listing is not published, or not any more."""


class TooManyClasses(Refusal):
    """More product classes than a listing may carry."""

    status = 400


class RangeUpsideDown(Refusal):
    """The upper end lies below the lower one."""

    status = 400


class ContactsInText(Refusal):
    """A phone number, mail address or chat name stands in a text that others will read."""

    status = 400


class NameInText(Refusal):
    """An anonymous listing names its enterprise."""

    status = 400


class ExtendedAlready(Refusal):
    """A listing is extended once; after that it is entered anew."""


class ChecklistOpen(Refusal):
    """Published only when each point of the check-list is answered with yes."""


class SecondEyesWanted(Refusal):
    """Somebody else publishes what she submitted herself."""


class ReasonWanted(Refusal):
    """Who says no says why."""

    status = 400


def ensure_listing_step(state: ListingState, wanted: ListingState) -> None:
    if wanted not in LISTING_STEPS[state]:
        raise ListingStepRefused()


def ensure_no_contacts(*texts: str) -> None:
    """Contacts are released by an introduction, never by a text. Raises ContactsInText with what was found."""
    for text in texts:
        found = CONTACT.search(unveiled(text))
        if found:
            raise ContactsInText(found=found.group().strip())


def ensure_unnamed(names: Iterable[str], *texts: str) -> None:
    """Nobody is anonymous whose name stands in the text. Raises NameInText; names of two characters prove nothing."""
    for name in names:
        if len(name) > 2 and any(unveiled(name) in unveiled(text) for text in texts):
            raise NameInText(found=name)


def unveiled(text: str) -> str:
    """Full-width figures and letters as plain ones, signs without a width gone: so that nothing hides behind them."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")


def ensure_range(low: object, high: object) -> None:
    """Both ends are numbers or absent."""
    if low is not None and high is not None and high < low:  # type: ignore[operator]
        raise RangeUpsideDown()


def expiry(side: Side, published_on: date, deadline: date | None) -> date:
    """The last day on which a listing is offered to others: its life, or its own deadline when that is earlier."""
    end = published_on + LIFE[side]
    return min(end, deadline) if deadline is not None and deadline >= published_on else end
