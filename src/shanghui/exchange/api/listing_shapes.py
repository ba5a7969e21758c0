"""Shapes of listings that the API answers with and accepts."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from shanghui.core.api import Strict
from shanghui.core.audience import Audience
from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.owners import Owner
from shanghui.exchange.rules import (
    Attribute,
    Check,
    Closing,
    ListingKind,
    ListingState,
    Origin,
    Relation,
    Side,
)
from shanghui.network.api.shapes import Named, Page

TEXTS = {"title": 60, "summary": 200, "description": 4000, "partner_kind": 60}


class RequirementShape(Strict):
    attribute: Attribute
    relation: Relation = Relation.EQUAL
    value: str = Field(min_length=1, max_length=120)
    must: bool = False

    def condition(self) -> Condition:
        return Condition(self.attribute, self.relation, self.value, self.must)


class ListingOut(Schema):
    """`enterprise` is null where the organisation lists for itself and where the reader may not know which it is;
    `of_member` tells the two apart. There are no contacts: an introduction releases them."""

    id: int
    side: Side
    kind: ListingKind
    title: str
    summary: str
    description: str
    product_classes: list[str]
    quantity: Decimal | None
    quantity_most: Decimal | None
    unit: str
    price_least: Decimal | None
    price_most: Decimal | None
    price_unit: str
    region: str | None
    nearby: bool
    deadline: date | None
    partner_kind: str
    requirements: list[RequirementShape]
    audience: Audience
    anonymous: bool
    of_member: bool
    enterprise: Named | None
    organisation: Named | None
    origin: Origin
    state: ListingState
    closing: Closing | None
    rejection: str
    published_at: datetime | None
    expires_on: date | None
    extended: bool
    version: int


class ListingPageOut(Page):
    items: list[ListingOut]


class ListingPatch(Strict):
    """Region and product classes by code. The version is the one that was read; another one answers 409."""

    version: int | None = None
    kind: ListingKind | None = None
    title: str | None = Field(None, min_length=1, max_length=60)
    summary: str | None = Field(None, max_length=200)
    description: str | None = Field(None, max_length=4000)
    product_classes: list[str] | None = Field(None, max_length=20)
    quantity: Decimal | None = Field(None, ge=0, max_digits=16, decimal_places=3)
    quantity_most: Decimal | None = Field(None, ge=0, max_digits=16, decimal_places=3)
    unit: str | None = Field(None, max_length=20)
    price_least: Decimal | None = Field(None, ge=0, max_digits=16, decimal_places=2)
    price_most: Decimal | None = Field(None, ge=0, max_digits=16, decimal_places=2)
    price_unit: str | None = Field(None, max_length=20)
    region: str | None = Field(None, max_length=12)
    nearby: bool | None = None
    deadline: date | None = None
    partner_kind: str | None = Field(None, max_length=60)
    requirements: list[RequirementShape] | None = Field(None, max_length=30)
    audience: Audience | None = None
    anonymous: bool | None = None


class ListingIn(ListingPatch):
    """`organisation`: by whose secretaries it is brokered, the caller's own where absent; `enterprise`: whose it is."""

    side: Side
    kind: ListingKind
    title: str = Field(min_length=1, max_length=60)
    organisation: int | None = None
    enterprise: int | None = None
    submit: bool = False


class PublishIn(Strict):
    """Each point of the check-list that was looked at."""

    checks: list[Check]


class PublishManyIn(PublishIn):
    """At most 500 go through at once."""

    listings: list[int] = Field(min_length=1, max_length=500)


class NotPublishedOut(Schema):
    """A listing that stays as it is; `refusal` and `text` as in every answer that refuses."""

    listing: int
    refusal: str
    text: str


class PublishedOut(Schema):
    published: int
    left: list[NotPublishedOut]


class RejectIn(Strict):
    reason: str = Field(min_length=1, max_length=200)


class CloseIn(Strict):
    """`lapsed` is for the clock to say."""

    closing: Closing


def listing_out(row: Listing, owner: Owner, *, keeps: bool) -> dict[str, object]:
    """Why it was sent back is told to its own people."""
    names = (
        "id", "side", "kind", "title", "summary", "description", "quantity", "quantity_most", "unit", "price_least",
        "price_most", "price_unit", "nearby", "deadline", "partner_kind", "audience", "anonymous", "origin", "state",
        "published_at", "expires_on", "extended", "version",
    )  # fmt: skip
    shown: dict[str, object] = {name: getattr(row, name) for name in names}
    return shown | {
        "product_classes": [one.code for one in row.product_classes.all()],
        "region": row.region.code if row.region else None,
        "requirements": [
            {"attribute": one.attribute, "relation": one.relation, "value": one.value, "must": one.must}
            for one in row.requirements.all()
        ],
        "of_member": owner.of_member,
        "enterprise": owner.enterprise,
        "organisation": owner.organisation,
        "closing": row.closing or None,
        "rejection": row.rejection if keeps else "",
    }
