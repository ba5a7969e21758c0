"""What a file must satisfy before it is parsed, and why it may be refused."""

from dataclasses import dataclass
from enum import StrEnum

from shanghui.core.refusal import Refusal

MEBIBYTE = 1024 * 1024


class FileKind(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file. Sizes in bytes, times in seconds, lengths in characters."""

    file_size: int = 50 * MEBIBYTE
    entries: int = 2_000
    unpacked_size: int = 512 * MEBIBYTE
    ratio: int = 200
    rows: int = 200_000
    columns: int = 512
    cells: int = 5_000_000
    line_length: int = MEBIBYTE
    cell_length: int = 32_767
    memory: int = 1536 * MEBIBYTE
    result_size: int = 1024 * MEBIBYTE
    cpu_seconds: int = 60
    wall_seconds: int = 120


class FileRefused(Refusal):
    """A file that is not read; nothing of it has been kept."""

    status = 400


class FileEmpty(FileRefused):
    """No byte, or no row."""


class FileTooLarge(FileRefused):
    """Context: size, limit (MB)."""

    status = 413


class FileDamaged(FileRefused):
    """Cut off, or not built as its kind says."""


class FileEncrypted(FileRefused):
    """Needs a password."""


class MacroFile(FileRefused):
    """Contains a program (VBA)."""


class OldFormat(FileRefused):
    """A table in a format that is not read: .et, .wps, .xlsb, .ods, XML 2003. Context: kind."""


class WebPageFile(FileRefused):
    """HTML under the name of a table, as many systems export it."""


class KindUnknown(FileRefused):
    """Not a table at all: a picture, a PDF, a text document. Context: kind."""


class TooManyEntries(FileRefused):
    """A zip with more parts than a workbook has. Context: limit."""


class UnpackedTooLarge(FileRefused):
    """A zip that unpacks to far more than it weighs. Context: limit (MB)."""


class NestedFile(FileRefused):
    """A file inside the file. Context: name."""


class ExternalLinks(FileRefused):
    """Formulas that point into other workbooks."""


class DocumentTypeFound(FileRefused):
    """An XML part declares a document type or entities; no spreadsheet program writes one."""


class CellsTooFarApart(FileRefused):
    """The rectangle from A1 to the last cell is too large. Context: rows, columns, limit."""


class TooManyRows(FileRefused):
    """Context: limit."""


class TooManyColumns(FileRefused):
    """Context: limit."""


class EncodingUnknown(FileRefused):
    """Text that is neither UTF-8, UTF-16 with a mark, nor GB18030."""


class ControlCharacters(FileRefused):
    """Text with NUL or other control characters. Context: line."""


class LineTooLong(FileRefused):
    """Context: line, limit."""


class CellTooLong(FileRefused):
    """Context: line, limit. Mostly a quotation mark that is never closed."""


class LineBroken(FileRefused):
    """A line of a .jsonl that is not an object. Context: line."""


class SheetUnknown(FileRefused):
    """Context: sheet."""


class FileUnreadable(FileRefused):
    """The reading process ended without a result."""


class ReadingTooSlow(FileRefused):
    """The reading process was stopped. Context: seconds."""


REFUSALS_BY_NAME: dict[str, type[FileRefused]] = {kind.__name__: kind for kind in FileRefused.__subclasses__()}
