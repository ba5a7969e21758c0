"""Mend cells in place: one, a whole group by the suggestions, a whole group by one value; or leave rows out."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from shanghui.core.actor import Actor
from shanghui.core.permission import require
from shanghui.core.refusal import BadRequest
from shanghui.sheets import permissions, rules
from shanghui.sheets.actions.checking import check_again, in_batches
from shanghui.sheets.kinds import kind_of
from shanghui.sheets.models import ImportFlaw, ImportRow, ImportRun
from shanghui.sheets.rules import OPEN_ROWS, RowState

BATCH = 500
LONGEST = 2000


@transaction.atomic
def mend_cell(*, actor: Actor, run: ImportRun, number: int, column: str, text: str, now: datetime) -> ImportRow:
    """Save one cell and check its row again."""
    run = locked(actor, run)
    row = run.rows.filter(number=number, state__in=OPEN_ROWS).first()
    if row is None or kind_of(run.kind).column(column) is None:
        raise BadRequest()
    row.mended = row.mended | {column: text[:LONGEST]}
    check_again(actor, run, [row], now)
    return row


@transaction.atomic
def mend_group(*, actor: Actor, run: ImportRun, column: str, code: str, text: str | None, now: datetime) -> int:
    """All rows with this flaw: `text` for each, or each its suggestion (None). Returns how many were mended."""

    def mend(flaws: Sequence[ImportFlaw], rows: dict[int, ImportRow]) -> list[ImportRow]:
        for flaw in flaws:
            row = rows[flaw.row_id]
            row.mended = row.mended | {column: flaw.suggestion if text is None else text[:LONGEST]}
        return list(rows.values())

    run = locked(actor, run)
    wanted = _flaws(run, column, code)
    return _in_batches(wanted.exclude(suggestion="") if text is None else wanted, mend, actor, run, now)


@transaction.atomic
def skip_group(*, actor: Actor, run: ImportRun, column: str, code: str, now: datetime) -> int:
    """Leave out all rows with this flaw; they go into the file of rows not imported."""
    run = locked(actor, run)
    rows = run.rows.filter(pk__in=_flaws(run, column, code).values("row"), state__in=OPEN_ROWS)
    return rows.update(state=RowState.SKIPPED)


def locked(actor: Actor, run: ImportRun) -> ImportRun:
    """The run under lock, if she may work on it and it is in a state to be mended."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(permissions.can_work_on(actor, run), seen=run.organisation_id == actor.organisation_id)
    rules.ensure_state(run.run_state, *rules.MENDABLE)
    return run


def _flaws(run: ImportRun, column: str, code: str) -> QuerySet[ImportFlaw]:
    if kind_of(run.kind).column(column) is None:
        raise BadRequest()
    return ImportFlaw.objects.filter(run=run, column=column, code=code, row__state__in=OPEN_ROWS)


def _in_batches(
    flaws: QuerySet[ImportFlaw],
    mend: Callable[[Sequence[ImportFlaw], dict[int, ImportRow]], list[ImportRow]],
    actor: Actor,
    run: ImportRun,
    now: datetime,
) -> int:
    count = 0
    for batch in in_batches(list(flaws.order_by("row__number")), BATCH):
        rows = run.rows.in_bulk([flaw.row_id for flaw in batch])
        check_again(actor, run, mend(batch, rows), now)
        count += len(batch)
    return count
