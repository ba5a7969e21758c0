"""Files are judged by their content, whatever they are called."""

from pathlib import Path

import pytest

from shanghui.sheets.reading import FileKind, FileRefused, Limits, check_file
from shanghui.sheets.reading.file_check import inspect_file
from shanghui.sheets.reading.rules import (
    ControlCharacters,
    EncodingUnknown,
    FileEmpty,
    FileEncrypted,
    FileTooLarge,
    KindUnknown,
    MacroFile,
    OldFormat,
    WebPageFile,
)
from tests.sheets.reading.files import ole, xls, xlsx

XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (xlsx(), FileKind.XLSX),
        (xls([["企业名称"]]), FileKind.XLS),
        (ole(("Book", b"")), FileKind.XLS),
        ("企业名称,手机\n".encode("gb18030"), FileKind.CSV),
        ('{"企业名称": "甲"}\n'.encode(), FileKind.JSONL),
    ],
)
def test_kind_is_told_by_content(tmp_path: Path, content: bytes, kind: FileKind) -> None:
    (tmp_path / "x.pdf").write_bytes(content)
    assert check_file(tmp_path / "x.pdf") is kind


@pytest.mark.parametrize(
    ("content", "expected", "context"),
    [
        (b"", FileEmpty, {}),
        (b"x" * 3_000_000, FileTooLarge, {"size": 3, "limit": 2}),
        (b"%PDF-1.7", KindUnknown, {"kind": "pdf"}),
        (b"\x89PNG\r\n", KindUnknown, {"kind": "png"}),
        (b"Rar!\x1a", KindUnknown, {"kind": "rar"}),
        (b"\xef\xbb\xbf  <html><table>", WebPageFile, {}),
        (XML_2003, OldFormat, {"kind": "xml"}),
        (ole(("EncryptedPackage", b"")), FileEncrypted, {}),
        (xls([["甲"]], password=b"\x2f\x00\x02\x00\x01\x00"), FileEncrypted, {}),
        (xls([["甲"]], password=b"\x86\x00\x00\x00\x2f\x00\x02\x00\x01\x00"), FileEncrypted, {}),
        (ole(("Book", bytes.fromhex("0908080000050500aabbccdd2f00"))), FileEncrypted, {}),
        (ole(("_VBA_PROJECT_CUR", b""), ("Workbook", b"")), MacroFile, {}),
        (ole(("WordDocument", b"")), OldFormat, {"kind": "ole"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 " + "Workbook\0".encode("utf-16-le"), OldFormat, {"kind": "ole"}),
        (b"\xff\xfea", EncodingUnknown, {}),
        ("名\n称\x00".encode(), ControlCharacters, {"line": 2}),
    ],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, content: bytes, expected: type[FileRefused], context: dict[str, object]
) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(expected) as refused:
        check_file(tmp_path / "x.xlsx", Limits(file_size=2 * 1024 * 1024))
    assert refused.value.context == context


def test_text_brings_its_encoding_along(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("名称".encode("utf-16"))
    assert inspect_file(tmp_path / "x", Limits()).encoding == "utf-16"
