"""The command `shanghui`: engines on files without a database, everything else through Django."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] in ENGINES:
        return ENGINES[arguments[0]](arguments[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["shanghui", *arguments])
    return 0


def _dedupe(arguments: list[str]) -> int:
    from shanghui.engines.identity.command import run

    return run(arguments, read=_read, write=_write)


def _match(arguments: list[str]) -> int:
    from shanghui.engines.matching.command import run

    return run(arguments, read=_read, write=_write, today=_today())


def _parse(arguments: list[str]) -> int:
    from shanghui.engines.language.listings.command import run

    return run(arguments, read=_read, write=_write, today=_today())


def _timetable(arguments: list[str]) -> int:
    from shanghui.engines.timetabling.command import run

    return run(arguments)


def _today() -> date:
    """The day in which needs and offers are written, wherever the command runs."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _read(path: Path) -> Iterable[dict[str, str]]:
    from shanghui.sheets.reading import read_rows

    return read_rows(path)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from shanghui.sheets.writing import write_rows

    write_rows(path, header, (dict(zip(header, row, strict=True)) for row in rows))  # type: ignore[arg-type]


ENGINES: dict[str, Callable[[list[str]], int]] = {
    "dedupe": _dedupe, "match": _match, "parse": _parse, "timetable": _timetable,
}  # fmt: skip
