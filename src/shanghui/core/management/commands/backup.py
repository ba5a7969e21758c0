"""`shanghui backup FILE`: the whole installation in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from shanghui.core.backup import BackupRefused, save, verify


class Command(BaseCommand):
    help = "Write the database and all files into FILE (.tar or .tar.gz), while others go on working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--verify", action="store_true", help="read an existing back-up to its last byte instead")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.name.endswith((".tar", ".tar.gz")):
            raise CommandError("FILE must end in .tar or .tar.gz")
        try:
            manifest = verify(path) if options["verify"] else save(path, now=timezone.now())
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in manifest.tables.values())
        files = sum(name.startswith("files/") for name in manifest.members)
        self.stdout.write(
            f"{path}: {len(manifest.tables)} tables, {rows} rows, {files} files, {path.stat().st_size} bytes"
        )
