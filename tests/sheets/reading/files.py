"""Files for the tests of reading: sound ones, ones with foreign parts, an old .xls made by hand."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def xlsx(*sheets: Sequence[Sequence[object]], names: Sequence[str] = ()) -> bytes:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        for place, rows in enumerate(sheets or ([["企业名称"], ["上海甲字螺帽有限公司"]],)):
            sheet = made.add_worksheet(names[place] if names else None)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return book.getvalue()


def repacked(
    parts: Mapping[str, bytes] = {},
    *,
    without: Sequence[str] = (),
    book: bytes = b"",
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A sound workbook with parts put in the place of its own, added, or left out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book or xlsx())) as old, zipfile.ZipFile(packed, "w", method) as new:
        for name in old.namelist():
            if name not in parts and name not in without:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            new.writestr(name, body)
    return packed.getvalue()


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name in names:
            new.writestr(name, b"")
    return packed.getvalue()


def ole(*streams: tuple[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of up to three streams: header, one table of sectors, the directory, the streams."""
    table, body, entries = [TABLE, END], b"", []
    for number, (name, content) in enumerate(streams, start=1):
        sectors = max(8, -(-len(content) // SECTOR))  # below 4096 bytes a stream would lie in the small table
        first = len(table)
        table += [*range(first + 1, first + sectors), END]
        body += content.ljust(sectors * SECTOR, b"\0")
        right = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, right, FREE, first, sectors * SECTOR))
    root = _entry("Root Entry", 5, FREE, 1 if streams else FREE, END, 0)
    directory = (root + b"".join(entries)).ljust(SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    filled = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return header.ljust(SECTOR, b"\xff") + filled + directory + body


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    facts = struct.pack("<HBBIII36xIQ", len(text), kind, 1, FREE, right, child, start, size)
    return text.ljust(64, b"\0") + facts


def xls(rows: Sequence[Sequence[str]], sheet: str = "名册", password: bytes = b"") -> bytes:
    """The old binary workbook ([MS-XLS]) with texts in its cells; `password`: the records that ask for one."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6)) + password
    pages = _record(0x0042, struct.pack("<H", 1200))
    end = _record(0x000A, b"")
    title = sheet.encode("utf-16-le")
    length = len(start) + len(pages) + 4 + 8 + len(title) + len(end)
    bound = _record(0x0085, struct.pack("<IBBBB", length, 0, 0, len(sheet), 1) + title)
    cells = b"".join(
        _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    page = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6)) + cells + end
    return ole(("Workbook", start + pages + bound + end + page))


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content
