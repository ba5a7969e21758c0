"""Rows as dictionaries, for the commands that work on files alone."""

import sys
from collections.abc import Iterator
from os import PathLike

from shanghui.sheets.reading.table import read_table
from shanghui.sheets.reading.text_rows import json_record, json_text


def read_rows(path: str | PathLike[str]) -> Iterator[dict[str, str]]:
    """Each row of a .xlsx, .xls, .csv or .jsonl as column name → text; `-` is .jsonl from standard input.

    Raises a FileRefused.
    """
    if str(path) == "-":
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                yield {key: json_text(value)[0] for key, value in json_record(line, number).items()}
        return
    with read_table(path) as table:
        for row in table.rows():
            yield dict(zip(table.header, row.cells, strict=True))
