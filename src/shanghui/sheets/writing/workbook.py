"""A .xlsx as a stream of bytes: rows go in, chunks of the finished file come out, nothing is kept (ADR 4)."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import Any

from shanghui.sheets.reading.header import column_letters
from shanghui.sheets.reading.rules import TooManyRows
from shanghui.sheets.writing import workbook_parts as parts
from shanghui.sheets.writing.cells import Cell, clean, datetime_text, fits_number, number_text, serial_number

ROWS_AT_ONCE = 200
CHUNK = 64 * 1024
LAST_ROW = 1_048_576
COMPRESSION = 3
SPECIAL = re.compile(r"[&<>\r]|_x[0-9A-Fa-f]{4}_")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_"}
FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: any iterable, consumed once. `widths`: columns in characters; guessed from the header when absent."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[float] = ()


class Outlet(RawIOBase):
    """What `zipfile` writes into; it cannot seek, so sizes go behind each part (APPNOTE 4.3.9)."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []
        self.size = 0

    def write(self, chunk: Any) -> int:
        self.waiting.append(bytes(chunk))
        self.size += len(chunk)
        return len(chunk)

    def take(self) -> bytes:
        chunk = b"".join(self.waiting)
        self.waiting, self.size = [], 0
        return chunk


def stream_xlsx(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """Chunks of about 64 KB. Texts stay texts, whatever they begin with. Raises TooManyRows at Excel's last row."""
    outlet = Outlet()
    names = sheet_names([sheet.name for sheet in sheets])
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as archive:
        archive.writestr("[Content_Types].xml", parts.content_types(len(names)))
        archive.writestr("_rels/.rels", parts.PACKAGE_RELATIONS)
        archive.writestr("xl/workbook.xml", parts.workbook(names))
        archive.writestr("xl/_rels/workbook.xml.rels", parts.workbook_relations(len(names)))
        archive.writestr("xl/styles.xml", parts.STYLES)
        for number, sheet in enumerate(sheets, start=1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                for xml in worksheet(sheet):
                    part.write(xml.encode())
                    if outlet.size > CHUNK:
                        yield outlet.take()
    yield outlet.take()


def write_xlsx(target: Path, sheets: Sequence[Sheet]) -> None:
    with target.open("wb") as file:
        file.writelines(stream_xlsx(sheets))


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """What Excel accepts: 1 to 31 characters, some forbidden, no two alike."""
    names: list[str] = []
    for position, name in enumerate(wanted, start=1):
        plain = FORBIDDEN_IN_NAME.sub(" ", name).strip(" '")[:31] or f"Sheet{position}"
        unique, count, taken = plain, 1, {other.lower() for other in names}
        while unique.lower() in taken:
            count += 1
            unique = f"{plain[:25]} ({count})"
        names.append(unique)
    return names


def worksheet(sheet: Sheet) -> Iterator[str]:
    """The XML of a worksheet, some rows at a time."""
    yield worksheet_start(sheet)
    letters = [column_letters(position) for position in range(1, len(sheet.header) + 1)]
    headings = "".join(text_cell(name, f"{letters[i]}1", parts.STYLE_HEADER) for i, name in enumerate(sheet.header))
    waiting = [f'<row r="1">{headings}</row>']
    for number, row in enumerate(sheet.rows, start=2):
        if number > LAST_ROW:
            raise TooManyRows(limit=LAST_ROW)
        cells = [cell_xml(cell, f"{letter}{number}") for letter, cell in zip(letters, row, strict=True)]
        waiting.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(waiting) >= ROWS_AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting) + "</sheetData></worksheet>"


def worksheet_start(sheet: Sheet) -> str:
    widths = sheet.widths or [default_width(name) for name in sheet.header]
    columns = "".join(
        f'<col min="{position}" max="{position}" width="{width:.1f}" customWidth="1"/>'
        for position, width in enumerate(widths, start=1)
    )
    return (
        f'{parts.DECLARATION}<worksheet xmlns="{parts.MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def default_width(name: str) -> float:
    """Room for the heading; a Chinese character takes two places."""
    return min(40.0, max(12.0, 4.0 + sum(2 if ord(character) > 0x2E7F else 1 for character in name)))


def cell_xml(cell: Cell, place: str) -> str:
    if isinstance(cell, str):
        return text_cell(cell, place, parts.STYLE_TEXT)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, dt.date):
        return date_cell(cell, place)
    text = number_text(cell)
    if text and not fits_number(text):
        return text_cell(text, place, parts.STYLE_TEXT)
    return f'<c r="{place}"><v>{text}</v></c>' if text else ""


def text_cell(text: str, place: str, style: int) -> str:
    """Format `@`, so that editing in Excel mangles no code, telephone number or leading zero either."""
    text = clean(text)
    if not text:
        return ""
    if SPECIAL.search(text):
        text = SPECIAL.sub(escaped, text)
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() or "\n" in text else ""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def escaped(found: re.Match[str]) -> str:
    """`_x0041_` would be read as A, so its first sign is escaped itself (ECMA-376 22.9.2.19)."""
    text = found[0]
    return ENTITIES.get(text) or f"_x005F{text}"


def date_cell(day: dt.date, place: str) -> str:
    serial = serial_number(day)
    is_moment = isinstance(day, dt.datetime)
    if serial is None:
        return text_cell(
            datetime_text(day) if isinstance(day, dt.datetime) else day.isoformat(), place, parts.STYLE_TEXT
        )
    style = parts.STYLE_DATETIME if is_moment else parts.STYLE_DATE
    return f'<c r="{place}" s="{style}"><v>{serial!r}</v></c>'
