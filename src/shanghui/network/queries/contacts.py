"""Whose contacts may be shown."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.network.models import Enterprise, Membership


def own_enterprises(actor: Actor, pks: Collection[int]) -> set[int]:
    """Of these enterprises, those whose contacts the actor may see (permissions.is_own_enterprise, for many at once)."""
    if not actor.organisation_ids:
        return {actor.enterprise_id} & set(pks) if actor.enterprise_id else set()
    members = Membership.objects.on(localdate()).filter(organisation__in=actor.organisation_ids, enterprise__in=pks)
    rows = Enterprise.objects.unrestricted("ids the actor has seen").filter(pk__in=pks)
    mine = Q(entered_by__in=actor.organisation_ids) | Q(pk__in=members.values("enterprise"))
    return set(rows.filter(mine).values_list("pk", flat=True))
