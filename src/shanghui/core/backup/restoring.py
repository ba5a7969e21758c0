"""Restoring: verify all, then load in one transaction, compare table by table, and only then take the files over."""

import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction

from shanghui.core.backup.archive import BackupRefused, Manifest, members, verify
from shanghui.core.backup.saving import applied_migrations, stored_files
from shanghui.core.backup.tables import ROWS_A_CHUNK, Columns, all_tables, column_names, columns, decode, fingerprint


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Make this installation equal to the back-up. BackupRefused leaves everything as it was."""
    manifest = verify(path)
    _ensure_same_tables(manifest)
    if not replace:
        _ensure_empty()
    waiting = _unpack_files(path)
    try:
        with transaction.atomic():
            _clear_tables()
            _load_tables(path)
            _ensure_equal(manifest)
        _take_over_files(waiting)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return manifest


def _ensure_same_tables(manifest: Manifest) -> None:
    here, there = applied_migrations(), manifest.migrations
    if here != there:
        other = ", ".join("/".join(key) for key in here + there if (key in here) != (key in there))
        raise BackupRefused(f"made by version {manifest.version}, whose tables differ: {other}")
    ours = {name: column_names(model) for name, model in all_tables().items()}
    if ours != {name: table.columns for name, table in manifest.tables.items()}:
        raise BackupRefused(f"made by version {manifest.version}, whose tables or columns differ")


def _ensure_empty() -> None:
    """No login, no audit row, no file: nobody has worked here."""
    owned = all_tables()
    for name in ("accounts_user", "core_auditrow"):
        if owned[name]._base_manager.exists():
            raise BackupRefused(f"this place is not empty ({name}); --replace overwrites it")
    if next(stored_files(), None) is not None:
        raise BackupRefused("this place is not empty (files); --replace overwrites it")


def _clear_tables() -> None:
    quoted = [connection.ops.quote_name(name) for name in all_tables()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(quoted)}")
        else:
            for name in quoted:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608


def _load_tables(path: Path) -> None:
    loaded = ((name.split("/")[1], stream) for name, stream in members(path) if name.startswith("tables/"))
    for name, parts in groupby(loaded, key=lambda part: part[0]):
        lines = (line for _, stream in parts for line in stream)
        _load_table(all_tables()[name], lines)
    _reset_sequences(list(all_tables().values()))
    connection.check_constraints()


def _load_table(model: type[models.Model], lines: Iterator[bytes]) -> None:
    fields = columns(model)
    quote = connection.ops.quote_name
    target = f"{quote(model._meta.db_table)} ({', '.join(map(quote, column_names(model)))})"
    rows = decode(fields, lines)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            _insert(cursor, target, fields, rows)


def _insert(cursor: Any, target: str, fields: Columns, rows: Iterator[list[Any]]) -> None:
    statement = f"INSERT INTO {target} VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608
    batch: list[list[Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS_A_CHUNK:
            cursor.executemany(statement, batch)
            batch = []
    if batch:
        cursor.executemany(statement, batch)


def _reset_sequences(owned: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), owned):
            cursor.execute(statement)


def _ensure_equal(manifest: Manifest) -> None:
    for name, model in all_tables().items():
        table = manifest.tables[name]
        if fingerprint(model) != (table.rows, table.sha256):
            raise BackupRefused(f"{name} came out different; nothing was changed")


def _unpack_files(path: Path) -> Path:
    """All files into a folder beside the real one."""
    root = Path(settings.MEDIA_ROOT)
    waiting = root.with_name(root.name + ".restoring")
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(parents=True)
    for name, stream in members(path):
        if name.startswith("files/"):
            _write(waiting, name.removeprefix("files/"), stream)
    return waiting


def _write(folder: Path, name: str, stream: IO[bytes]) -> None:
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise BackupRefused(f"a file would land outside: {name}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(stream, file)


def _take_over_files(waiting: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    old = root.with_name(root.name + ".replaced")
    shutil.rmtree(old, ignore_errors=True)
    if root.exists():
        root.rename(old)
    waiting.rename(root)
    shutil.rmtree(old, ignore_errors=True)
