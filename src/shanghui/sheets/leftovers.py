"""The rows that were not imported, as a table: the file's own columns, mended, and why, in the last one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from shanghui.sheets.kinds import kind_of
from shanghui.sheets.labels import ROW_STATES
from shanghui.sheets.models import ImportRow, ImportRun
from shanghui.sheets.queries.runs import problem_label
from shanghui.sheets.rules import LEFT_OUT, RowState

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


def why(run: ImportRun, row: ImportRow) -> str:
    """One sentence for people; importing the file again ignores the column."""
    kind = kind_of(run.kind)
    if row.state == RowState.REJECTED:
        return str(kind.refusals.get(row.outcome.refusal, ROW_STATES[RowState.REJECTED]))
    if row.state == RowState.TO_MEND:
        told = []
        for flaw in row.flaws.all():
            column = kind.column(flaw.column)
            if flaw.blocks and column is not None:
                told.append(
                    _("%(column)s：%(problem)s") % {"column": column.label, "problem": problem_label(kind, flaw.code)}
                )
        return _("；").join(told)
    return str(ROW_STATES[RowState(row.state)])
