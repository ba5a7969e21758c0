"""Rows of a workbook (.xlsx, .xls), read by python-calamine. Runs in the child process only."""

import itertools
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from shanghui.sheets.reading.cells import EMPTY, ERROR, Value, row_texts
from shanghui.sheets.reading.file_check import CheckedFile
from shanghui.sheets.reading.header import Merge, SheetRow
from shanghui.sheets.reading.rules import FileDamaged, FileEmpty, SheetUnknown
from shanghui.sheets.reading.workbook_summary import SheetSummary
from shanghui.sheets.reading.worksheet_scan import SheetExtent

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class OpenSheet:
    name: str
    summaries: list[SheetSummary]
    merges: list[Merge]
    rows: Iterator[SheetRow]


def open_workbook(path: Path, checked: CheckedFile, wanted: str | None) -> OpenSheet:
    """The wanted sheet, else the fullest visible one. Raises SheetUnknown, FileEmpty, FileDamaged."""
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)  # given a path, it would believe the name's ending
            parts = sheet_parts(path) if checked.extents else {}
            extents = {name: checked.extents[part] for name, part in parts.items() if part in checked.extents}
            summaries = summarise(book, extents)
            name = choose_sheet(summaries, wanted)
            sheet = book.get_sheet_by_name(name)
    except (CalamineError, ElementTree.ParseError, KeyError) as error:
        raise FileDamaged from error
    merges = [
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    errors = extents[name].errors if name in extents else set()
    return OpenSheet(name, summaries, merges, sheet_rows(sheet, merges, errors))


def summarise(book: CalamineWorkbook, extents: Mapping[str, SheetExtent]) -> list[SheetSummary]:
    summaries = []
    for metadata in book.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        if metadata.name in extents:
            cells = extents[metadata.name].cells
        else:
            sheet = book.get_sheet_by_name(metadata.name)
            cells = sheet.height * sheet.width
        summaries.append(SheetSummary(metadata.name, metadata.visible != SheetVisibleEnum.Visible, cells))
    return summaries


def choose_sheet(summaries: Sequence[SheetSummary], wanted: str | None) -> str:
    if wanted is not None:
        if wanted not in {summary.name for summary in summaries}:
            raise SheetUnknown(sheet=wanted[:80])
        return wanted
    if not summaries:
        raise FileEmpty
    return max(summaries, key=lambda summary: (not summary.hidden and summary.cells > 0, summary.cells)).name


def sheet_parts(path: Path) -> dict[str, str]:
    """Sheet name → part of the zip. The parts were found free of document types: the parser expands nothing."""
    with zipfile.ZipFile(path) as archive:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
        targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
        workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    return {
        element.get("name", ""): part_path(targets.get(element.get(RELATIONSHIP, ""), ""))
        for element in workbook.iter()
        if element.tag.endswith("}sheet")
    }


def part_path(target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return str(PurePosixPath("xl") / target)


def sheet_rows(sheet: CalamineSheet, merges: Sequence[Merge], errors: set[tuple[int, int]]) -> Iterator[SheetRow]:
    """Rows that hold something. A cell merged over several rows gives its text to each of them."""
    if sheet.start is None:
        return
    indent: list[Value] = [""] * sheet.start[1]
    tall: dict[int, list[Merge]] = {}
    for merge in merges:
        if merge.bottom > merge.top and merge.left == merge.right:
            tall.setdefault(merge.top, []).append(merge)
    running: dict[int, tuple[int, str, str]] = {}
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells, kinds = row_texts(itertools.chain(indent, values))
        for merge in tall.get(number, ()):
            if merge.left <= len(cells) and cells[merge.left - 1]:
                running[merge.left] = (merge.bottom, cells[merge.left - 1], kinds[merge.left - 1])
        if not any(map(str.strip, cells)):
            continue
        if running:
            fill_merged(number, cells, kinds, running)
        if errors:
            mark_errors(number, kinds, errors)
        yield SheetRow(number, cells, "".join(kinds))


def fill_merged(number: int, cells: list[str], kinds: list[str], running: dict[int, tuple[int, str, str]]) -> None:
    for column, (bottom, text, kind) in tuple(running.items()):
        if number > bottom:
            del running[column]
        elif not cells[column - 1]:
            cells[column - 1], kinds[column - 1] = text, kind


def mark_errors(number: int, kinds: list[str], errors: set[tuple[int, int]]) -> None:
    for position, kind in enumerate(kinds):
        if kind == EMPTY and (number, position + 1) in errors:
            kinds[position] = ERROR
