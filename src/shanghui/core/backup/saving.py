"""Making a back-up: one snapshot of the database, then the files."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from shanghui.core.backup.archive import Manifest, Table, Writer, writing
from shanghui.core.backup.tables import all_tables, chunks, column_names
from shanghui.core.snapshot import snapshot


def save(path: Path, *, now: datetime) -> Manifest:
    """Write the whole installation into `path` (.tar or .tar.gz); memory does not grow with its size."""
    with snapshot():
        manifest = Manifest(version("shanghui"), now.isoformat(), applied_migrations())
        with writing(path, manifest) as writer:
            for name in sorted(all_tables()):
                _save_table(writer, name)
            for file in stored_files():
                _save_file(writer, file)
    return manifest


def applied_migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def stored_files() -> Iterator[Path]:
    return (file for file in sorted(Path(settings.MEDIA_ROOT).rglob("*")) if file.is_file())


def _save_table(writer: Writer, name: str) -> None:
    model = all_tables()[name]
    digest, rows = hashlib.sha256(), 0
    for number, (count, data) in enumerate(chunks(model)):
        writer.add(f"tables/{name}/{number:06}.jsonl", data)
        digest.update(data)
        rows += count
    writer.manifest.tables[name] = Table(rows, digest.hexdigest(), column_names(model))


def _save_file(writer: Writer, file: Path) -> None:
    """A file deleted since the walk is left out: no row of the snapshot's future is ours to keep."""
    try:
        stream = file.open("rb")
    except FileNotFoundError:
        return
    with stream:
        name = file.relative_to(settings.MEDIA_ROOT).as_posix()
        writer.add_stream(f"files/{name}", stream, file.stat().st_size)
