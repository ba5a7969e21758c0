"""Partners of a listing that an actor may see, the best first, with reasons and what is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.engines import matching
from shanghui.engines.matching import ReasonCode as R
from shanghui.exchange import rules
from shanghui.exchange.models import Introduction, Listing, MatchAnswer
from shanghui.exchange.queries.facts import facts_of, facts_of_one
from shanghui.exchange.queries.index import readable_index
from shanghui.exchange.queries.past_answers import past_answers
from shanghui.network.models import Enterprise

SHOWN = 10
#: below this score hardly any partner is sensible (docs/engines/matching.md, and the demo looked through)
LEAST = 0.3
#: what a partner must have been found for: that a firm is near and answers says nothing about the goods
ABOUT_GOODS = frozenset({R.WORDS, R.DETAILS, R.CLASS_SAME, R.CLASS_NEAR, R.REQUIREMENT_MET})
#: candidates asked of the index for each partner wanted, and once more where the actor sees too few (docs/engines/matching.md)
WIDE, WIDER = 8, 2_000


@dataclass(frozen=True)
class Partner:
    """A listing of the other side; `introduction`: the two are being introduced already."""

    listing: Listing
    match: matching.Match
    introduction: Introduction | None = None


@dataclass(frozen=True)
class Partners:
    """`ready` is false while the index is being built: then nothing can be said yet. `more`: there may be more."""

    found: list[Partner]
    ready: bool = True
    more: bool = False


def partners(actor: Actor, listing: Listing, *, top: int = SHOWN, day: date | None = None) -> Partners:
    """Eleven queries; permission is asked of the database for every candidate, whatever the index says."""
    asked = facts_of_one(listing)
    return _partners(actor, asked, listing.side_enum, listing=listing, top=top, day=day or localdate())


def partners_of_enterprise(actor: Actor, enterprise: Enterprise, *, top: int = SHOWN) -> Partners:
    """Needs that the firm might serve, by what it says of its business."""
    asked = matching.Listing(
        id="0",
        title=enterprise.main_business or enterprise.name,
        description=enterprise.introduction,
        region=enterprise.region.code if enterprise.region else "",
        enterprise_id=str(enterprise.pk),
        enterprise=f"{enterprise.name} {enterprise.short_name}",
    )
    return _partners(actor, asked, rules.Side.OFFER, listing=None, top=top, day=localdate())


def _partners(
    actor: Actor, asked: matching.Listing, side: rules.Side, *, listing: Listing | None, top: int, day: date
) -> Partners:
    index = readable_index()
    if index is None:
        return Partners([], ready=False)
    left_out = _answered(listing, day) if listing else set()
    pool: list[matching.Listing] = []
    for limit in (WIDE * top, WIDER):
        hits = index.search(asked, side=matching.Side(side.other), limit=limit, kinds=_kinds(asked), today=day)
        pool = _seen(actor, [int(hit.id) for hit in hits if int(hit.id) not in left_out])
        if len(pool) >= top or len(hits) < limit:
            break
    return _judged(asked, side, pool, index, listing, top, day)


def _judged(
    asked: matching.Listing,
    side: rules.Side,
    pool: Sequence[matching.Listing],
    index: matching.ListingIndex,
    listing: Listing | None,
    top: int,
    day: date,
) -> Partners:
    problem = matching.Problem([asked], pool, side=matching.Side(side), today=day, index=index)
    solved = matching.solve(problem, budget=matching.Budget(top=top, least=LEAST)).matches[0]
    matches = [one for one in solved if any(reason.code in ABOUT_GOODS for reason in one.reasons)]
    keys = [int(one.offer_id if side is rules.Side.NEED else one.need_id) for one in matches]
    rows = _shown(keys)
    going = _introductions(listing, keys) if listing else {}
    found = [Partner(rows[key], one, going.get(key)) for key, one in zip(keys, matches, strict=True)]
    return Partners(found, more=len(solved) == top)


def _seen(actor: Actor, ids: Sequence[int]) -> list[matching.Listing]:
    """Facts of those that are live and open to her today, with how their firms answered; of a nameless one nothing."""
    rows = Listing.objects.visible_to(actor).live_among(ids)
    found = [facts for _side, facts in facts_of(rows)]
    answers = past_answers([int(one.enterprise_id) for one in found if one.enterprise])
    for at, one in enumerate(found):
        if one.enterprise and int(one.enterprise_id) in answers:
            found[at] = replace(one, answers=answers[int(one.enterprise_id)])
    return found


def _shown(keys: Sequence[int]) -> dict[int, Listing]:
    """With what a card shows of them."""
    rows = Listing.objects.unrestricted("seen a moment ago").filter(pk__in=keys)
    return rows.select_related("region").prefetch_related("product_classes").in_bulk()


def _kinds(asked: matching.Listing) -> tuple[str, ...]:
    return (asked.kind,) if asked.kind else ()


def _answered(listing: Listing, day: date) -> set[int]:
    """The other listings that its own organisation has judged not suitable, or put off until later."""
    rows = MatchAnswer.objects.filter(organisation=listing.organisation_id)
    mine, theirs = ("need", "offer") if listing.side == rules.Side.NEED else ("offer", "need")
    rows = rows.filter(**{mine: listing}).exclude(until__lt=day)
    return set(rows.values_list(f"{theirs}_id", flat=True))


def _introductions(listing: Listing, keys: Sequence[int]) -> dict[int, Introduction]:
    mine, theirs = ("need", "offer") if listing.side == rules.Side.NEED else ("offer", "need")
    rows = Introduction.objects.unrestricted("the listing's own").filter(state__in=rules.OPEN_STATES)
    rows = rows.filter(**{mine: listing, f"{theirs}__in": keys})
    return {getattr(row, f"{theirs}_id"): row for row in rows}
