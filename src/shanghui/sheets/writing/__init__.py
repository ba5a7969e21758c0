"""Tables to files and to streamed answers, such that reading them gives the same again."""

from shanghui.sheets.writing.cells import Cell
from shanghui.sheets.writing.delimited import stream_csv, write_csv
from shanghui.sheets.writing.rows import write_rows
from shanghui.sheets.writing.workbook import Sheet, stream_xlsx, write_xlsx

__all__ = ["Cell", "Sheet", "stream_csv", "stream_xlsx", "write_csv", "write_rows", "write_xlsx"]
