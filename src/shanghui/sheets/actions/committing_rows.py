"""Write the ready rows: batches, each in its own transaction together with its outcomes and the progress.

Cut off anywhere, the job goes on with the rows that are still ready; a batch is there whole or not at all.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q

from shanghui.core.jobs import give_way
from shanghui.core.refusal import NotPermitted
from shanghui.sheets import lines as make
from shanghui.sheets.actions.failing import fail
from shanghui.sheets.importers import importer_of
from shanghui.sheets.kinds import Importer, Line, Outcome, kind_of
from shanghui.sheets.models import DuplicateDecision, ImportOutcome, ImportRow, ImportRun
from shanghui.sheets.queries.decisions import pair
from shanghui.sheets.rules import RowState, RunState

BATCH = 500


def commit_rows(*, run: ImportRun, now: datetime) -> None:
    importer = importer_of(run, now)
    if importer is None:
        fail(run, NotPermitted())
        return
    while _commit_batch(run.pk, importer, now):
        give_way()


@transaction.atomic
def _commit_batch(run_pk: int, importer: Importer, now: datetime) -> bool:
    """One batch; False when there is nothing left or somebody stopped the run."""
    run = ImportRun.objects.select_for_update().get(pk=run_pk)
    if run.run_state is not RunState.COMMITTING:
        return False
    rows = _next_rows(run)
    if not rows:
        run.state, run.committed_at = RunState.COMMITTED, now
        run.save()
        return False
    lines = make.lines_of(rows, run.mapping, kind_of(run.kind))
    _point_at_twins(run, rows, lines)
    outcomes = _apply(importer, lines, now)
    _store(run, rows, outcomes)
    _remember_twins(run, rows, outcomes, [importer.key(line.texts) for line in lines], now)
    run.progress += len(rows)
    run.save(update_fields=["progress"])
    return True


def _next_rows(run: ImportRun) -> list[ImportRow]:
    """The next rows, together with all that are the same thing as one of them: their facts are folded into one."""
    ready = run.rows.filter(state=RowState.READY).order_by("number")
    rows = list(ready[:BATCH])
    targets = {row.target for row in rows if row.target is not None}
    roots = {row.number for row in rows} | {row.twin for row in rows if row.twin is not None}
    more = ready.filter(Q(target__in=targets) | Q(twin__in=roots) | Q(number__in=roots))
    rows += more.exclude(pk__in=[row.pk for row in rows]) if rows else []
    return sorted(rows, key=lambda row: row.number)


def _point_at_twins(run: ImportRun, rows: Sequence[ImportRow], lines: Sequence[Line]) -> None:
    """A row whose twin was written before has that one's subject as its target."""
    here = {row.number for row in rows}
    twins = {row.twin for row in rows if row.twin is not None} - here
    known = ImportOutcome.objects.filter(run=run, row__number__in=twins).values_list("row__number", "subject")
    subjects = dict(known) if twins else {}
    for row, line in zip(rows, lines, strict=True):
        line.twin = row.twin if row.twin in here else None
        if line.twin is None and row.twin is not None:
            line.target = subjects.get(row.twin)


def _apply(importer: Importer, lines: Sequence[Line], now: datetime) -> list[Outcome]:
    """A line that the database will not take must not hold up the others."""
    try:
        with transaction.atomic():
            return importer.apply(lines, now)
    except (DataError, IntegrityError):
        if len(lines) == 1:
            return [Outcome(lines[0].number, RowState.REJECTED, refusal="not_stored")]
    half = len(lines) // 2
    return _apply(importer, lines[:half], now) + _apply(importer, lines[half:], now)


def _store(run: ImportRun, rows: Sequence[ImportRow], outcomes: Sequence[Outcome]) -> None:
    by_number = {row.number: row for row in rows}
    ImportOutcome.objects.bulk_create(
        ImportOutcome(
            row=by_number[outcome.number],
            run=run,
            state=outcome.state,
            subject=outcome.subject,
            trace=outcome.trace,
            refusal=outcome.refusal,
        )
        for outcome in outcomes
    )
    for state in {outcome.state for outcome in outcomes}:
        pks = [by_number[outcome.number].pk for outcome in outcomes if outcome.state == state]
        ImportRow.objects.filter(pk__in=pks).update(state=state)


def _remember_twins(
    run: ImportRun, rows: Sequence[ImportRow], outcomes: Sequence[Outcome], keys: Sequence[str], now: datetime
) -> None:
    """A row that was folded into another's subject is known as that one from now on."""
    subjects = {outcome.number: outcome.subject for outcome in outcomes}
    roots = {row.twin for row in rows if row.twin is not None}
    pairs = {
        pair(key, f"#{subjects[row.number]}")
        for row, key in zip(rows, keys, strict=True)
        if (row.twin is not None or row.number in roots) and subjects[row.number]
    }
    DuplicateDecision.objects.bulk_create(
        [
            DuplicateDecision(
                organisation_id=run.organisation_id,
                kind=run.kind,
                left=left,
                right=right,
                same=True,
                by_id=run.by_id,
                at=now,
            )
            for left, right in sorted(pairs)
        ],
        ignore_conflicts=True,
    )
