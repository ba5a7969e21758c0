"""Rows written many at once, with what undoes them: the parts that every imported kind shares.

A trace is JSON: {"made": version} for a row that was made, {"changes": {column: [before, after]}, "version": n} for one
that was changed, and "links": what was done to the rows that hang on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models

from shanghui.network.actions.writing import shown

Row = TypeVar("Row", bound=models.Model)
Trace = dict[str, Any]


def set_facts(row: models.Model, facts: Mapping[str, object]) -> dict[str, list[object]]:
    """Set columns (by attname); returns {column: [before, after]} as the audit trail shows them."""
    differences: dict[str, list[object]] = {}
    for name, value in facts.items():
        before = getattr(row, name)
        if before != value and not _only_spaces_differ(before, value):
            differences[name] = [shown(before), shown(value)]
            setattr(row, name, value)
    return differences


def _only_spaces_differ(before: object, value: object) -> bool:
    """Cells lose line breaks and double spaces; that is no news."""
    return isinstance(before, str) and isinstance(value, str) and before.split() == value.split()


def turn_back(row: models.Model, changes: Mapping[str, Sequence[object]]) -> bool:
    """Set the values from before; False, and nothing set, when one of them is no longer what the import wrote."""
    if any(shown(getattr(row, name)) != after for name, (_, after) in changes.items()):
        return False
    for name, (before, _) in changes.items():
        setattr(row, name, _field(row, name).to_python(before))
    return True


def _field(row: models.Model, attname: str) -> "models.Field[Any, Any]":
    return next(field for field in row._meta.concrete_fields if field.attname == attname)


def save_many(model: type[Row], rows: Iterable[Row]) -> None:
    """Update existing rows in few statements: an upsert on the primary key writes all columns at once."""
    rows = list(rows)
    if rows:
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        columns = [field.name for field in fields if not getattr(field, "auto_now_add", False)]
        model._base_manager.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=columns)
