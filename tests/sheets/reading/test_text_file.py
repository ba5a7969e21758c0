"""The encoding of a text, and whether it is one."""

import codecs
from pathlib import Path

import pytest

from shanghui.sheets.reading import text_file
from shanghui.sheets.reading.rules import ControlCharacters, EncodingUnknown, FileKind, Limits, LineTooLong
from shanghui.sheets.reading.text_file import ensure_plain_text, find_encoding, text_kind


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("商会".encode(), "utf-8"),
        ("商会".encode("utf-8-sig"), "utf-8-sig"),
        ("商会".encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + "商会".encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + "商会".encode("utf-16-be"), "utf-16"),
        (b"plain", "utf-8"),
    ],
)
def test_encoding_is_found(file: Path, content: bytes, encoding: str) -> None:
    file.write_bytes(content)
    assert find_encoding(file) == encoding


def test_character_cut_at_the_end_of_a_chunk_is_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "CHUNK", 4)
    file.write_bytes("商会名册".encode())
    assert find_encoding(file) == "utf-8"


@pytest.mark.parametrize("content", [b"\xff\xff\xff", "商会".encode("utf-8-sig")[:-1], "商".encode("utf-16")[:-1]])
def test_what_decodes_as_nothing_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(EncodingUnknown):
        find_encoding(file)


def test_control_characters_are_named_by_their_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "CHUNK", 4)
    file.write_bytes(b"ab\ncd\nef\x08gh\n")
    with pytest.raises(ControlCharacters) as refused:
        ensure_plain_text(file, "utf-8", Limits())
    assert refused.value.context == {"line": 3}


@pytest.mark.parametrize("content", [b"a\n" + b"b" * 30, b"a\n" + b"b" * 30 + b"\nc\n"])
def test_endless_line_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(text_file, "CHUNK", 10)
    file.write_bytes(content)
    with pytest.raises(LineTooLong) as refused:
        ensure_plain_text(file, "utf-8", Limits(line_length=20))
    assert refused.value.context == {"line": 2, "limit": 20}


def test_lines_just_short_enough_pass_whatever_ends_them(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "CHUNK", 7)
    file.write_bytes(b"b" * 20 + b"\r" + b"b" * 20 + b"\r\n" + b"b" * 20)
    ensure_plain_text(file, "utf-8", Limits(line_length=20))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('\n  {"a": 1}\n', FileKind.JSONL),
        ("{a},b\n", FileKind.CSV),
        ('{"a":' * 100_000, FileKind.CSV),
        ("a,b\n", FileKind.CSV),
        (" \n\n", FileKind.CSV),
    ],
)
def test_lines_of_json_are_told_from_cells(file: Path, text: str, kind: FileKind) -> None:
    file.write_text(text)
    assert text_kind(file, "utf-8") is kind
