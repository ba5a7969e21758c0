"""May you? Rights come from the post in which the actor acts; whether it is time is `rules`' business."""

from django.utils.timezone import localdate

from shanghui.core.actor import Actor, Role
from shanghui.core.permission import has_scope
from shanghui.exchange.models import Agreement, AgreementParty, Commitment, Introduction, Listing
from shanghui.exchange.models.agreements import represented
from shanghui.exchange.rules import ListingState, Side
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.permissions import is_own_enterprise


def may_write(actor: Actor) -> bool:
    """Visitors never write; a token only with its scope."""
    return actor.role is not Role.VISITOR and has_scope(actor, "exchange:write")


def can_save_search(actor: Actor) -> bool:
    """Whoever holds a post, for herself."""
    return may_write(actor) and holds_post(actor)


def holds_post(actor: Actor) -> bool:
    """A person in a post, not a visitor and not the worker."""
    return actor.user_id is not None and actor.in_federation


def brokers(actor: Actor, organisation_id: int | None) -> bool:
    """Is she a secretary of this very organisation? The federation's officers are the federation's own brokers."""
    keeps = actor.is_secretary or actor.is_federation_officer
    return actor.role is Role.SYSTEM or (keeps and organisation_id == actor.organisation_id)


def can_add_listing(actor: Actor) -> bool:
    """Secretaries and officers for others, an enterprise's own people for it."""
    return may_write(actor) and (actor.is_secretary or actor.is_federation_officer or actor.enterprise_id is not None)


def can_list_for(actor: Actor, enterprise: Enterprise | None, organisation: Organisation) -> bool:
    """For her own organisation or its members; her own firm, through an organisation that it belongs to."""
    if not can_add_listing(actor) or (enterprise is not None and enterprise.merged_into_id is not None):
        return False
    if actor.enterprise_id is not None:
        own = enterprise is not None and enterprise.pk == actor.enterprise_id
        members = Membership.objects.on(localdate()).filter(organisation=organisation)
        return own and members.filter(enterprise=actor.enterprise_id).exists()
    return brokers(actor, organisation.pk) and (enterprise is None or is_own_enterprise(actor, enterprise))


def owns_listing(actor: Actor, listing: Listing) -> bool:
    mine = actor.enterprise_id is not None and listing.enterprise_id == actor.enterprise_id
    return mine or brokers(actor, listing.organisation_id)


def can_edit_listing(actor: Actor, listing: Listing) -> bool:
    return may_write(actor) and owns_listing(actor, listing)


def can_check_listings(actor: Actor) -> bool:
    return may_write(actor) and (actor.is_secretary or actor.is_federation_officer)


def can_check_listing(actor: Actor, listing: Listing) -> bool:
    """Publish or send back: the organisation's secretaries, a neighbour of the area, the federation. Not the firm itself."""
    if not can_check_listings(actor):
        return False
    return brokers(actor, listing.organisation_id) or sees_listing(actor, listing)


def sees_listing(actor: Actor, listing: Listing) -> bool:
    return Listing.objects.visible_to(actor).filter(pk=listing.pk).exists()


def sees_enterprise(actor: Actor, listing: Listing) -> bool:
    """Whose listing is it? Of an anonymous one only its own people know."""
    return not listing.anonymous or owns_listing(actor, listing)


def can_see_partners(actor: Actor, listing: Listing) -> bool:
    """Those who keep it, once it is published."""
    return listing.state == ListingState.PUBLISHED and owns_listing(actor, listing)


def can_judge_match(actor: Actor) -> bool:
    return can_check_listings(actor)


def can_draft_introduction(actor: Actor, mine: Listing) -> bool:
    return can_judge_match(actor) and brokers(actor, mine.organisation_id)


def brokered_side(actor: Actor, introduction: Introduction) -> Side | None:
    """The side for which she speaks as its broker."""
    if not (actor.is_secretary or actor.is_federation_officer):
        return None
    return introduction.side_of(actor.organisation_id)


def can_ask(actor: Actor, introduction: Introduction) -> bool:
    return may_write(actor) and brokers(actor, introduction.asking_organisation_id)


