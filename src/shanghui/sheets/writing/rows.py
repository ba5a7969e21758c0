"""Rows as dictionaries to a file, for the commands that work on files alone."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path

from shanghui.sheets.writing.cells import Cell, written_text
from shanghui.sheets.writing.delimited import write_csv
from shanghui.sheets.writing.workbook import Sheet, write_xlsx


class EndingUnknown(ValueError):
    """The file's name ends neither in .xlsx nor .csv nor .jsonl."""


def write_rows(path: str | PathLike[str], header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> None:
    """Write by the name's ending: .xlsx, .csv, .jsonl; `-` is .jsonl to standard output. Raises EndingUnknown."""
    if str(path) == "-":
        sys.stdout.writelines(json_lines(header, rows))
        return
    target = Path(path)
    lists = ([row.get(name) for name in header] for row in rows)
    match target.suffix.lower():
        case ".xlsx":
            write_xlsx(target, [Sheet(target.stem, header, lists)])
        case ".csv":
            write_csv(target, header, lists)
        case ".jsonl":
            with target.open("w", encoding="utf-8") as file:
                file.writelines(json_lines(header, rows))
        case _:
            raise EndingUnknown(target.name)


def json_lines(header: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    """Numbers and truth values stay such; dates become ISO texts."""
    for row in rows:
        record = {name: json_value(row.get(name)) for name in header}
        yield json.dumps(record, ensure_ascii=False) + "\n"


def json_value(cell: Cell) -> str | bool | int | float | None:
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    return written_text(cell)
