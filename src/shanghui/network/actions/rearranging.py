"""Moves, merges and hand-overs are kept as steps, and undone step by step."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.network import permissions, rules
from shanghui.network.models import Rearrangement
from shanghui.network.rules import RearrangementKind

Step = dict[str, Any]
CHUNK = 500


class Steps(list[Step]):
    """The steps of one rearrangement, in order, as JSON."""

    _before: dict[str, Any] | None = None

    def made(self, row: models.Model) -> None:
        self.append({"model": row._meta.label_lower, "pk": row.pk, "before": None, "after": snapshot(row)})

    def removed(self, row: models.Model) -> None:
        self.append({"model": row._meta.label_lower, "pk": row.pk, "before": snapshot(row), "after": None})

    def changing(self, row: models.Model) -> None:
        """Call before the change; `changed` after it."""
        self._before = snapshot(row)

    def changed(self, row: models.Model) -> None:
        self.append({"model": row._meta.label_lower, "pk": row.pk, "before": self._before, "after": snapshot(row)})

    def repointed(self, model: type[models.Model], column: str, pks: Sequence[int], before: int, after: int) -> None:
        """Rows whose foreign key was turned from one row to another."""
        self.append(
            {"model": model._meta.label_lower, "column": column, "pks": list(pks), "before": before, "after": after}
        )


def snapshot(row: models.Model) -> dict[str, Any]:
    """Every column as JSON knows it; `updated_at` is nobody's business."""
    encoder = DjangoJSONEncoder()
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.attname not in {"updated_at", "id"}:
            value = getattr(row, field.attname)
            plain = value is None or isinstance(value, bool | int | str)
            values[field.attname] = value if plain else encoder.default(value)
    return values


def keep(
    actor: Actor,
    kind: RearrangementKind,
    subject: models.Model,
    other: models.Model | None,
    summary: str,
    steps: Steps,
    now: datetime,
) -> Rearrangement:
    """Store the rearrangement with its steps."""
    return Rearrangement.objects.create(
        kind=kind,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        other_id=other.pk if other else None,
        summary=summary[:300],
        steps=list(steps),
        at=now,
        by_id=actor.user_id,
    )


@transaction.atomic
def undo_rearrangement(*, actor: Actor, rearrangement: Rearrangement, now: datetime) -> None:
    """Take every step back, last first. Raises CannotUndo, changing nothing, when a row has moved on since."""
    rearrangement = Rearrangement.objects.select_for_update().get(pk=rearrangement.pk)
    require(permissions.can_undo(actor, rearrangement))
    if rearrangement.undone_at:
        raise rules.AlreadyUndone()
    for step in reversed(rearrangement.steps):
        _take_back(step)
    rearrangement.undone_at = now
    rearrangement.save()
    audit.record(actor, "undo_rearrangement", rearrangement, now=now, summary=rearrangement.summary)


def _take_back(step: Step) -> None:
    model = apps.get_model(step["model"])
    if "pks" in step:
        _turn_back(model, step)
        return
    row = model._base_manager.filter(pk=step["pk"]).first()
    if (snapshot(row) if row else None) != step["after"]:
        raise rules.CannotUndo()
    if step["before"] is None and row is not None:
        row.delete()
        return
    row = row or model(pk=step["pk"])
    for field in model._meta.concrete_fields:
        if field.attname in step["before"]:
            setattr(row, field.attname, field.to_python(step["before"][field.attname]))
    row.save()


def _turn_back(model: type[models.Model], step: Step) -> None:
    for begin in range(0, len(step["pks"]), CHUNK):
        pks = step["pks"][begin : begin + CHUNK]
        rows = model._base_manager.filter(pk__in=pks, **{step["column"]: step["after"]})
        if rows.update(**{step["column"]: step["before"]}) != len(pks):
            raise rules.CannotUndo()