def can_screen(actor: Actor, introduction: Introduction) -> bool:
    return may_write(actor) and brokers(actor, introduction.asked_organisation_id)


def can_consent(actor: Actor, introduction: Introduction, side: Side) -> bool:
    """The firm's own people, or its broker who has asked it."""
    if not may_write(actor):
        return False
    firm = introduction.enterprise_id_of(side)
    mine = actor.enterprise_id is not None and actor.enterprise_id == firm
    return mine or brokers(actor, introduction.organisation_id_of(side))


def can_make_link(actor: Actor, introduction: Introduction, side: Side) -> bool:
    """The broker of that side, who sends it to her own member."""
    return may_write(actor) and brokers(actor, introduction.organisation_id_of(side))


def can_conduct(actor: Actor, introduction: Introduction) -> bool:
    """Both brokers carry it on: meeting, next step, outcome."""
    return may_write(actor) and brokered_side(actor, introduction) is not None


def takes_part(actor: Actor, introduction: Introduction) -> bool:
    """The two firms and the two brokers: nobody else."""
    firms = (introduction.asking_enterprise_id, introduction.asked_enterprise_id)
    mine = actor.enterprise_id is not None and actor.enterprise_id in firms
    return mine or brokered_side(actor, introduction) is not None or actor.role is Role.SYSTEM


def can_see_funnel(actor: Actor) -> bool:
    """Whoever keeps an organisation or leads an area sees its own figures."""
    leads = actor.role in {Role.GENERAL_CONVENER, Role.CONVENER}
    return has_scope(actor, "exchange:read") and (leads or actor.is_secretary or actor.is_federation_officer)


def can_see_amounts(actor: Actor, introduction: Introduction) -> bool:
    """For everybody else there are sums."""
    return takes_part(actor, introduction)


def can_see_contacts(actor: Actor, introduction: Introduction) -> bool:
    """Both firms' contacts, from the second consent on and not a moment before."""
    return introduction.is_released and takes_part(actor, introduction)


def can_read_messages(actor: Actor, introduction: Introduction) -> bool:
    """What the brokers write to each other is not for the firms."""
    return brokered_side(actor, introduction) is not None


def sees_firm(actor: Actor, introduction: Introduction, side: Side) -> bool:
    """Which firm is it? Of an anonymous listing only its own side knows, until both firms have said yes."""
    listing = introduction.listing_of(side)
    if listing is None or not listing.anonymous or introduction.is_released:
        return True
    mine = actor.enterprise_id is not None and actor.enterprise_id == introduction.enterprise_id_of(side)
    return mine or brokers(actor, introduction.organisation_id_of(side))


def can_add_agreement(actor: Actor) -> bool:
    """Whoever acts for an organisation: its secretaries, an area's conveners, the federation's officers."""
    return may_write(actor) and actor.organisation_id is not None


def can_keep_agreement(actor: Actor, organisation_id: int) -> bool:
    """The organisation that keeps it edits, reviews, renews and ends it."""
    return can_add_agreement(actor) and actor.organisation_id == organisation_id


def is_involved(actor: Actor, agreement: Agreement) -> bool:
    """Does she see all of it, and not only that it exists?"""
    return Agreement.objects.involving(actor).filter(pk=agreement.pk).exists()


def can_read_text(actor: Actor, agreement: Agreement) -> bool:
    """The text itself is for the secretaries of keeper and parties, not for a firm's people."""
    return actor.enterprise_id is None and is_involved(actor, agreement)


def can_speak_for(actor: Actor, party_id: int) -> bool:
    """The party itself, or the party is a member of her organisation today."""
    return may_write(actor) and AgreementParty.objects.filter(represented(actor), pk=party_id).exists()


def can_keep_commitment(actor: Actor, commitment: Commitment) -> bool:
    """That it was kept is said for the party by its own secretaries."""
    return can_speak_for(actor, commitment.party_id)


def can_break_commitment(actor: Actor, commitment: Commitment) -> bool:
    """Its own secretaries or whoever keeps the agreement."""
    keeps = can_keep_agreement(actor, commitment.agreement.organisation_id)
    return keeps or can_speak_for(actor, commitment.party_id)
