"""`shanghui restore FILE`: an empty place becomes what was backed up."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from shanghui.core.backup import BackupRefused, restore, verify
from shanghui.core.backup.saving import applied_migrations


class Command(BaseCommand):
    help = "Verify FILE to its last byte, then restore it. Stop the server first."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="overwrite what is here")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            verify(path)
            if not applied_migrations():
                call_command("migrate", verbosity=0)
            manifest = restore(path, replace=options["replace"])
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(f"{path}: {len(manifest.tables)} tables, {rows} rows restored, equal to the back-up")
