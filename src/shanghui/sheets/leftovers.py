"""The rows that were not imported, as a table: the file's own columns, mended, and why, in the last one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from shanghui.sheets.models import ImportRun
from shanghui.sheets.queries.outcomes import why
from shanghui.sheets.rules import LEFT_OUT

PAGE = 1000


def leftover_header(run: ImportRun) -> list[str]:
    return [*run.header, _("没导入的原因")]


def leftover_rows(run: ImportRun) -> Iterator[list[str]]:
    """Streamed in pages; a mended cell stands where the file had it."""
    rows = run.rows.filter(state__in=LEFT_OUT).select_related("outcome").prefetch_related("flaws").order_by("number")
    for row in rows.iterator(chunk_size=PAGE):
        cells = [*row.cells, *[""] * (len(run.header) - len(row.cells))]
        for key, text in row.mended.items():
            if key in run.mapping:
                cells[run.mapping.index(key)] = text
        yield [*cells, why(run, row)]
