"""How many members, and how many shared ones; an enterprise that the actor may not see is in no count."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, F, QuerySet

from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.network.models import Enterprise, Membership


def hidden_enterprises(actor: Actor) -> "QuerySet[Enterprise]":
    """Those that the actor may not see: few in a federation, hence cheaper to leave out than all others to let in."""
    narrow = [Audience.OWN, Audience.AREA, *([] if actor.in_federation else [Audience.FEDERATION])]
    rows = Enterprise.objects.unrestricted("to leave them out of counts").filter(audience__in=narrow)
    return rows.exclude(rows.audience_filter(actor))


def seen_memberships(actor: Actor, organisations: Iterable[int], day: date) -> "QuerySet[Membership]":
    """The memberships of a day in these organisations whose enterprises the actor sees."""
    rows = Membership.objects.on(day).filter(organisation__in=list(organisations))
    return rows.exclude(enterprise__in=hidden_enterprises(actor).values("pk"))


def member_counts(actor: Actor, organisations: Iterable[int], day: date) -> dict[int, int]:
    """Members by organisation; one query."""
    rows = seen_memberships(actor, organisations, day).order_by()
    return dict(rows.values_list("organisation").annotate(members=Count("pk")))


def enterprise_count(actor: Actor, organisations: Iterable[int], day: date) -> int:
    """Enterprises in any of these organisations, each once; one query."""
    rows = seen_memberships(actor, organisations, day).order_by()
    found: int = rows.aggregate(found=Count("enterprise", distinct=True))["found"]
    return found


def shared_members(actor: Actor, organisations: Collection[int], day: date) -> dict[tuple[int, int], int]:
    """Pairs of organisations (smaller id first) → enterprises that are members of both; one query."""
    rows = seen_memberships(actor, organisations, day).order_by()
    others = Membership.objects.on(day).filter(organisation__in=list(organisations))
    pairs = (
        rows.filter(enterprise__memberships__in=others, organisation__lt=F("enterprise__memberships__organisation"))
        .values_list("organisation", "enterprise__memberships__organisation")
        .annotate(shared=Count("enterprise", distinct=True))
    )
    return {(first, second): shared for first, second, shared in pairs}
