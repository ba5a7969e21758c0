"""How many members, and how many shared ones; an enterprise that the actor may not see is in no count."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from django.db.models import Count, QuerySet

from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.queries.remembered import remembered

#: up to so many organisations it is cheaper to look their own members through than everybody's
FEW = 20


def hidden_enterprises(actor: Actor) -> "QuerySet[Enterprise]":
    """Those that the actor may not see: few in a federation, hence cheaper to leave out than all others to let in."""
    narrow = [Audience.OWN, Audience.AREA, *([] if actor.in_federation else [Audience.FEDERATION])]
    rows = Enterprise.objects.unrestricted("to leave them out of counts").filter(audience__in=narrow)
    return rows.exclude(rows.audience_filter(actor))


def hidden_organisations(actor: Actor) -> "QuerySet[Organisation]":
    """Those that the actor may not see."""
    narrow = [Audience.OWN, Audience.AREA, *([] if actor.in_federation else [Audience.FEDERATION])]
    rows = Organisation.objects.unrestricted("to leave them out").filter(audience__in=narrow)
    return rows.exclude(rows.audience_filter(actor))


def seen_memberships(actor: Actor, organisations: Iterable[int], day: date) -> "QuerySet[Membership]":
    """The memberships of a day in these organisations whose enterprises the actor sees."""
    keys = list(organisations)
    rows = Membership.objects.on(day).filter(organisation__in=keys)
    hidden = hidden_enterprises(actor)
    if len(keys) <= FEW:
        hidden = hidden.filter(pk__in=rows.values("enterprise"))
    return rows.exclude(enterprise__in=hidden.values("pk"))


def member_counts(actor: Actor, organisations: Iterable[int], day: date) -> dict[int, int]:
    """Members by organisation; two queries, or one when remembered."""
    keys = sorted(organisations)
    rows = seen_memberships(actor, keys, day).order_by().values_list("organisation").annotate(members=Count("pk"))
    return remembered(actor, "member_counts", (keys, day), lambda: dict(rows))


def enterprise_count(actor: Actor, organisations: Iterable[int], day: date) -> int:
    """Enterprises that joined any of these organisations, each counted once; two queries, or one when remembered."""
    keys = sorted(organisations)
    rows = seen_memberships(actor, keys, day).order_by().values("enterprise").distinct()
    return remembered(actor, "enterprise_count", (keys, day), rows.count)


def shared_members(actor: Actor, organisations: Iterable[int], day: date) -> dict[tuple[int, int], int]:
    """Pairs of organisations (smaller id first) → enterprises that are members of both.

    Two queries, or one when remembered."""
    keys = sorted(organisations)
    rows = seen_memberships(actor, keys, day).order_by().values_list("enterprise", "organisation")
    return remembered(actor, "shared_members", (keys, day), lambda: _pairs(rows.iterator(chunk_size=5000)))


def _pairs(memberships: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    joined: defaultdict[int, set[int]] = defaultdict(set)
    for enterprise, organisation in memberships:
        joined[enterprise].add(organisation)
    pairs: Counter[tuple[int, int]] = Counter()
    for organisations in joined.values():
        pairs.update(combinations(sorted(organisations), 2))
    return dict(pairs)
