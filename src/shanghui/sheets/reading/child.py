"""The process that parses one file and may die of it: `python -I -m shanghui.sheets.reading.child ARGUMENTS`.

Writes to standard output one line of JSON per row, then one with the result, then where that one begins. Knows no Django.
"""

import itertools
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from shanghui.sheets.reading.cells import ERROR, IMPRECISE
from shanghui.sheets.reading.file_check import inspect_file
from shanghui.sheets.reading.header import SAMPLE_ROWS, Header, SheetRow, find_header, unique_names
from shanghui.sheets.reading.rules import (
    CellTooLong,
    FileEmpty,
    FileKind,
    FileRefused,
    Limits,
    TooManyColumns,
    TooManyRows,
)
from shanghui.sheets.reading.text_rows import read_delimited, read_json_lines
from shanghui.sheets.reading.workbook import OpenSheet, open_workbook

TRAILER = "{:016d}\n"
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def limit_process(limits: Limits) -> None:
    """From here on the kernel stops this process when it asks for more. No core file of private data."""
    for kind, wanted in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.result_size),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (most, most))


def parse(arguments: str, output: BinaryIO) -> None:
    """`arguments`: JSON with path, sheet, header_row, limits. A refusal is a result like another."""
    wish = json.loads(arguments)
    limits = Limits(**wish["limits"])
    spool = Spool(output)
    try:
        result = parse_file(Path(wish["path"]), wish["sheet"], wish["header_row"], limits, spool)
    except FileRefused as refusal:
        result = {"refusal": type(refusal).__name__, "context": refusal.context}
    spool.finish(result)


class Spool:
    """Lines to the output, counted in bytes."""

    def __init__(self, output: BinaryIO) -> None:
        self.output = output
        self.written = 0

    def write(self, record: object) -> None:
        line = encode(record).encode("utf-8", "replace") + b"\n"
        self.output.write(line)
        self.written += len(line)

    def finish(self, result: dict[str, Any]) -> None:
        start = self.written
        self.write(result)
        self.output.write(TRAILER.format(start).encode())
        self.output.flush()


def parse_file(path: Path, wanted: str | None, header_row: int | None, limits: Limits, spool: Spool) -> dict[str, Any]:
    checked = inspect_file(path, limits)
    sheet = OpenSheet("", [], [], iter(()))
    if checked.kind is FileKind.JSONL:
        rows = read_json_lines(path, checked.encoding)
        header_row = 0
    elif checked.kind is FileKind.CSV:
        rows = read_delimited(path, checked.encoding, limits)
    else:
        sheet = open_workbook(path, checked, wanted)
        rows = sheet.rows
    sample = list(itertools.islice(rows, max(SAMPLE_ROWS, header_row or 0)))
    if not sample:
        raise FileEmpty
    header = find_header(sample, sheet.merges, header_row)
    rest = (row for row in itertools.chain(sample, rows) if row.number > header.last_row)
    facts = write_rows(rest, limits, spool)
    return describe(checked.kind, checked.encoding, sheet, header, facts)


def write_rows(rows: Iterable[SheetRow], limits: Limits, spool: Spool) -> dict[str, int]:
    """Without empty cells at the end of a row; gives the counts of the whole."""
    count, widest, errors, imprecise = 0, 0, 0, 0
    for row in within_limits(rows, limits):
        last = len(row.kinds.rstrip())
        widest = max(widest, last)
        errors += row.kinds.count(ERROR)
        imprecise += row.kinds.count(IMPRECISE)
        count += 1
        spool.write((row.number, row.kinds[:last], row.cells[:last]))
    return {"row_count": count, "width": widest, "errors": errors, "imprecise": imprecise}


def within_limits(rows: Iterable[SheetRow], limits: Limits) -> Iterator[SheetRow]:
    for count, row in enumerate(rows, start=1):
        if count > limits.rows:
            raise TooManyRows(limit=limits.rows)
        if len(row.cells) > limits.columns:
            raise TooManyColumns(limit=limits.columns)
        if max(map(len, row.cells)) > limits.cell_length:
            raise CellTooLong(line=row.number, limit=limits.cell_length)
        yield row


def describe(kind: FileKind, encoding: str, sheet: OpenSheet, header: Header, facts: dict[str, int]) -> dict[str, Any]:
    width = max([facts["width"], *(position for position, name in enumerate(header.names, start=1) if name)])
    return {
        "kind": kind.value,
        "encoding": encoding,
        "sheet": sheet.name,
        "sheets": [asdict(summary) for summary in sheet.summaries],
        "header": unique_names(header.names, width),
        "header_row": header.row,
        "titles": header.titles,
        "row_count": facts["row_count"],
        "errors": facts["errors"],
        "imprecise": facts["imprecise"],
    }


if __name__ == "__main__":
    limit_process(Limits(**json.loads(sys.argv[1])["limits"]))
    parse(sys.argv[1], sys.stdout.buffer)
