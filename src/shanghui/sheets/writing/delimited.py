"""A .csv as a stream of bytes, for Excel: with a byte order mark, and no cell that it would evaluate."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from shanghui.sheets.inert_text import mark_inert
from shanghui.sheets.writing.cells import Cell, written_text

CHUNK = 64 * 1024


def stream_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Chunks of about 64 KB in UTF-8. Texts beginning like a formula get an apostrophe, which reading removes."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([inert(name) for name in header])
    for row in rows:
        writer.writerow([inert(cell) for cell in row])
        if buffer.tell() > CHUNK:
            yield take(buffer)
    yield take(buffer)


def inert(cell: Cell) -> str:
    text = written_text(cell)
    return mark_inert(text) if isinstance(cell, str) else text


def take(buffer: io.StringIO) -> bytes:
    chunk = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return chunk


def write_csv(target: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with target.open("wb") as file:
        file.writelines(stream_csv(header, rows))
