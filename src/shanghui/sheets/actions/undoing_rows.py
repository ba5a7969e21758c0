"""Undo a whole run: what it made goes, what it changed turns back; rows changed since are kept and named."""

from datetime import datetime

from django.db import transaction

from shanghui.core.jobs import give_way
from shanghui.core.refusal import NotPermitted
from shanghui.sheets.actions.failing import fail
from shanghui.sheets.importers import importer_of
from shanghui.sheets.kinds import Importer, Outcome
from shanghui.sheets.models import ImportOutcome, ImportRow, ImportRun
from shanghui.sheets.rules import DONE_ROWS, RowState, RunState

BATCH = 500


def undo_rows(*, run: ImportRun, now: datetime) -> None:
    importer = importer_of(run, now)
    if importer is None:
        fail(run, NotPermitted())
        return
    while _undo_batch(run.pk, importer, now):
        give_way()


@transaction.atomic
def _undo_batch(run_pk: int, importer: Importer, now: datetime) -> bool:
    """The last rows first, so that a row that two lines wrote turns back step by step."""
    run = ImportRun.objects.select_for_update().get(pk=run_pk)
    if run.run_state is not RunState.UNDOING:
        return False
    rows = (
        ImportOutcome.objects.filter(run=run, row__state__in=DONE_ROWS).select_related("row").order_by("-row__number")
    )
    found = list(rows[:BATCH])
    if not found:
        run.state, run.undone_at = RunState.UNDONE, now
        run.save()
        return False
    by_number = {row.row.number: row for row in found}
    outcomes = [Outcome(row.row.number, RowState(row.state), row.subject, row.trace) for row in found]
    gone = []
    for back in importer.undo(outcomes, now):
        outcome = by_number[back.number]
        if back.kept:
            outcome.kept = back.kept[:200]
            outcome.save(update_fields=["kept"])
            outcome.row.state = RowState.KEPT
            outcome.row.save(update_fields=["state"])
        else:
            gone.append(outcome.row_id)
    ImportRow.objects.filter(pk__in=gone).update(state=RowState.UNDONE)
    run.progress += len(found)
    run.save(update_fields=["progress"])
    return True
