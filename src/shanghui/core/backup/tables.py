"""Tables as text: each row a line of canonical JSON, the same from SQLite and from PostgreSQL."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Collate

ROWS_A_CHUNK = 5000
#: fields whose JSON value is what the database driver takes
PLAIN = (models.IntegerField, models.BooleanField, models.CharField, models.TextField, models.FloatField)

Columns = list["models.Field[Any, Any]"]


def all_tables() -> dict[str, type[models.Model]]:
    """Every table that a model owns, many-to-many ones too, by its name in the database."""
    owned = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.db_table: model for model in owned if not model._meta.proxy}


def columns(model: type[models.Model]) -> Columns:
    return [field for field in model._meta.concrete_fields if not field.generated]


def column_names(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in columns(model)]


def chunks(model: type[models.Model]) -> Iterator[tuple[int, bytes]]:
    """The rows as JSON lines, some thousands at a time: (rows, bytes)."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by(_key_order(model)).values_list(*names).iterator(chunk_size=ROWS_A_CHUNK)
    lines: list[str] = []
    for row in rows:
        lines.append(_ENCODER.encode(row))
        if len(lines) == ROWS_A_CHUNK:
            yield len(lines), ("\n".join(lines) + "\n").encode()
            lines = []
    if lines:
        yield len(lines), ("\n".join(lines) + "\n").encode()


def fingerprint(model: type[models.Model]) -> tuple[int, str]:
    """Number of rows and SHA-256 of the whole table."""
    digest, count = hashlib.sha256(), 0
    for rows, data in chunks(model):
        digest.update(data)
        count += rows
    return count, digest.hexdigest()


def decode(fields: Columns, data: Iterable[bytes]) -> Iterator[list[Any]]:
    """JSON lines back to the values that the database driver takes."""
    converters = [(place, _converter(field)) for place, field in enumerate(fields) if not _is_plain(field)]
    for line in data:
        row = json.loads(line)
        for place, convert in converters:
            if row[place] is not None:
                row[place] = convert(row[place])
        yield row


def _key_order(model: type[models.Model]) -> Any:
    """Primary keys that are text sort byte by byte on every engine."""
    key = model._meta.pk
    if isinstance(key, models.CharField | models.TextField) and connection.vendor == "postgresql":
        return Collate(key.name, "C")
    return key.name


def _is_plain(field: "models.Field[Any, Any]") -> bool:
    return isinstance(_target(field), PLAIN)


def _converter(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    target = _target(field)
    return lambda value: target.get_db_prep_save(target.to_python(value), connection)


def _target(field: "models.Field[Any, Any]") -> "models.Field[Any, Any]":
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field


def _text(value: object) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case UUID() | Decimal() | timedelta():
            return str(value)
    raise TypeError(f"no canonical text for {type(value)}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_text)
