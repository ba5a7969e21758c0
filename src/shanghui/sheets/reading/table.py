"""A table read from a file by a child process that may die of it without harm to this one."""

import io
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from shanghui.sheets.reading.rules import (
    REFUSALS_BY_NAME,
    FileKind,
    FileUnreadable,
    Limits,
    ReadingTooSlow,
)
from shanghui.sheets.reading.workbook_summary import SheetSummary

TRAILER_LENGTH = 17
KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
log = logging.getLogger(__name__)


class Row(NamedTuple):
    """`number`: as the spreadsheet program shows it (line for texts). `kinds`: a letter per cell, see `cells`."""

    number: int
    cells: tuple[str, ...]
    kinds: str


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What is known of a table besides its rows.

    `header`: unique names, one per column; a column without a name has its letter.
    `header_row`: its number in the file (0 in .jsonl, which has none). `titles`: lines above the header.
    `sheets`: all of the workbook. `errors`: cells such as #N/A, read as empty (kind e).
    `imprecise`: numbers of 16 digits and more, whose end the spreadsheet program has lost (kind p).
    """

    kind: FileKind
    encoding: str
    sheet: str
    sheets: tuple[SheetSummary, ...]
    header: tuple[str, ...]
    header_row: int
    titles: tuple[str, ...]
    row_count: int
    errors: int
    imprecise: int


class Table:
    """Facts and rows; the rows stay on disk and can be read again and again. Close it, or use `with`."""

    def __init__(self, facts: TableFacts, spool: BinaryIO, end: int) -> None:
        self.facts = facts
        self._spool = spool
        self._end = end

    @property
    def header(self) -> tuple[str, ...]:
        return self.facts.header

    def rows(self) -> Iterator[Row]:
        """Each row that holds something, padded to the header's length. Several readers may go at once."""
        width = len(self.header)
        with io.BufferedReader(SpoolReader(self._spool.fileno(), self._end), 256 * 1024) as lines:
            for line in lines:
                number, kinds, cells = json.loads(line)
                missing = width - len(cells)
                yield Row(number, (*cells, *("",) * missing), kinds + " " * missing)

    def close(self) -> None:
        self._spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class SpoolReader(io.RawIOBase):
    """The first `end` bytes of a file, with a position of its own."""

    def __init__(self, descriptor: int, end: int) -> None:
        self.descriptor = descriptor
        self.end = end
        self.position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = os.pread(self.descriptor, min(len(buffer), self.end - self.position), self.position)
        buffer[: len(chunk)] = chunk
        self.position += len(chunk)
        return len(chunk)


def read_table(
    path: str | PathLike[str], *, sheet: str | None = None, header_row: int | None = None, limits: Limits = Limits()
) -> Table:
    """Check and parse a file in a child process; wait for it.

    `sheet`: by name, else the fullest visible one. `header_row`: the row number of the header, else guessed.
    Raises a FileRefused; FileUnreadable when the child dies.
    """
    wish = {"path": str(Path(path).resolve()), "sheet": sheet, "header_row": header_row, "limits": asdict(limits)}
    spool = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        run_child(json.dumps(wish), spool, limits)
        result, end = read_result(spool)
        return Table(table_facts(result), spool, end)
    except BaseException:
        spool.close()
        raise


def run_child(arguments: str, spool: BinaryIO, limits: Limits) -> None:
    """The child sees no secret of this process's environment and no module from its working directory (-I)."""
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    command = [sys.executable, "-I", "-m", "shanghui.sheets.reading.child", arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=spool,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingTooSlow(seconds=limits.wall_seconds) from error
    if done.returncode:
        log.warning("The reading process ended with code %s", done.returncode)
        raise FileUnreadable


def read_result(spool: BinaryIO) -> tuple[dict[str, Any], int]:
    """The child's last line but one; raises the refusal that it tells."""
    size = spool.seek(0, os.SEEK_END)
    if size <= TRAILER_LENGTH:
        raise FileUnreadable
    spool.seek(size - TRAILER_LENGTH)
    end = int(spool.read())
    spool.seek(end)
    result: dict[str, Any] = json.loads(spool.read(size - TRAILER_LENGTH - end))
    if "refusal" in result:
        raise REFUSALS_BY_NAME[result["refusal"]](**result["context"])
    return result, end


def table_facts(result: dict[str, Any]) -> TableFacts:
    return TableFacts(
        **result
        | {
            "kind": FileKind(result["kind"]),
            "sheets": tuple(SheetSummary(**summary) for summary in result["sheets"]),
            "header": tuple(result["header"]),
            "titles": tuple(result["titles"]),
        }
    )
