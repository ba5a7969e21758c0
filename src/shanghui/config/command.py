"""The command `shanghui`: engines on files without a database, everything else through Django."""

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["shanghui", *arguments])
    return 0
