"""Rows of a text file: .csv with a guessed delimiter, .jsonl with one object per line."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from shanghui.sheets.inert_text import unmark_inert
from shanghui.sheets.reading.cells import BOOLEAN, EMPTY, NUMBER, TEXT
from shanghui.sheets.reading.header import SheetRow
from shanghui.sheets.reading.rules import CellTooLong, Limits, LineBroken

DELIMITERS = ",\t;|，"
SAMPLE_LENGTH = 64 * 1024
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_delimited(path: Path, encoding: str, limits: Limits) -> Iterator[SheetRow]:
    """Rows that hold something, with the number of the record's first line. Raises CellTooLong."""
    csv.field_size_limit(limits.cell_length)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_LENGTH)
        file.seek(0)
        line = 1
        if found := SEPARATOR_LINE.match(sample):
            file.readline()
            line, delimiter = 2, found[1]
        else:
            delimiter = guess_delimiter(sample)
        yield from numbered_rows(file, delimiter, line, limits)


def numbered_rows(file: TextIO, delimiter: str, first: int, limits: Limits) -> Iterator[SheetRow]:
    reader = csv.reader(file, delimiter=delimiter)
    line = first
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                cells = [unmark_inert(cell) for cell in record]
                yield SheetRow(line, cells, "".join(TEXT if cell else EMPTY for cell in cells))
            line = first + reader.line_num
    except csv.Error as error:  # a file opened with newline="" gives the reader nothing else to complain of
        raise CellTooLong(line=line, limit=limits.cell_length) from error


def guess_delimiter(sample: str) -> str:
    """The character that cuts most lines into the same number of cells, at least two; else a comma."""
    lines = sample.splitlines(keepends=True)
    if len(sample) == SAMPLE_LENGTH:
        lines = lines[:-1] or lines
    best, delimiter = 0.0, ","
    for candidate in DELIMITERS:
        try:
            widths = Counter(len(record) for record in csv.reader(lines[:200], delimiter=candidate) if any(record))
        except csv.Error:
            continue
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda item: ((item[0] > 1) * item[1], item[0]))
        score = (width > 1) * rows / widths.total() + min(width, 50) / 1000
        if width > 1 and score > best:
            best, delimiter = score, candidate
    return delimiter


class NumberText(str):
    """Digits exactly as they stand in the file."""

    __slots__ = ()


def read_json_lines(path: Path, encoding: str) -> Iterator[SheetRow]:
    """First the union of all keys as a header (row 0), then a row per object. Raises LineBroken."""
    keys: dict[str, int] = {}
    for _, record in json_objects(path, encoding):
        for key in record:
            keys.setdefault(key, len(keys))
    yield SheetRow(0, list(keys), TEXT * len(keys))
    for number, record in json_objects(path, encoding):
        cells, kinds = [""] * len(keys), [EMPTY] * len(keys)
        for key, value in record.items():
            cells[keys[key]], kinds[keys[key]] = json_text(value)
        if any(cells):
            yield SheetRow(number, cells, "".join(kinds))


def json_objects(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, object]]]:
    with path.open(encoding=encoding) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, json_record(line, number)


def json_record(line: str, number: int) -> dict[str, object]:
    try:
        record = json.loads(line, parse_int=NumberText, parse_float=NumberText, parse_constant=NumberText)
    except (ValueError, RecursionError) as error:
        raise LineBroken(line=number) from error
    if not isinstance(record, dict):
        raise LineBroken(line=number)
    return record


def json_text(value: object) -> tuple[str, str]:
    match value:
        case None | "":
            return "", EMPTY
        case NumberText():
            return str(value), NUMBER
        case str():
            return value, TEXT
        case bool():
            return ("TRUE" if value else "FALSE"), BOOLEAN
    return json.dumps(value, ensure_ascii=False), TEXT
