"""Enter and edit enterprises; take them in, change their grade, let them go."""

from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.timezone import localdate

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.network import permissions, rules
from shanghui.network.actions.writing import Facts, changed, ensure_fresh, set_keys, storable
from shanghui.network.models import Enterprise, Membership, Organisation
from shanghui.network.queries.identity import name_key

EDITABLE = frozenset({
    "name", "short_name", "former_names", "credit_code", "region", "industry", "address",
    "main_business", "introduction", "website", "contact_name", "phone", "email", "founded_on", "staff", "capital",
    "audience",
})  # fmt: skip
MEMBERSHIP_EDITABLE = frozenset({"grade", "number", "dues_state", "dues_until", "note", "start", "end"})
DUES = frozenset({"dues_state", "dues_until"})


@transaction.atomic
def add_enterprise(
    *,
    actor: Actor,
    facts: Facts,
    now: datetime,
    organisation: Organisation | None = None,
    membership: Facts = MappingProxyType({}),
) -> Enterprise:
    """A new firm, and at once a member of `organisation` where one is given."""
    require(permissions.can_add_enterprise(actor))
    enterprise = Enterprise(entered_by_id=actor.organisation_id)
    changed(enterprise, facts, EDITABLE)
    _save(enterprise)
    audit.record(actor, "add_enterprise", enterprise, now=now, name=enterprise.name)
    if organisation is not None:
        add_membership(actor=actor, enterprise=enterprise, organisation=organisation, facts=membership, now=now)
    return enterprise


@transaction.atomic
def edit_enterprise(
    *, actor: Actor, enterprise: Enterprise, facts: Facts, now: datetime, version: int | None = None
) -> None:
    enterprise = Enterprise.objects.unrestricted("the action asks").select_for_update().get(pk=enterprise.pk)
    require(permissions.can_edit_enterprise(actor, enterprise))
    ensure_fresh(enterprise, version)
    differences = changed(enterprise, facts, EDITABLE)
    if "region" in differences:
        enterprise.region_read = False  # a person gave it: no import reads over it
    if differences:
        enterprise.version += 1
        _save(enterprise)
        audit.record(actor, "edit_enterprise", enterprise, now=now, changed=differences)


@transaction.atomic
def add_membership(
    *, actor: Actor, enterprise: Enterprise, organisation: Organisation, facts: Facts, now: datetime
) -> Membership:
    """Raises AlreadyThere when it is a member already, or will be before this membership ends."""
    require(permissions.can_manage_members(actor, organisation))
    _lock(organisation)
    if enterprise.merged_into_id is not None:
        raise rules.AlreadyMerged()
    _ensure_dues_are_hers(actor, organisation, facts)
    membership = Membership(enterprise=enterprise, organisation=organisation)
    _set_membership(membership, facts)
    _ensure_alone(membership, membership.start or localdate(now))
    membership.save()
    audit.record(actor, "add_membership", enterprise, now=now, organisation=organisation.name, grade=membership.grade)
    return membership


@transaction.atomic
def edit_membership(*, actor: Actor, membership: Membership, facts: Facts, now: datetime) -> None:
    """Grade, dues, dates; an `end` lets the firm go and keeps the history."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(permissions.can_manage_members(actor, membership.organisation))
    _lock(membership.organisation)
    _ensure_dues_are_hers(actor, membership.organisation, facts)
    before = {name: str(getattr(membership, name)) for name in facts if name in MEMBERSHIP_EDITABLE}
    _set_membership(membership, facts)
    _ensure_alone(membership, membership.start, before=Membership.objects.get(pk=membership.pk))
    membership.save()
    after = {name: str(value) for name, value in facts.items()}
    audit.record(actor, "edit_membership", membership.enterprise, now=now, before=before, after=after)


def _ensure_dues_are_hers(actor: Actor, organisation: Organisation, facts: Facts) -> None:
    """Whoever may not see the dues may not write them either."""
    require(not DUES & set(facts) or permissions.can_see_dues(actor, organisation))


def _lock(organisation: Organisation) -> None:
    """Its members are taken in and let go one at a time."""
    Organisation.objects.unrestricted("the action asks").select_for_update().get(pk=organisation.pk)


def _ensure_alone(membership: Membership, start: date | None, before: Membership | None = None) -> None:
    """Raises AlreadyThere when another membership of the same two shares a day with this one.

    What overlapped `before` this change (old files say so) may go on doing so; open are never two.
    """
    same = Membership.objects.filter(enterprise=membership.enterprise, organisation=membership.organisation)
    for row in same.exclude(pk=membership.pk):
        meets = rules.periods_meet(start, membership.end, row.start, row.end)
        met = before is not None and rules.periods_meet(before.start, before.end, row.start, row.end)
        if meets and (not met or membership.end is row.end is None):
            raise rules.AlreadyThere()


def _set_membership(membership: Membership, facts: Facts) -> None:
    for name, value in facts.items():
        if name in MEMBERSHIP_EDITABLE:
            setattr(membership, name, storable(membership, name, value))
    rules.ensure_period(membership.start, membership.end)


def _save(enterprise: Enterprise) -> None:
    enterprise.name_key = name_key(enterprise.name)[:120]
    set_keys(enterprise)
    enterprise.save()
