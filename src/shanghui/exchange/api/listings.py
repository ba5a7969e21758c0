"""Listings: find, read, enter, edit, check, close."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Query, Router, Status
from ninja.decorators import decorate_view

from shanghui.catalogue.models import ProductClass, Region
from shanghui.core.actor import Actor
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.asking import seen
from shanghui.core.idempotency import idempotent
from shanghui.core.labels import refusal_text
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, UnknownFilter
from shanghui.exchange import permissions
from shanghui.exchange.actions import listings as actions
from shanghui.exchange.actions import publishing_many
from shanghui.exchange.api import listing_shapes as shapes
from shanghui.exchange.models import Listing
from shanghui.exchange.queries.listing_pages import listing_page
from shanghui.exchange.queries.listings import Sort, Tab, filters_from, listings
from shanghui.exchange.queries.own_members import own_organisations
from shanghui.exchange.queries.owners import owner, owners
from shanghui.exchange.rules import Closing
from shanghui.network.api.asking import actor_of
from shanghui.network.models import Enterprise, Organisation

router = Router(tags=["listings"])
READ, WRITE = "exchange:read", "exchange:write"


class ListingQuery(Strict):
    """The list's own filters: `tab` is needs, offers, own or check; `class` and `region` are codes or whole names;
    `after` and `before` are ids of the page before."""

    tab: Tab = Tab.NEEDS
    q: str = Field("", max_length=60)
    side: str = ""
    kind: str = ""
    state: str = ""
    class_: str = Field("", alias="class", max_length=200)
    region: str = Field("", max_length=200)
    organisation: str = ""
    area: str = ""
    sort: Sort = Sort.NEWEST
    after: str = ""
    before: str = ""
    limit: int = Field(50, ge=1, le=200)


@router.get("", response=shapes.ListingPageOut)
def list_listings(request: HttpRequest, query: Query[ListingQuery]) -> object:
    actor = actor_of(request, READ)
    asked = {name: value for name, value in request.GET.dict().items() if name != "limit"}
    filters = filters_from(actor, asked)
    if filters.unclear:
        raise UnknownFilter()
    page = listing_page(listings(actor, filters), filters, query.limit)
    found = Listing.objects.visible_to(actor).filter(pk__in=[row.pk for row in page.rows]).select_related("region")
    rows = found.prefetch_related("product_classes", "requirements").in_bulk()
    whose = owners(actor, rows.values())
    items = [_shown(actor, rows[row.pk], whose[row.pk]) for row in page.rows if row.pk in rows]
    return {"items": items, "next": str(page.next or "")}


@router.post("", response={201: shapes.ListingOut})
@decorate_view(idempotent)
def add_listing(request: HttpRequest, body: shapes.ListingIn) -> object:
    actor = actor_of(request, WRITE)
    require(permissions.can_add_listing(actor))
    enterprise = seen(Enterprise.objects.all(), actor, body.enterprise) if body.enterprise else None
    if enterprise is None and actor.enterprise_id is not None:
        enterprise = seen(Enterprise.objects.all(), actor, actor.enterprise_id)
    made = actions.add_listing(
        actor=actor, side=body.side, facts=_facts(body), organisation=_organisation(actor, body.organisation),
        enterprise=enterprise, classes=_classes(body) or (), requirements=_requirements(body) or (), now=now(),
        submit=body.submit,
    )  # fmt: skip
    return Status(201, _one(actor, made.pk))


@router.post("/publish", response=shapes.PublishedOut)
@decorate_view(idempotent)
def publish_listings(request: HttpRequest, body: shapes.PublishManyIn) -> object:
    """Each by itself; ids that the caller does not see are passed over."""
    actor = actor_of(request, WRITE)
    require(permissions.can_check_listings(actor))
    done = publishing_many.publish_listings(actor=actor, listings=body.listings, checks=body.checks, now=now())
    left = [
        {"listing": one.listing.pk, "refusal": type(one.refusal).__name__, "text": refusal_text(one.refusal)}
        for one in done.left
    ]
    return {"published": done.count, "left": left}


@router.get("/{listing_id}", response=shapes.ListingOut)
def read_listing(request: HttpRequest, listing_id: int) -> object:
    ensure_query_known(request)
    return _one(actor_of(request, READ), listing_id)


@router.patch("/{listing_id}", response=shapes.ListingOut)
def edit_listing(request: HttpRequest, listing_id: int, body: shapes.ListingPatch) -> object:
    actor = actor_of(request, WRITE)
    listing = seen(Listing.objects.all(), actor, listing_id)
    require(permissions.can_edit_listing(actor, listing))
    actions.edit_listing(
        actor=actor, listing=listing, facts=_facts(body), classes=_classes(body), requirements=_requirements(body),
        now=now(), version=body.version,
    )  # fmt: skip
    return _one(actor, listing_id)


@router.post("/{listing_id}/submit", response=shapes.ListingOut)
@decorate_view(idempotent)
def submit_listing(request: HttpRequest, listing_id: int) -> object:
    actor = actor_of(request, WRITE)
    actions.submit_listing(actor=actor, listing=seen(Listing.objects.all(), actor, listing_id), now=now())
    return _one(actor, listing_id)


@router.post("/{listing_id}/publish", response=shapes.ListingOut)
@decorate_view(idempotent)
def publish_listing(request: HttpRequest, listing_id: int, body: shapes.PublishIn) -> object:
    actor = actor_of(request, WRITE)
    listing = seen(Listing.objects.all(), actor, listing_id)
    actions.publish_listing(actor=actor, listing=listing, checks=body.checks, now=now())
    return _one(actor, listing_id)


@router.post("/{listing_id}/reject", response={200: shapes.ListingOut, 204: None})
@decorate_view(idempotent)
def reject_listing(request: HttpRequest, listing_id: int, body: shapes.RejectIn) -> object:
    """204 for a neighbour, who does not see what went back to its owner."""
    actor = actor_of(request, WRITE)
    listing = seen(Listing.objects.all(), actor, listing_id)
    actions.reject_listing(actor=actor, listing=listing, reason=body.reason, now=now())
    if not Listing.objects.visible_to(actor).filter(pk=listing_id).exists():
        return Status(204, None)
    return Status(200, _one(actor, listing_id))


@router.post("/{listing_id}/extend", response=shapes.ListingOut)
@decorate_view(idempotent)
def extend_listing(request: HttpRequest, listing_id: int) -> object:
    actor = actor_of(request, WRITE)
    actions.extend_listing(actor=actor, listing=seen(Listing.objects.all(), actor, listing_id), now=now())
    return _one(actor, listing_id)


@router.post("/{listing_id}/close", response=shapes.ListingOut)
@decorate_view(idempotent)
def close_listing(request: HttpRequest, listing_id: int, body: shapes.CloseIn) -> object:
    actor = actor_of(request, WRITE)
    listing = seen(Listing.objects.all(), actor, listing_id)
    require(permissions.can_edit_listing(actor, listing))
    if body.closing is Closing.LAPSED:
        raise BadRequest()
    actions.close_listing(actor=actor, listing=listing, closing=body.closing, now=now())
    return _one(actor, listing_id)


def _one(actor: Actor, pk: int) -> dict[str, object]:
    row = seen(Listing.objects.select_related("region"), actor, pk)
    return _shown(actor, row, owner(actor, row))


def _shown(actor: Actor, row: Listing, whose: object) -> dict[str, object]:
    return shapes.listing_out(row, whose, keeps=permissions.owns_listing(actor, row))  # type: ignore[arg-type]


def _facts(body: shapes.ListingPatch) -> dict[str, object]:
    """The given columns; a null empties what may be empty and is an error elsewhere."""
    beside = {"version", "side", "organisation", "enterprise", "submit", "product_classes", "requirements"}
    facts = {name: value for name, value in body.dict(exclude_unset=True).items() if name not in beside}
    for name, value in facts.items():
        if value is None and not Listing._meta.get_field(name).null:
            raise BadRequest()
    if facts.get("region"):
        facts["region"] = Region.objects.filter(code=facts["region"]).first()
        if facts["region"] is None:
            raise BadRequest()
    elif "region" in facts:
        facts["region"] = None
    return facts


def _classes(body: shapes.ListingPatch) -> list[ProductClass] | None:
    if body.product_classes is None:
        return None
    codes = set(body.product_classes)
    rows = list(ProductClass.objects.filter(code__in=codes, valid_until__isnull=True))
    if len(rows) != len(codes):
        raise BadRequest()
    return rows


def _requirements(body: shapes.ListingPatch) -> list[actions.Condition] | None:
    return None if body.requirements is None else [one.condition() for one in body.requirements]


def _organisation(actor: Actor, pk: int | None) -> Organisation:
    """Her own; a firm with several organisations says which."""
    if pk is not None:
        return seen(Organisation.objects.all(), actor, pk)
    own = own_organisations(actor)
    if len(own) != 1:
        raise BadRequest()
    return own[0]
