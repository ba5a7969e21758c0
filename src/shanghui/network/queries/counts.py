"""How many members, and how many shared ones; an enterprise that the actor may not see is in no count."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from itertools import combinations

from django.db.models import Count, QuerySet

from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.network.models import Enterprise, Membership, Organisation

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
    """Members by organisation; one query."""
    rows = seen_memberships(actor, organisations, day).order_by()
    return dict(rows.values_list("organisation").annotate(members=Count("pk")))


def members_and_enterprises(actor: Actor, organisations: Iterable[int], day: date) -> tuple[dict[int, int], int]:
    """Members by organisation, and the enterprises in any of them, each counted once; one query."""
    pairs = seen_memberships(actor, organisations, day).order_by().values_list("organisation", "enterprise")
    members: Counter[int] = Counter()
    enterprises: set[int] = set()
    for organisation, enterprise in pairs.iterator(chunk_size=5000):
        members[organisation] += 1
        enterprises.add(enterprise)
    return dict(members), len(enterprises)


def shared_members(actor: Actor, organisations: Collection[int], day: date) -> dict[tuple[int, int], int]:
    """Pairs of organisations (smaller id first) → enterprises that are members of both; one query."""
    rows = seen_memberships(actor, organisations, day).order_by().values_list("enterprise", "organisation")
    joined: defaultdict[int, set[int]] = defaultdict(set)
    for enterprise, organisation in rows.iterator(chunk_size=5000):
        joined[enterprise].add(organisation)
    pairs: Counter[tuple[int, int]] = Counter()
    for found in joined.values():
        pairs.update(combinations(sorted(found), 2))
    return dict(pairs)
