"""Is this zip a plain workbook? Answered from its directory and a streaming scan, before any parser sees it."""

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from shanghui.sheets.reading.rules import (
    MEBIBYTE,
    CellsTooFarApart,
    DocumentTypeFound,
    ExternalLinks,
    FileDamaged,
    FileEncrypted,
    KindUnknown,
    Limits,
    MacroFile,
    NestedFile,
    OldFormat,
    TooManyColumns,
    TooManyEntries,
    TooManyRows,
    UnpackedTooLarge,
)
from shanghui.sheets.reading.worksheet_scan import SheetExtent, scan_worksheet

END_OF_DIRECTORY = b"PK\x05\x06"
ZIP64_LOCATOR = b"PK\x06\x07"
BYTES_PER_ENTRY = 1024
SMALL = 20 * MEBIBYTE
NESTED = re.compile(r"\.(zip|rar|7z|gz|xlsx?|xlsm|xlsb|docx?|pptx?|pdf|exe|bin)$", re.IGNORECASE)
HARMLESS_BINARIES = re.compile(r"^(xl|customXml)/(printerSettings|customProperty|media|theme)/", re.IGNORECASE)
MARKUP = (".xml", ".rels", ".vml")
CHUNK = 256 * 1024
UNIQUE_COUNT = re.compile(rb"""\buniqueCount\s*=\s*["']\s*(\d+)""")


def check_archive(path: Path, limits: Limits) -> dict[str, SheetExtent]:
    """Refuse what is not a plain .xlsx; give the extent of each worksheet part by its name in the zip."""
    ensure_directory_small(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            ensure_workbook({entry.filename for entry in entries})
            ensure_entries_plain(entries)
            ensure_unpacked_small(entries, path.stat().st_size, limits)
            return {entry.filename: extent for entry, extent in scan_parts(archive, entries, limits)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, UnicodeDecodeError) as error:
        raise FileDamaged from error


def ensure_directory_small(path: Path, limits: Limits) -> None:
    """Read the end record alone: `zipfile` would build an object per entry, 100,000 of them."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 65_557))
        tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < 22 or ZIP64_LOCATOR in tail[max(0, at - 20) : at]:
        raise FileDamaged
    entries, directory_size = struct.unpack_from("<HI", tail, at + 10)
    if entries > limits.entries or directory_size > limits.entries * BYTES_PER_ENTRY:
        raise TooManyEntries(limit=limits.entries)


def ensure_workbook(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise MacroFile
    if "xl/workbook.xml" in lower:
        return
    if "xl/workbook.bin" in lower:
        raise OldFormat(kind="xlsb")
    if {"mimetype", "content.xml"} <= lower:
        raise OldFormat(kind="ods")
    raise KindUnknown(kind="docx" if "word/document.xml" in lower else "zip")


def ensure_entries_plain(entries: list[zipfile.ZipInfo]) -> None:
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise FileDamaged
    for entry in entries:
        name = entry.filename.lower()
        if entry.flag_bits & 0x1:
            raise FileEncrypted
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or ".." in name.split("/"):
            raise FileDamaged
        if name.startswith("xl/externallinks/"):
            raise ExternalLinks
        if NESTED.search(name) and not HARMLESS_BINARIES.match(name):
            raise NestedFile(name=entry.filename[:80])


def ensure_unpacked_small(entries: list[zipfile.ZipInfo], packed_size: int, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_size or unpacked > max(SMALL, packed_size * limits.ratio):
        raise UnpackedTooLarge(limit=limits.unpacked_size // MEBIBYTE)


def scan_parts(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits
) -> Iterator[tuple[zipfile.ZipInfo, SheetExtent]]:
    for entry in entries:
        name = entry.filename.lower()
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            extent = scan_worksheet(markup_chunks(archive, entry))
            ensure_extent(extent, limits)
            yield entry, extent
        elif name.endswith(MARKUP):
            ensure_count_possible(markup_chunks(archive, entry), entry.file_size)


def markup_chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Chunks of an XML part that each end where a tag begins, so that no tag is cut in two."""
    rest = b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            if not rest and b"\0" in chunk[:4]:
                raise DocumentTypeFound  # UTF-16 would hide the declaration from the search below
            chunk = rest + chunk
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise DocumentTypeFound
            at = chunk.rfind(b"<")
            if at <= 0:
                at = len(chunk)
            yield chunk[:at]
            rest = chunk[at:]
    yield rest


def ensure_count_possible(chunks: Iterator[bytes], size: int) -> None:
    """A declared count of shared strings above the part's bytes is a lie: python-calamine 0.9 aborts on it."""
    for chunk in chunks:
        if any(len(digits) > 9 or int(digits) > size for digits in UNIQUE_COUNT.findall(chunk)):
            raise FileDamaged


def ensure_extent(extent: SheetExtent, limits: Limits) -> None:
    if extent.rows * extent.columns > limits.cells and extent.cells < extent.rows * extent.columns // 4:
        raise CellsTooFarApart(rows=extent.rows, columns=extent.columns, limit=limits.cells)
    if extent.rows > limits.rows:
        raise TooManyRows(limit=limits.rows)
    if extent.columns > limits.columns:
        raise TooManyColumns(limit=limits.columns)
    if extent.rows * extent.columns > limits.cells:
        raise CellsTooFarApart(rows=extent.rows, columns=extent.columns, limit=limits.cells)
