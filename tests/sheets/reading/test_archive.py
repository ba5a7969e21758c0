"""Which zips are workbooks that a parser may see."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from shanghui.sheets.reading import archive
from shanghui.sheets.reading.archive import check_archive
from shanghui.sheets.reading.rules import (
    CellsTooFarApart,
    DocumentTypeFound,
    ExternalLinks,
    FileDamaged,
    FileEncrypted,
    FileRefused,
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
from shanghui.sheets.reading.worksheet_scan import SheetExtent
from tests.sheets.reading.files import repacked, xlsx, zipped

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.xlsx"


def refusal(file: Path, content: bytes, **limits: int) -> FileRefused:
    file.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        check_archive(file, Limits(**limits))
    return refused.value


def test_sound_workbook_tells_how_far_its_sheets_reach(file: Path) -> None:
    file.write_bytes(xlsx([["a", "b"], ["c"]], [["d"]]))
    extents = check_archive(file, Limits())
    assert extents == {SHEET: SheetExtent(2, 2, 3), "xl/worksheets/sheet2.xml": SheetExtent(1, 1, 1)}


def test_pictures_and_printer_settings_are_harmless(file: Path) -> None:
    file.write_bytes(repacked({"xl/printerSettings/printerSettings1.bin": b"x", "xl/media/logo.pdf": b"x"}))
    assert SHEET in check_archive(file, Limits())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (repacked({"xl/vbaProject.bin": b"x"}), MacroFile),
        (zipped("xl/workbook.bin"), OldFormat),
        (zipped("mimetype", "content.xml"), OldFormat),
        (zipped("word/document.xml"), KindUnknown),
        (zipped("a.txt"), KindUnknown),
        (repacked({"XL/Workbook.xml": b"<a/>"}), FileDamaged),
        (repacked({"xl/../../evil.xml": b"<a/>"}), FileDamaged),
        (repacked(method=zipfile.ZIP_BZIP2), FileDamaged),
        (repacked({"xl/externalLinks/externalLink1.xml": b"<a/>"}), ExternalLinks),
        (repacked({"xl/embeddings/合同.docx": b"x"}), NestedFile),
        (repacked({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"}), DocumentTypeFound),
        (repacked({"xl/workbook.xml": b'<!ENTITY x "y">'}), DocumentTypeFound),
        (repacked({"xl/workbook.xml": "<workbook/>".encode("utf-16")}), DocumentTypeFound),
        (repacked({"xl/sharedStrings.xml": b'<sst uniqueCount="4000000000">'}), FileDamaged),
        (repacked({"xl/sharedStrings.xml": b"<sst uniqueCount = '99'><si/></sst>"}), FileDamaged),
        (b"PK\x03\x04" + bytes(500), FileDamaged),
        (xlsx()[:-30], FileDamaged),
        (xlsx()[:-10], FileDamaged),
    ],
)  # fmt: skip
def test_what_is_no_plain_workbook_is_refused(file: Path, content: bytes, expected: type[FileRefused]) -> None:
    assert type(refusal(file, content)) is expected


def test_refusals_name_what_was_found(file: Path) -> None:
    assert refusal(file, zipped("xl/workbook.bin")).context == {"kind": "xlsb"}
    assert refusal(file, zipped("mimetype", "content.xml")).context == {"kind": "ods"}
    assert refusal(file, zipped("word/document.xml")).context == {"kind": "docx"}
    assert refusal(file, repacked({"xl/embeddings/a.zip": b"x"})).context == {"name": "xl/embeddings/a.zip"}


def test_encrypted_part_is_refused(file: Path) -> None:
    content = bytearray(xlsx())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1  # the flag in the last entry of the directory
    assert isinstance(refusal(file, bytes(content)), FileEncrypted)


def test_directory_of_a_large_zip_is_refused(file: Path) -> None:
    content = xlsx()
    at = content.rfind(b"PK\x05\x06")
    assert isinstance(refusal(file, content[:at] + b"PK\x06\x07" + bytes(16) + content[at:]), FileDamaged)


def test_directory_that_lies_of_its_size_is_refused(file: Path) -> None:
    content = bytearray(xlsx())
    struct.pack_into("<I", content, content.rfind(b"PK\x05\x06") + 12, 10**9)
    assert isinstance(refusal(file, bytes(content)), TooManyEntries)


def test_many_parts_are_refused_before_they_are_listed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZipFile", None)
    refused = refusal(file, xlsx(), entries=3)
    assert isinstance(refused, TooManyEntries)
    assert refused.context == {"limit": 3}


def test_part_cut_in_the_middle_is_damaged(file: Path) -> None:
    content = repacked({SHEET: bytes(range(65, 91)) * 50})
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        begin = read.getinfo(SHEET).header_offset + 30 + len(SHEET)
    assert isinstance(refusal(file, content[:begin] + b"\xff" * 8 + content[begin + 8 :]), FileDamaged)


def test_what_unpacks_to_too_much_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = repacked({SHEET: b" " * 3_000_000})
    assert isinstance(refusal(file, bomb, unpacked_size=2_000_000), UnpackedTooLarge)
    monkeypatch.setattr(archive, "SMALL", 1_000_000)
    assert isinstance(refusal(file, bomb), UnpackedTooLarge)


def cells(*references: str) -> bytes:
    filled = "".join(f'<c r="{reference}"><v>1</v></c>' for reference in references)
    return repacked({SHEET: f"<worksheet><sheetData>{filled}</sheetData></worksheet>".encode()})


def test_reach_of_a_sheet_is_bounded(file: Path) -> None:
    assert isinstance(refusal(file, cells("A1", "XFD1048576")), CellsTooFarApart)
    assert isinstance(refusal(file, cells("A1", "A30"), rows=20), TooManyRows)
    assert isinstance(refusal(file, cells("A1", "Z1"), columns=20), TooManyColumns)
    dense = refusal(file, cells("A1", "B1", "A2", "B2"), cells=3)
    assert isinstance(dense, CellsTooFarApart)
    assert dense.context == {"rows": 2, "columns": 2, "limit": 3}


def test_no_tag_is_lost_where_chunks_meet(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[f"值{row}-{column}" for column in range(5)] for row in range(20)]
    file.write_bytes(xlsx(rows))
    monkeypatch.setattr(archive, "CHUNK", 64)
    assert check_archive(file, Limits())[SHEET] == SheetExtent(20, 5, 100)


def test_declaration_cut_by_the_end_of_a_chunk_is_found(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "CHUNK", 16)
    assert isinstance(refusal(file, repacked({"xl/workbook.xml": b"<a>   text </a><!DOCTYPE b>"})), DocumentTypeFound)
