"""Safe reading of tables that people bring: check, then parse in a child process with limits."""

from shanghui.sheets.reading.file_check import check_file
from shanghui.sheets.reading.file_names import neutral_file_name
from shanghui.sheets.reading.rows import read_rows
from shanghui.sheets.reading.rules import FileKind, FileRefused, Limits
from shanghui.sheets.reading.table import Row, Table, TableFacts, read_table
from shanghui.sheets.reading.workbook_summary import SheetSummary

__all__ = [
    "FileKind",
    "FileRefused",
    "Limits",
    "Row",
    "SheetSummary",
    "Table",
    "TableFacts",
    "check_file",
    "neutral_file_name",
    "read_rows",
    "read_table",
]
