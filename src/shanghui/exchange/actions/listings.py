"""Enter, edit, check, publish, extend and close listings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.catalogue.models import ProductClass
from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest, Stale
from shanghui.exchange import jobs, permissions, rules
from shanghui.exchange.actions.introductions import end_with_listing
from shanghui.exchange.models import Listing, ListingRequirement
from shanghui.exchange.queries.second_eyes import others_could_check
from shanghui.exchange.rules import Check, Closing, ListingState, Origin, Side
from shanghui.network.models import Enterprise, Organisation

Facts = Mapping[str, object]
EDITABLE = frozenset({
    "kind", "title", "summary", "description", "quantity", "quantity_most", "unit", "price_least", "price_most",
    "price_unit", "region", "nearby", "deadline", "partner_kind", "audience", "anonymous",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """A requirement as it is entered."""

    attribute: rules.Attribute
    relation: rules.Relation
    value: str
    must: bool = False


@transaction.atomic
def add_listing(
    *,
    actor: Actor,
    side: Side,
    facts: Facts,
    organisation: Organisation,
    now: datetime,
    enterprise: Enterprise | None = None,
    classes: Iterable[ProductClass] = (),
    requirements: Sequence[Condition] = (),
    origin: Origin = Origin.ENTERED,
    submit: bool = False,
) -> Listing:
    """A draft on a member's behalf, or the organisation's own where `enterprise` is None; `submit` hands it on at once."""
    require(permissions.can_list_for(actor, enterprise, organisation))
    listing = Listing(side=side, organisation=organisation, enterprise=enterprise, origin=origin)
    listing.entered_by_id = actor.user_id
    _set(listing, facts)
    _ensure_readable(listing, [one.value for one in requirements])
    listing.save()
    _set_lists(listing, classes, requirements)
    audit.record(actor, "add_listing", listing, now=now, side=side, title=listing.title)
    if submit:
        _submit(actor, listing, now)
    return listing


@transaction.atomic
def edit_listing(
    *,
    actor: Actor,
    listing: Listing,
    facts: Facts,
    now: datetime,
    classes: Iterable[ProductClass] | None = None,
    requirements: Sequence[Condition] | None = None,
    version: int | None = None,
    submit: bool = False,
) -> Listing:
    """None leaves the classes or the requirements as they are. A rejected listing stays so until it is submitted."""
    listing = _locked(listing)
    require(permissions.can_edit_listing(actor, listing))
    if listing.state == ListingState.CLOSED:
        raise rules.ListingStepRefused()
    if version is not None and version != listing.version:
        raise Stale()
    before = {name: str(getattr(listing, name)) for name in facts}
    _set(listing, facts)
    conditions = listing.requirements.all() if requirements is None else requirements
    _ensure_readable(listing, [one.value for one in conditions])
    _set_lists(listing, classes, requirements)
    _follow_deadline(listing)
    _advance(listing)
    changed = {name: value for name, value in before.items() if value != str(getattr(listing, name))}
    audit.record(actor, "edit_listing", listing, now=now, before=changed)
    if submit:
        _submit(actor, listing, now)
    return listing


@transaction.atomic
def submit_listing(*, actor: Actor, listing: Listing, now: datetime) -> Listing:
    """To the second pair of eyes."""
    listing = _locked(listing)
    require(permissions.can_edit_listing(actor, listing))
    _submit(actor, listing, now)
    return listing


@transaction.atomic
def publish_listing(*, actor: Actor, listing: Listing, checks: Iterable[Check], now: datetime) -> Listing:
    """Raises ChecklistOpen, SecondEyesWanted; an organisation whose one secretary stands alone publishes its own."""
    listing = _locked(listing)
    ensure_publishable(actor, listing, checks)
    set_published(actor, listing, now)
    _advance(listing)
    audit.record(actor, "publish_listing", listing, now=now, expires_on=str(listing.expires_on))
    return listing


def ensure_publishable(actor: Actor, listing: Listing, checks: Iterable[Check]) -> None:
    """What one listing must pass, alone or with others. Raises as `publish_listing`."""
    require(permissions.can_check_listing(actor, listing))
    rules.ensure_listing_step(listing.state_enum, ListingState.PUBLISHED)
    if set(Check) - set(checks):
        raise rules.ChecklistOpen()
    if actor.user_id is not None and actor.user_id == listing.entered_by_id and others_could_check(actor, listing):
        raise rules.SecondEyesWanted()


def set_published(actor: Actor, listing: Listing, now: datetime) -> None:
    """The fields of a listing that was just published."""
    listing.state, listing.published_at, listing.rejection = ListingState.PUBLISHED, now, ""
    listing.checks, listing.published_by_id = [check.value for check in Check], actor.user_id
    listing.expires_on = rules.expiry(listing.side_enum, localdate(now), listing.deadline)


@transaction.atomic
def reject_listing(*, actor: Actor, listing: Listing, reason: str, now: datetime) -> Listing:
    """Back to its owner with what is to be mended."""
    listing = _locked(listing)
    require(permissions.can_check_listing(actor, listing))
    rules.ensure_listing_step(listing.state_enum, ListingState.REJECTED)
    if not reason.strip():
        raise rules.ReasonWanted()
    listing.state, listing.rejection = ListingState.REJECTED, reason.strip()[:200]
    _advance(listing)
    audit.record(actor, "reject_listing", listing, now=now, reason=listing.rejection)
    return listing


@transaction.atomic
def extend_listing(*, actor: Actor, listing: Listing, now: datetime) -> Listing:
    """Once, by its whole life, counted from the day on which it would have ended."""
    listing = _locked(listing)
    require(permissions.can_edit_listing(actor, listing))
    if listing.state != ListingState.PUBLISHED or listing.expires_on is None:
        raise rules.ListingNotOpen()
    if listing.extended:
        raise rules.ExtendedAlready()
    listing.expires_on = max(listing.expires_on, localdate(now)) + rules.LIFE[listing.side_enum]
    listing.extended, listing.warned_on = True, None
    _advance(listing)
    audit.record(actor, "extend_listing", listing, now=now, expires_on=str(listing.expires_on))
    return listing


@transaction.atomic
def close_listing(*, actor: Actor, listing: Listing, closing: Closing, now: datetime) -> Listing:
    """Fulfilled or withdrawn by its owner, with the introductions that both firms have not agreed to."""
    listing = _locked(listing)
    require(permissions.can_edit_listing(actor, listing))
    rules.ensure_listing_step(listing.state_enum, ListingState.CLOSED)
    listing.state, listing.closing, listing.closed_at = ListingState.CLOSED, closing, now
    _advance(listing)
    ended = end_with_listing(actor, listing, now=now)
    audit.record(actor, "close_listing", listing, now=now, closing=closing, introductions=ended)
    return listing


def _follow_deadline(listing: Listing) -> None:
    """A published one ends by the deadline that it has now, unless it was extended."""
    if listing.published_at is not None and listing.state == ListingState.PUBLISHED and not listing.extended:
        listing.expires_on = rules.expiry(listing.side_enum, localdate(listing.published_at), listing.deadline)


def _submit(actor: Actor, listing: Listing, now: datetime) -> None:
    rules.ensure_listing_step(listing.state_enum, ListingState.SUBMITTED)
    listing.state, listing.submitted_at, listing.rejection = ListingState.SUBMITTED, now, ""
    listing.entered_by_id = actor.user_id or listing.entered_by_id
    _advance(listing)
    audit.record(actor, "submit_listing", listing, now=now)


def _set(listing: Listing, facts: Facts) -> None:
    """Raises BadRequest on a field that is not hers to set, RangeUpsideDown."""
    if set(facts) - EDITABLE:
        raise BadRequest()
    for name, value in facts.items():
        if isinstance(value, str) and "\0" in value:
            raise BadRequest()  # PostgreSQL has no NUL in texts
        setattr(listing, name, value)
    rules.ensure_range(listing.quantity, listing.quantity_most)
    rules.ensure_range(listing.price_least, listing.price_most)


def _set_lists(
    listing: Listing, classes: Iterable[ProductClass] | None, requirements: Sequence[Condition] | None
) -> None:
    if classes is not None:
        chosen = list(classes)
        if len(chosen) > rules.MOST_CLASSES:
            raise rules.TooManyClasses()
        listing.product_classes.set(chosen)
    if requirements is not None:
        listing.requirements.all().delete()
        ListingRequirement.objects.bulk_create(
            ListingRequirement(
                listing=listing, attribute=one.attribute, relation=one.relation, value=one.value, must=one.must
            )
            for one in requirements
        )


def _ensure_readable(listing: Listing, requirements: Iterable[str]) -> None:
    """What others will read holds no contact, and of an anonymous one no name. Raises ContactsInText, NameInText."""
    texts = [listing.title, listing.summary, listing.description, listing.partner_kind, listing.unit]
    texts += [listing.price_unit, *requirements]
    rules.ensure_no_contacts(*texts)
    firm = listing.enterprise
    if listing.anonymous and firm is not None:
        rules.ensure_unnamed([firm.name, firm.short_name], *texts)


def _locked(listing: Listing) -> Listing:
    return Listing.objects.unrestricted("the action asks").select_for_update().get(pk=listing.pk)


def _advance(listing: Listing) -> None:
    """Saved, and told to the index in the same transaction."""
    listing.version += 1
    listing.save()
    enqueue(jobs.index_listings, [listing.pk])
