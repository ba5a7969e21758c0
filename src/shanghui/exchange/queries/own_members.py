"""For whom she may list: the members of her organisation, or her own firm."""

import re

from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.models.enterprises import EnterpriseQuerySet
from shanghui.network.queries.names import name_filter

_STORED = re.compile(r"\bE(\d{1,18})$")


def own_members(actor: Actor) -> EnterpriseQuerySet:
    """Today's members of the organisation that she acts for."""
    rows = Enterprise.objects.visible_to(actor).active()
    members = Membership.objects.on(localdate()).filter(organisation=actor.organisation_id)
    return rows.filter(pk__in=members.values("enterprise"))


def offered_members(actor: Actor, text: str, limit: int = 8) -> list[Enterprise]:
    """Those whose name, pinyin, initials or code contain the text."""
    if not text.strip():
        return []
    return list(own_members(actor).filter(name_filter(text)).select_related("region")[:limit])


def member_text(enterprise: Enterprise) -> str:
    """The text that `picked_member` reads back: 上海澄屿装备有限公司 E12."""
    return f"{enterprise.name} E{enterprise.pk}"


def picked_member(actor: Actor, text: str) -> Enterprise | None:
    """By the number at the end, by the whole name, or because only one member fits; None when unclear."""
    stored = _STORED.search(text.strip())
    if stored:
        return own_members(actor).filter(pk=int(stored.group(1))).first()
    found = list(own_members(actor).filter(name_filter(text)).order_by("sort_key", "pk")[:9])
    whole = [row for row in found if text.strip() in {row.name, row.short_name}]
    chosen = whole or found
    return chosen[0] if len(chosen) == 1 else None


def own_organisations(actor: Actor) -> list[Organisation]:
    """Through which she lists: her own; for a firm's people, those that the firm is a member of today."""
    if actor.enterprise_id is None:
        rows = Organisation.objects.visible_to(actor).filter(pk=actor.organisation_id or 0)
    else:
        members = Membership.objects.on(localdate()).filter(enterprise=actor.enterprise_id)
        rows = Organisation.objects.unrestricted("those that her firm belongs to").active()
        rows = rows.filter(pk__in=members.values("organisation"))
    return list(rows.order_by("sort_key", "pk"))
