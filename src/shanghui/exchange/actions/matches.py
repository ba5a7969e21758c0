"""What people say of a pair, and the pairs that are found when a listing is new."""

from datetime import date, datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.permission import require
from shanghui.exchange import permissions, rules
from shanghui.exchange.models import Listing, Match, MatchAnswer
from shanghui.exchange.queries.partners import partners
from shanghui.exchange.rules import DeclineReason, Side

#: a pair below it stands on the listing's page, but is no news for anybody's first page
WORTH_TELLING = 0.45


@transaction.atomic
def dismiss_match(
    *, actor: Actor, mine: Listing, theirs: Listing, reason: DeclineReason | None, now: datetime, note: str = ""
) -> None:
    """Not suitable, and why: it is not shown to her organisation again."""
    if reason is None:
        raise rules.ReasonWanted()
    _answer(actor, mine, theirs, now, reason=reason.value, note=note.strip()[:200], until=None)


@transaction.atomic
def postpone_match(*, actor: Actor, mine: Listing, theirs: Listing, until: date, now: datetime) -> None:
    """Later: shown again after that day."""
    _answer(actor, mine, theirs, now, reason="", note="", until=until)


@transaction.atomic
def recall_match(*, actor: Actor, mine: Listing, theirs: Listing, now: datetime) -> None:
    """Her organisation's answer is taken back."""
    need, offer = _pair(actor, mine, theirs)
    MatchAnswer.objects.filter(need=need, offer=offer, organisation=mine.organisation_id).delete()
    audit.record(actor, "recall_match", mine, now=now, other=theirs.pk)


def find_partners(*, listing: Listing, now: datetime) -> int:
    """Keep the pairs of a listing that is new; how many. A second run finds the same and adds nothing."""
    found = [one for one in partners(SYSTEM, listing).found if one.match.score >= WORTH_TELLING]
    rows = [
        Match(
            need=listing if listing.side == Side.NEED else one.listing,
            offer=one.listing if listing.side == Side.NEED else listing,
            score=one.match.score,
            found_at=now,
        )
        for one in found
    ]
    both = {pk for row in rows for pk in (row.need_id, row.offer_id)}
    with transaction.atomic():  # not around the search: nobody waits for it
        Match.objects.bulk_create(rows, ignore_conflicts=True)
        Listing.objects.unrestricted("pairs").filter(pk__in=both, matched_at=None).update(matched_at=now)
    return len(rows)


def _answer(actor: Actor, mine: Listing, theirs: Listing, now: datetime, **said: object) -> None:
    need, offer = _pair(actor, mine, theirs)
    MatchAnswer.objects.update_or_create(
        need=need,
        offer=offer,
        organisation_id=mine.organisation_id,
        defaults={**said, "by_id": actor.user_id, "at": now},
    )
    audit.record(
        actor, "answer_match", mine, now=now, other=theirs.pk, **{key: str(value) for key, value in said.items()}
    )


def _pair(actor: Actor, mine: Listing, theirs: Listing) -> tuple[Listing, Listing]:
    require(permissions.can_judge_match(actor) and permissions.brokers(actor, mine.organisation_id))
    if mine.side == theirs.side:
        raise rules.OwnListingOnly()
    return (mine, theirs) if mine.side == Side.NEED else (theirs, mine)
