"""Which encoding has this text, and is it text at all?"""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path

from shanghui.sheets.reading.rules import ControlCharacters, EncodingUnknown, FileKind, Limits, LineTooLong

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LINE_END = re.compile(r"[\r\n]")
CHUNK = 1024 * 1024


def find_encoding(path: Path) -> str:
    """Python's name of the encoding; GB18030 contains GBK and GB2312. Raises EncodingUnknown."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = ("utf-8", "gb18030")
    for encoding in candidates:
        if decodes(path, encoding):
            return encoding
    raise EncodingUnknown


def decodes(path: Path, encoding: str) -> bool:
    try:
        for _ in decoded_chunks(path, encoding):
            pass
    except UnicodeError:
        return False
    return True


def decoded_chunks(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def ensure_plain_text(path: Path, encoding: str, limits: Limits) -> None:
    """No control characters, no endless line."""
    line, length = 1, 0
    for chunk in decoded_chunks(path, encoding):
        if found := CONTROL.search(chunk):
            raise ControlCharacters(line=line + chunk.count("\n", 0, found.start()))
        pieces = LINE_END.split(chunk)
        for piece in pieces[:-1]:
            ensure_length(length + len(piece), line, limits)
            length = 0
        length += len(pieces[-1])
        line += chunk.count("\n")
        ensure_length(length, line, limits)


def ensure_length(length: int, line: int, limits: Limits) -> None:
    if length > limits.line_length:
        raise LineTooLong(line=line, limit=limits.line_length)


def text_kind(path: Path, encoding: str) -> FileKind:
    """JSONL when the first line that holds something is a JSON object, else CSV."""
    with path.open(encoding=encoding) as file:
        first = next((line for line in file if line.strip()), "").strip()
    if first.startswith("{"):
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            return FileKind.CSV
        return FileKind.JSONL
    return FileKind.CSV
