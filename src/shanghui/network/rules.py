"""Kinds, posts and states of the network, and what may not be. Pure Python."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from shanghui.core.actor import Role
from shanghui.core.refusal import Refusal


class OrganisationKind(StrEnum):
    FEDERATION = "federation"
    AREA = "area"
    DISTRICT_FEDERATION = "district_federation"
    TRADE_CHAMBER = "trade_chamber"
    HOMETOWN_CHAMBER = "hometown_chamber"
    LOCAL_CHAMBER = "local_chamber"
    INDUSTRY_ASSOCIATION = "industry_association"


class AffiliationOrder(StrEnum):
    """The orders that an organisation sits in at once."""

    ADMINISTRATIVE = "administrative"
    AREA = "area"
    TRADE = "trade"
    HOMETOWN = "hometown"


class Grade(StrEnum):
    """Membership grade, from member to president (会员 理事 常务理事 监事 副会长 会长)."""

    MEMBER = "member"
    COUNCIL = "council"
    STANDING_COUNCIL = "standing_council"
    SUPERVISOR = "supervisor"
    VICE_PRESIDENT = "vice_president"
    PRESIDENT = "president"


class DuesState(StrEnum):
    UNKNOWN = "unknown"
    PAID = "paid"
    DUE = "due"
    EXEMPT = "exempt"


class Post(StrEnum):
    """What a person can be appointed to."""

    GENERAL_CONVENER = "general_convener"
    CONVENER = "convener"
    FEDERATION_OFFICER = "federation_officer"
    PRESIDENT = "president"
    EXECUTIVE_VICE_PRESIDENT = "executive_vice_president"
    VICE_PRESIDENT = "vice_president"
    SECRETARY_GENERAL = "secretary_general"
    DEPUTY_SECRETARY_GENERAL = "deputy_secretary_general"
    SECRETARY = "secretary"
    LIAISON_OFFICER = "liaison_officer"
    STAFF = "staff"
    LEGAL_REPRESENTATIVE = "legal_representative"
    GENERAL_MANAGER = "general_manager"
    CONTACT = "contact"
    OTHER = "other"


AREA_POSTS = frozenset({Post.GENERAL_CONVENER, Post.CONVENER, Post.LIAISON_OFFICER, Post.STAFF})
ENTERPRISE_POSTS = frozenset({Post.LEGAL_REPRESENTATIVE, Post.GENERAL_MANAGER, Post.CONTACT, Post.OTHER})
ORGANISATION_POSTS = frozenset(Post) - {Post.GENERAL_CONVENER, Post.CONVENER, *ENTERPRISE_POSTS} | {Post.OTHER}
SECRETARY_POSTS = frozenset({Post.SECRETARY_GENERAL, Post.DEPUTY_SECRETARY_GENERAL, Post.SECRETARY})

ROLE_OF_POST: dict[Post, Role] = {
    Post.FEDERATION_OFFICER: Role.FEDERATION_OFFICER,
    Post.GENERAL_CONVENER: Role.GENERAL_CONVENER,
    Post.CONVENER: Role.CONVENER,
    **dict.fromkeys(SECRETARY_POSTS, Role.SECRETARY),
    Post.CONTACT: Role.ENTERPRISE_CONTACT,
    Post.LEGAL_REPRESENTATIVE: Role.ENTERPRISE_CONTACT,
    Post.GENERAL_MANAGER: Role.ENTERPRISE_CONTACT,
}

#: roles from the widest right to the narrowest: nobody grants a wider one than her own
WIDTH = [
    Role.SYSTEM,
    Role.FEDERATION_OFFICER,
    Role.GENERAL_CONVENER,
    Role.CONVENER,
    Role.SECRETARY,
    Role.ENTERPRISE_CONTACT,
    Role.VISITOR,
]


class RearrangementKind(StrEnum):
    MOVE = "move"
    MERGE_ORGANISATIONS = "merge_organisations"
    MERGE_ENTERPRISES = "merge_enterprises"
    HAND_OVER = "hand_over"


class PeriodUpsideDown(Refusal):
    """The end lies before the start."""

    status = 400


class ParentUnfit(Refusal):
    """This kind of organisation cannot stand above that one in this order."""


class SuperiorMissing(Refusal):
    """The organisation that a row names as its superior is not stored (yet)."""


class AffiliationCircle(Refusal):
    """The new parent already stands below the organisation."""


class AlreadyHandedOver(Refusal):
    """Somebody has taken this post over already; one seat, one successor."""


class AlreadyThere(Refusal):
    """The organisation already stands under this parent, or the enterprise is already a member."""


class PostUnfit(Refusal):
    """This post does not exist in an organisation of this kind."""

    status = 400


class RoleBeyondOwn(Refusal):
    """Nobody grants a post with more rights than her own."""

    status = 403


class MergeWithItself(Refusal):
    """A merge needs two different rows."""

    status = 400


class AlreadyMerged(Refusal):
    """One of the two has been merged away before."""


class CannotUndo(Refusal):
    """What the rearrangement changed has been changed again since."""


class AlreadyUndone(Refusal):
    """This rearrangement was undone before."""


class HostPeriodTaken(Refusal):
    """Another unit already hosts the area in this period."""


class LoginTaken(Refusal):
    """The person has a login already, or the login belongs to somebody else."""


class NotAUnit(Refusal):
    """Only a unit of the area can host it."""


def ensure_period(start: date | None, end: date | None) -> None:
    """Start may equal end (one day)."""
    if start and end and end < start:
        raise PeriodUpsideDown(start=start, end=end)


def periods_meet(start: date | None, end: date | None, other_start: date | None, other_end: date | None) -> bool:
    """Do two periods share a day? None is open; both ends belong to the period."""
    begins_before_other_ends = other_end is None or start is None or start <= other_end
    ends_after_other_begins = end is None or other_start is None or end >= other_start
    return begins_before_other_ends and ends_after_other_begins


def holds_on(start: date | None, end: date | None, day: date) -> bool:
    """Does the period contain the day? None is open; both ends belong to it."""
    return periods_meet(start, end, day, day)


def day_before(day: date) -> date:
    return day - timedelta(days=1)


#: which kinds may stand above a unit, by order
PARENT_KINDS: dict[AffiliationOrder, frozenset[OrganisationKind]] = {
    AffiliationOrder.ADMINISTRATIVE: frozenset({OrganisationKind.FEDERATION, OrganisationKind.DISTRICT_FEDERATION}),
    AffiliationOrder.AREA: frozenset({OrganisationKind.FEDERATION, OrganisationKind.AREA}),
    AffiliationOrder.TRADE: frozenset({OrganisationKind.TRADE_CHAMBER, OrganisationKind.INDUSTRY_ASSOCIATION}),
    AffiliationOrder.HOMETOWN: frozenset({OrganisationKind.HOMETOWN_CHAMBER}),
}


def ensure_parent_fits(kind: OrganisationKind, parent_kind: OrganisationKind, order: AffiliationOrder) -> None:
    """An area stands under the federation alone; nothing stands above the federation."""
    fits = parent_kind in PARENT_KINDS[order] and kind is not OrganisationKind.FEDERATION
    if order is AffiliationOrder.AREA:
        above = OrganisationKind.FEDERATION if kind is OrganisationKind.AREA else OrganisationKind.AREA
        fits = fits and parent_kind is above
    if not fits:
        raise ParentUnfit()


def ensure_no_circle(organisation: int, parent: int, edges: Iterable[tuple[int, int]]) -> None:
    """edges: (child, parent) of one order. Raises AffiliationCircle if parent lies below organisation."""
    above: dict[int, int] = dict(edges)
    here: int | None = parent
    seen: set[int] = set()
    while here is not None and here not in seen:
        if here == organisation:
            raise AffiliationCircle()
        seen.add(here)
        here = above.get(here)


def ensure_post_fits(post: Post, *, kind: OrganisationKind | None) -> None:
    """kind None: an enterprise."""
    if kind is None:
        fits = post in ENTERPRISE_POSTS
    elif kind is OrganisationKind.AREA:
        fits = post in AREA_POSTS
    else:
        fits = post in ORGANISATION_POSTS
    if post is Post.FEDERATION_OFFICER and kind is not OrganisationKind.FEDERATION:
        fits = False
    if not fits:
        raise PostUnfit()


def ensure_not_wider(own: Role, post: Post) -> None:
    """Raises RoleBeyondOwn when the post carries a wider role than the grantor's."""
    if is_wider(own, post):
        raise RoleBeyondOwn()


def is_wider(own: Role, post: Post) -> bool:
    """Does the post carry a wider role than one's own?"""
    return WIDTH.index(ROLE_OF_POST.get(post, Role.VISITOR)) < WIDTH.index(own)


def posts_to_give(kind: OrganisationKind | None, own: Role) -> list[Post]:
    """The posts that exist there and that somebody in this role may give. kind None: an enterprise."""
    found = []
    for post in Post:
        try:
            ensure_post_fits(post, kind=kind)
            ensure_not_wider(own, post)
        except Refusal:
            continue
        found.append(post)
    return found
