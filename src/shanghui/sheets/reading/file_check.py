"""What is this file, and may a parser see it? Judged by content; the name's extension proves nothing."""

import re
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from shanghui.sheets.reading.archive import check_archive
from shanghui.sheets.reading.rules import (
    MEBIBYTE,
    FileEmpty,
    FileEncrypted,
    FileKind,
    FileTooLarge,
    KindUnknown,
    Limits,
    MacroFile,
    OldFormat,
    WebPageFile,
)
from shanghui.sheets.reading.text_file import ensure_plain_text, find_encoding, text_kind
from shanghui.sheets.reading.worksheet_scan import SheetExtent

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_MAGIC = {
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gz",
    b"{\\rtf": "rtf",
}
# [MS-XLS] 2.1.7.20.3: the book's first record, perhaps one that reserves writing, then the one that asks for a password.
PASSWORD_OF_XLS = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be parsed. `encoding` of texts; `extents` of worksheet parts by name in the zip."""

    kind: FileKind
    encoding: str = ""
    extents: dict[str, SheetExtent] = field(default_factory=dict)


def check_file(path: str | PathLike[str], limits: Limits = Limits()) -> FileKind:
    """The kind of the file. Raises a FileRefused when it must not be parsed."""
    return inspect_file(Path(path), limits).kind


def inspect_file(path: Path, limits: Limits) -> CheckedFile:
    size = path.stat().st_size
    if size == 0:
        raise FileEmpty
    if size > limits.file_size:
        raise FileTooLarge(size=-(-size // MEBIBYTE), limit=limits.file_size // MEBIBYTE)
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(ZIP_MAGIC):
        return CheckedFile(FileKind.XLSX, extents=check_archive(path, limits))
    if start.startswith(OLE_MAGIC):
        ensure_plain_xls(path.read_bytes())
        return CheckedFile(FileKind.XLS)
    ensure_not_other(start)
    encoding = find_encoding(path)
    ensure_plain_text(path, encoding, limits)
    return CheckedFile(text_kind(path, encoding), encoding=encoding)


def ensure_not_other(start: bytes) -> None:
    for magic, kind in OTHER_MAGIC.items():
        if start.startswith(magic):
            raise KindUnknown(kind=kind)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise OldFormat(kind="xml") if XML_2003 in start else WebPageFile


def ensure_plain_xls(content: bytes) -> None:
    """The directory of an OLE file says what it holds: [MS-CFB] 2.6, entries of 128 bytes, names in UTF-16LE."""
    if has_stream(content, "EncryptedPackage") or PASSWORD_OF_XLS.search(content):
        raise FileEncrypted
    if has_stream(content, "_VBA_PROJECT_CUR"):
        raise MacroFile
    if not (has_stream(content, "Workbook") or has_stream(content, "Book")):
        raise OldFormat(kind="ole")


def has_stream(content: bytes, name: str) -> bool:
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = content.find(wanted)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = content.find(wanted, at + 1)
    return False
