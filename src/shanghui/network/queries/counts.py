"""How many members, and how many shared ones; an enterprise that the actor may not see is in no count."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
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


def joined_organisations(actor: Actor, organisations: Iterable[int], day: date) -> dict[int, list[int]]:
    """Each enterprise in any of these organisations → those of them that it has joined; one query."""
    rows = seen_memberships(actor, organisations, day).order_by().values_list("enterprise", "organisation")
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for enterprise, organisation in rows.iterator(chunk_size=5000):
        joined[enterprise].append(organisation)
    return joined


def shared_members(joined: Mapping[int, Collection[int]], among: Collection[int]) -> dict[tuple[int, int], int]:
    """Pairs of organisations (smaller id first) → enterprises that are members of both."""
    known = set(among)
    pairs: Counter[tuple[int, int]] = Counter()
    for organisations in joined.values():
        if len(organisations) > 1:
            pairs.update(combinations(sorted(known.intersection(organisations)), 2))
    return dict(pairs)
