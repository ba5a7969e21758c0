"""One enterprise and what stands around it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from shanghui.core.actor import Actor
from shanghui.core.models import AuditRow
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.models.enterprises import EnterpriseQuerySet
from shanghui.network.queries.identity import name_key
from shanghui.network.queries.names import name_filter
from shanghui.network.rules import holds_on

#: what the trail tells on an enterprise's page: never another organisation's dues
TOLD = ["add_enterprise", "edit_enterprise", "merge_enterprises"]


def memberships(actor: Actor, enterprise: Enterprise) -> list[Membership]:
    """All memberships, past ones too, in organisations that the actor sees; today's first."""
    seen = Organisation.objects.visible_to(actor).values("pk")
    rows = enterprise.memberships.filter(organisation__in=seen).select_related("organisation")
    day = localdate()
    return sorted(rows, key=lambda row: (not holds_on(row.start, row.end, day), row.organisation.sort_key, row.pk))


def history(enterprise: Enterprise) -> "QuerySet[AuditRow]":
    rows = AuditRow.objects.filter(subject_kind="network.enterprise", subject_id=enterprise.pk, action__in=TOLD)
    return rows.order_by("-number")[:30]


def find_enterprises(actor: Actor, text: str, *, besides: int = 0, limit: int = 8) -> EnterpriseQuerySet:
    """Firms by name, pinyin, initials or credit code, for choosing one."""
    rows = Enterprise.objects.visible_to(actor).active().filter(name_filter(text)).exclude(pk=besides)
    return rows.select_related("region").order_by("sort_key", "pk")[:limit]


def same_enterprises(
    actor: Actor, name: str, credit_code: str, *, besides: int = 0, limit: int = 5
) -> EnterpriseQuerySet:
    """Firms that may be the one about to be entered: the same code, or the same name without place and form."""
    alike = Q(pk__in=[])
    if credit_code:
        alike |= Q(credit_code=credit_code)
    key = name_key(name)[:120]
    if key:
        alike |= Q(name_key=key)
    rows = Enterprise.objects.visible_to(actor).active().filter(alike).exclude(pk=besides)
    return rows.select_related("region").order_by("sort_key", "pk")[:limit]


def members_today(organisation: Organisation, enterprises: Iterable[Enterprise]) -> set[int]:
    """The ids of those of the enterprises that are its members today; one query."""
    rows = Membership.objects.on(localdate()).filter(organisation=organisation)
    return set(rows.filter(enterprise__in=[row.pk for row in enterprises]).values_list("enterprise", flat=True))
