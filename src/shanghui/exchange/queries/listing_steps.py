"""What this actor can do with a listing right now, and what was done with it."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.core.models import AuditRow
from shanghui.exchange import permissions
from shanghui.exchange.labels import LISTING_ACTIONS
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.queries.second_eyes import others_could_check
from shanghui.exchange.rules import LISTING_STEPS, UNDECIDED, ListingState


@dataclass(frozen=True)
class Steps:
    """Each is a button. `waits`: it stands in the way of publishing that she submitted it herself.

    `days` are those left until it ends, `undecided` the introductions that end with it when it is closed."""

    edit: bool
    submit: bool
    publish: bool
    reject: bool
    extend: bool
    fulfil: bool
    withdraw: bool
    waits: bool
    days: int | None
    undecided: int

    @property
    def any(self) -> bool:
        return self.submit or self.publish or self.reject or self.extend or self.fulfil or self.withdraw or self.waits


def steps(actor: Actor, listing: Listing) -> Steps:
    """At most three queries."""
    ahead, state = LISTING_STEPS[listing.state_enum], listing.state_enum
    mine = permissions.can_edit_listing(actor, listing)
    checkable = ListingState.PUBLISHED in ahead and permissions.can_check_listing(actor, listing)
    entered = actor.user_id is not None and actor.user_id == listing.entered_by_id
    blocked = checkable and entered and others_could_check(actor, listing)
    published = state is ListingState.PUBLISHED
    return Steps(
        edit=mine and state is not ListingState.CLOSED,
        submit=mine and ListingState.SUBMITTED in ahead,
        publish=checkable and not blocked,
        reject=checkable and ListingState.REJECTED in ahead,
        extend=mine and published and not listing.extended,
        fulfil=mine and published,
        withdraw=mine and ListingState.CLOSED in ahead,
        waits=blocked and state is ListingState.SUBMITTED,
        days=(listing.expires_on - localdate()).days if published and listing.expires_on else None,
        undecided=_undecided(actor, listing) if mine and published else 0,
    )


def _undecided(actor: Actor, listing: Listing) -> int:
    """As far as she knows of them: another chamber's draft is its own."""
    rows = Introduction.objects.visible_to(actor).filter(state__in=UNDECIDED)
    return rows.filter(**{listing.side: listing}).count()


def history(listing: Listing) -> list[AuditRow]:
    """The newest thirty; for those who keep the listing."""
    rows = AuditRow.objects.filter(subject_kind="exchange.listing", subject_id=listing.pk, action__in=LISTING_ACTIONS)
    return list(rows.order_by("-number")[:30])
