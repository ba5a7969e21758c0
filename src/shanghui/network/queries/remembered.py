"""Figures over many rows, remembered until the network changes (ADR 14)."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar, cast

from django.core.cache import caches
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.core.audit import FOREIGN
from shanghui.core.models import AuditRow

Figure = TypeVar("Figure")

KEPT_SECONDS = 3600
ABSENT = object()


def remembered(actor: Actor, name: str, asked: object, figure: Callable[[], Figure]) -> Figure:
    """`figure()`, or what it gave before to somebody with the same sight, on the same day, in the same network.

    `name` and `asked` (its `repr`) say which figure it is. One query when it is known.
    """
    known = caches["figures"]
    sight = (actor.role, actor.in_federation, actor.enterprise_id, actor.person_id)
    whose = (*sight, sorted(actor.organisation_ids), sorted(actor.area_ids))
    key = sha256(repr((name, asked, whose, localdate(), last_change())).encode()).hexdigest()
    found = known.get(key, ABSENT)
    if found is ABSENT:
        found = figure()
        known.set(key, found, KEPT_SECONDS)
    return cast(Figure, found)


def last_change() -> int:
    """The newest row of the audit trail that tells of a change in the network: no action writes without one."""
    rows = AuditRow.objects.filter(subject_kind__startswith="network.").exclude(action=FOREIGN)
    return rows.order_by("-number").values_list("number", flat=True).first() or 0
