"""From stored rows to lines that a kind can check and write: mapping, mending, parsing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from shanghui.sheets.cell_values import Moment, Problem, is_blank
from shanghui.sheets.kinds import Column, Flaw, ImportKind, Line
from shanghui.sheets.models import ImportRow

#: kinds of cells as the reader tells them: an error value, a number whose end is lost
_LOST = {"e": Problem("cell_error", blocks=False), "p": Problem("digits_lost")}


def texts_of(mapping: Sequence[str], cells: Sequence[str], columns: Mapping[str, Column]) -> dict[str, str]:
    """Column key → text; several columns of the file that feed one are joined, blanks and repetitions left out."""
    texts: dict[str, str] = {}
    for key, cell in zip(mapping, cells, strict=False):
        if not key:
            continue
        before = texts.get(key)
        if not before:
            texts[key] = cell
        elif not is_blank(cell) and cell not in before:
            texts[key] = f"{before}{columns[key].joint}{cell}"
    return texts


def parse(kind: ImportKind, line: Line, moment: Moment, lost: Mapping[str, str]) -> None:
    """Fill values and flaws of the line from its texts, column by column."""
    line.values, line.flaws = {}, []
    for column in kind.columns:
        text = line.texts.get(column.key, "")
        reading = column.parse(text, moment)
        if reading.value is not None:
            line.values[column.key] = reading.value
        problem = reading.problem or _LOST.get(lost.get(column.key, ""))
        if problem is None and column.required and reading.value is None:
            problem = Problem("missing")
        if problem is not None:
            line.flaws.append(Flaw(column.key, problem))


def lost_cells(mapping: Sequence[str], kinds: str) -> dict[str, str]:
    """Column key → kind letter of cells that lost something on the way; mostly none."""
    if "e" not in kinds and "p" not in kinds:
        return {}
    return {key: letter for key, letter in zip(mapping, kinds, strict=False) if key and letter in _LOST}


def line_of(row: ImportRow, mapping: Sequence[str], columns: Mapping[str, Column]) -> Line:
    """A stored row as a line, with the values found when it was checked."""
    texts = texts_of(mapping, row.cells, columns) | row.mended
    return Line(row.number, texts, dict(row.values), target=row.target, is_new=row.is_new)


def lines_of(rows: Iterable[ImportRow], mapping: Sequence[str], kind: ImportKind) -> list[Line]:
    columns = {column.key: column for column in kind.columns}
    return [line_of(row, mapping, columns) for row in rows]


def moment_of(now: datetime) -> Moment:
    return Moment(localdate(now))
