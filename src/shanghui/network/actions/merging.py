"""Merge two organisations or two enterprises: everything attached turns to the kept one; nothing is deleted."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.timezone import localdate

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.network import permissions, rules
from shanghui.network.actions.rearranging import CHUNK, Steps, keep
from shanghui.network.actions.writing import set_keys
from shanghui.network.models import Enterprise, Organisation, Rearrangement
from shanghui.network.rules import RearrangementKind

Merged = TypeVar("Merged", Organisation, Enterprise)
NEVER_FILLED = {"id", "sort_key", "search_names", "search_latin", "name_key", "merged_into", "audience", "version"}


@transaction.atomic
def merge_enterprises(*, actor: Actor, kept: Enterprise, absorbed: Enterprise, now: datetime) -> Rearrangement:
    """The absorbed firm's memberships, people and everything else become the kept one's. Can be undone."""
    kept, absorbed = _locked(kept, absorbed)
    require(permissions.can_merge_enterprises(actor, kept, absorbed))
    return _merge(actor, RearrangementKind.MERGE_ENTERPRISES, kept, absorbed, now)


@transaction.atomic
def merge_organisations(*, actor: Actor, kept: Organisation, absorbed: Organisation, now: datetime) -> Rearrangement:
    """The absorbed organisation's members, units and posts become the kept one's. Can be undone."""
    kept, absorbed = _locked(kept, absorbed)
    require(permissions.can_merge_organisations(actor) and permissions.can_be_absorbed(absorbed))
    return _merge(actor, RearrangementKind.MERGE_ORGANISATIONS, kept, absorbed, now)


def _locked(kept: Merged, absorbed: Merged) -> tuple[Merged, Merged]:
    if kept.pk == absorbed.pk:
        raise rules.MergeWithItself()
    rows = type(kept).objects.unrestricted("the action asks").select_for_update()
    found = rows.order_by("pk").in_bulk([kept.pk, absorbed.pk])
    if any(row.merged_into_id for row in found.values()):
        raise rules.AlreadyMerged()
    return found[kept.pk], found[absorbed.pk]


def _merge(actor: Actor, kind: RearrangementKind, kept: Merged, absorbed: Merged, now: datetime) -> Rearrangement:
    steps = Steps()
    for model, column in relations(type(kept)):
        _repoint(model, column, absorbed.pk, kept.pk, localdate(now), steps)
    steps.changing(kept)
    _fill_blanks(kept, absorbed)
    kept.version += 1
    set_keys(kept)
    kept.save()
    steps.changed(kept)
    steps.changing(absorbed)
    absorbed.merged_into = kept
    absorbed.version += 1
    absorbed.save()
    steps.changed(absorbed)
    audit.record(actor, kind.value, kept, now=now, absorbed=absorbed.pk, absorbed_name=absorbed.name)
    return keep(actor, kind, kept, absorbed, f"{absorbed.name} → {kept.name}", steps, now)


def relations(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every (model, column) of the whole project that points at this model, hidden relations too."""
    for field in model._meta.get_fields(include_hidden=True):
        if isinstance(field, models.ManyToOneRel) and field.field.name != "merged_into":
            yield field.related_model, field.field.attname


def _repoint(model: type[models.Model], column: str, absorbed: int, kept: int, day: date, steps: Steps) -> None:
    pks = list(model._base_manager.filter(**{column: absorbed}).order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(pks), CHUNK):
        turned, left = _turn(model, column, pks[begin : begin + CHUNK], kept)
        if turned:
            steps.repointed(model, column, turned, absorbed, kept)
        for row in model._base_manager.filter(pk__in=left):
            _end(row, day, steps)


def _turn(model: type[models.Model], column: str, pks: list[int], kept: int) -> tuple[list[int], list[int]]:
    """Rows turned, and rows that may not stand twice (both were members of the same chamber)."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=pks).update(**{column: kept})
        return pks, []
    except IntegrityError:
        if len(pks) == 1:
            return [], pks
    half = len(pks) // 2
    first, second = _turn(model, column, pks[:half], kept), _turn(model, column, pks[half:], kept)
    return first[0] + second[0], first[1] + second[1]


def _end(row: models.Model, day: date, steps: Steps) -> None:
    """A dated row that stays with the absorbed one ends the day before the merge, and remains as history."""
    if getattr(row, "end", day) is None:
        start = getattr(row, "start", None)
        steps.changing(row)
        row.end = max(rules.day_before(day), start or date.min)  # type: ignore[attr-defined]
        row.save()
        steps.changed(row)


def _fill_blanks(kept: Merged, absorbed: Merged) -> None:
    """What the kept one does not know is taken over; the other's name lives on as a former name."""
    for field in kept._meta.concrete_fields:
        if field.name not in NEVER_FILLED and getattr(kept, field.attname) in (None, ""):
            setattr(kept, field.attname, getattr(absorbed, field.attname))
    if isinstance(kept, Enterprise) and absorbed.name != kept.name:
        names: list[str] = [name for name in kept.former_names.split("；") if name]
        kept.former_names = "；".join(dict.fromkeys([*names, absorbed.name]))[:300]
