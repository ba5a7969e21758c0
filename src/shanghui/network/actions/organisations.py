"""Make, edit and place organisations; choose who hosts an area."""

from datetime import date, datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.network import permissions, rules
from shanghui.network.actions.rearranging import Steps, keep
from shanghui.network.actions.writing import Facts, changed, ensure_fresh, set_keys
from shanghui.network.models import Affiliation, HostTerm, Organisation, Rearrangement
from shanghui.network.rules import AffiliationOrder, OrganisationKind, RearrangementKind

EDITABLE = frozenset({
    "name", "short_name", "credit_code", "region", "hometown", "industry", "address", "phone", "email", "website",
    "founded_on", "introduction", "audience",
})  # fmt: skip


@transaction.atomic
def create_organisation(*, actor: Actor, kind: OrganisationKind, facts: Facts, now: datetime) -> Organisation:
    require(permissions.can_create_organisation(actor))
    organisation = Organisation(kind=kind)
    changed(organisation, facts, EDITABLE)
    set_keys(organisation)
    organisation.save()
    audit.record(actor, "create_organisation", organisation, now=now, name=organisation.name, kind=kind.value)
    return organisation


@transaction.atomic
def edit_organisation(
    *, actor: Actor, organisation: Organisation, facts: Facts, now: datetime, version: int | None = None
) -> None:
    organisation = _locked(organisation)
    require(permissions.can_edit_organisation(actor, organisation))
    ensure_fresh(organisation, version)
    differences = changed(organisation, facts, EDITABLE)
    if differences:
        organisation.version += 1
        set_keys(organisation)
        organisation.save()
        audit.record(actor, "edit_organisation", organisation, now=now, changed=differences)


@transaction.atomic
def move_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    order: AffiliationOrder,
    parent: Organisation | None,
    on: date,
    now: datetime,
) -> Rearrangement:
    """From `on`, the organisation stands under `parent` in this order (None: under nobody). Can be undone."""
    organisation = _locked(organisation, parent)
    require(permissions.can_move_organisation(actor, organisation))
    if parent is not None:
        _ensure_fits(organisation, parent, order, on)
    steps = Steps()
    before = _end_current(organisation, order, parent, on, steps)
    if parent is None and before is None:
        raise rules.AlreadyThere()
    if parent is not None:
        steps.made(Affiliation.objects.create(child=organisation, parent=parent, order=order, start=on))
    names = (before.parent.called if before else "—", parent.called if parent else "—")
    summary = f"{organisation.called}：{names[0]} → {names[1]}"
    audit.record(actor, "move_organisation", organisation, now=now, order=order, moved=names, on=on.isoformat())
    return keep(actor, RearrangementKind.MOVE, organisation, parent, summary, steps, now)


@transaction.atomic
def set_host(
    *, actor: Actor, area: Organisation, unit: Organisation, start: date, end: date, now: datetime
) -> HostTerm:
    """The unit hosts the area from start to end, both included."""
    area = _locked(area)
    require(permissions.can_set_host(actor, area))
    rules.ensure_period(start, end)
    if not Affiliation.objects.on(start).filter(order=AffiliationOrder.AREA, parent=area, child=unit).exists():
        raise rules.NotAUnit()
    for term in HostTerm.objects.filter(area=area):
        if rules.periods_meet(start, end, term.start, term.end):
            raise rules.HostPeriodTaken()
    term = HostTerm.objects.create(area=area, unit=unit, start=start, end=end)
    audit.record(actor, "set_host", area, now=now, unit=unit.name, start=start.isoformat(), end=end.isoformat())
    return term


@transaction.atomic
def remove_host(*, actor: Actor, term: HostTerm, now: datetime) -> None:
    require(permissions.can_set_host(actor, term.area))
    audit.record(actor, "remove_host", term.area, now=now, unit=term.unit.name, start=term.start.isoformat())
    term.delete()


def _locked(organisation: Organisation, other: Organisation | None = None) -> Organisation:
    """Its row, read anew under its lock; the other's too where one is given: so two never move below each other."""
    rows = Organisation.objects.unrestricted("the action asks").select_for_update().order_by("pk")
    return rows.in_bulk([organisation.pk, other.pk if other else organisation.pk])[organisation.pk]


def _ensure_fits(organisation: Organisation, parent: Organisation, order: AffiliationOrder, on: date) -> None:
    """A parent that was merged away takes nobody in."""
    if parent.merged_into_id is not None:
        raise rules.ParentUnfit()
    rules.ensure_parent_fits(organisation.kind_enum, parent.kind_enum, order)
    rules.ensure_no_circle(organisation.pk, parent.pk, _edges(order, on))


def _edges(order: AffiliationOrder, day: date) -> list[tuple[int, int]]:
    return list(Affiliation.objects.on(day).filter(order=order).values_list("child_id", "parent_id"))


def _end_current(
    organisation: Organisation, order: AffiliationOrder, parent: Organisation | None, on: date, steps: Steps
) -> Affiliation | None:
    """End today's place the day before `on`; a place that would have begun then or later is removed."""
    rows = Affiliation.objects.filter(child=organisation, order=order).select_related("parent")
    current = None
    for row in rows.exclude(end__lt=on):
        current = row
        if parent is not None and row.parent_id == parent.pk and row.end is None:
            raise rules.AlreadyThere()
        if row.start is not None and row.start >= on:
            steps.removed(row)
            row.delete()
        else:
            steps.changing(row)
            row.end = rules.day_before(on)
            row.save()
            steps.changed(row)
    return current
