"""Why a run or a row came to nothing, and what an undoing kept: in the reader's language."""

from django.utils.translation import gettext as _

from shanghui.core.labels import refusal_text
from shanghui.core.refusal import NotPermitted
from shanghui.sheets.kinds import kind_of
from shanghui.sheets.labels import FILE_REFUSALS, ROW_STATES
from shanghui.sheets.models import ImportRow, ImportRun
from shanghui.sheets.queries.runs import problem_label
from shanghui.sheets.reading import FileRefused
from shanghui.sheets.rules import RowState

KEPT_SHOWN = 100


def kept_names(run: ImportRun) -> list[str]:
    return list(run.outcomes.exclude(kept="").values_list("kept", flat=True)[:KEPT_SHOWN])


def failure_text(run: ImportRun) -> str:
    """Why the background step ended, in the reader's language."""
    for refusal in (*FILE_REFUSALS, NotPermitted):
        if refusal.__name__ == run.refusal.get("name"):
            return refusal_text(refusal(**run.refusal.get("context", {})))
    return refusal_text(FileRefused())


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
