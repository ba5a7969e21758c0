"""Check every row of a file: parse, resolve, find what is stored already, find what looks alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction

from shanghui.core.actor import Actor
from shanghui.core.jobs import give_way
from shanghui.core.refusal import NotPermitted
from shanghui.sheets import lines as make
from shanghui.sheets.actions.failing import fail
from shanghui.sheets.cell_values import Moment
from shanghui.sheets.importers import importer_for, importer_of
from shanghui.sheets.kinds import Candidate, Importer, ImportKind, Line, kind_of
from shanghui.sheets.models import ImportFlaw, ImportRow, ImportRun
from shanghui.sheets.queries.decisions import Decisions
from shanghui.sheets.reading import FileRefused, read_table
from shanghui.sheets.reading import Row as FileRow
from shanghui.sheets.rules import RowState, RunState

BATCH = 2000
Item = TypeVar("Item")


def check_import(*, run: ImportRun, now: datetime) -> None:
    """Read the file again and store every row with what is wrong with it. Begins anew when it was cut off."""
    if run.run_state is not RunState.READING:
        return
    importer = importer_of(run, now)
    if importer is None:
        fail(run, NotPermitted())
        return
    _begin_anew(run)
    try:
        with read_table(run.file.path) as table:
            for batch in in_batches(table.rows(), BATCH):
                give_way()
                _check_batch(run, importer, batch, make.moment_of(now))
    except FileRefused as refusal:
        fail(run, refusal)
        return
    _mark_alike(run, importer)
    run.state, run.row_count = RunState.CHECKED, run.progress
    run.save()


@transaction.atomic
def _begin_anew(run: ImportRun) -> None:
    """What a check that was cut off left behind goes, and is not counted twice."""
    run.rows.all().delete()
    run.progress = 0
    run.save(update_fields=["progress"])


def in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _check_batch(run: ImportRun, importer: Importer, batch: Sequence[FileRow], moment: Moment) -> None:
    kind = kind_of(run.kind)
    columns = {column.key: column for column in kind.columns}
    rows = [
        ImportRow(run=run, number=row.number, cells=list(row.cells), lost=make.lost_cells(run.mapping, row.kinds))
        for row in batch
    ]
    lines = [Line(row.number, make.texts_of(run.mapping, row.cells, columns)) for row in rows]
    _parse_and_check(kind, importer, rows, lines, moment)
    _follow_decisions(Decisions(run.organisation_id, run.kind), importer, rows, lines)
    with transaction.atomic():
        ImportRow.objects.bulk_create(rows)
        store_flaws(run, rows, lines)
        run.progress += len(rows)
        run.save(update_fields=["progress"])


def _parse_and_check(
    kind: ImportKind, importer: Importer, rows: Sequence[ImportRow], lines: Sequence[Line], moment: Moment
) -> None:
    for row, line in zip(rows, lines, strict=True):
        make.parse(kind, line, moment, row.lost)
    importer.check(lines)
    for row, line in zip(rows, lines, strict=True):
        row.values, row.target = line.values, line.target
        row.state = RowState.TO_MEND if any(flaw.problem.blocks for flaw in line.flaws) else RowState.READY


def _follow_decisions(
    decisions: Decisions, importer: Importer, rows: Sequence[ImportRow], lines: Sequence[Line]
) -> None:
    """A row that was said to be a stored one, or was written into it, is that one again."""
    if not decisions.any_stored:
        return
    for row, line in zip(rows, lines, strict=True):
        if row.target is None:
            row.target = decisions.stored_as(importer.key(line.texts))


def store_flaws(run: ImportRun, rows: Sequence[ImportRow], lines: Sequence[Line]) -> None:
    ImportFlaw.objects.bulk_create(
        ImportFlaw(
            run=run,
            row=row,
            column=flaw.column,
            code=flaw.problem.code,
            suggestion=flaw.problem.suggestion[:500],
            blocks=flaw.problem.blocks,
        )
        for row, line in zip(rows, lines, strict=True)
        for flaw in line.flaws
    )


def check_again(actor: Actor, run: ImportRun, rows: Sequence[ImportRow], now: datetime) -> None:
    """Rows that were mended: parse, resolve and compare them anew. Runs inside the caller's transaction."""
    importer = importer_for(run, actor, now)
    kind = kind_of(run.kind)
    lines = make.lines_of(rows, run.mapping, kind)
    for line in lines:
        line.target = None
    _parse_and_check(kind, importer, rows, lines, make.moment_of(now))
    ImportFlaw.objects.filter(row__in=rows).delete()
    store_flaws(run, rows, lines)
    apply_candidates(run, importer, rows, importer.candidates())
    ImportRow.objects.bulk_update(
        rows, ["mended", "values", "target", "twin", "is_new", "state", "candidates", "lost"], batch_size=200
    )


def _mark_alike(run: ImportRun, importer: Importer) -> None:
    """Write on the rows what each may be the same as; the rest of the file stays untouched."""
    found = importer.candidates()
    for numbers in in_batches(sorted(found), 500):
        give_way()
        with transaction.atomic():
            rows = list(run.rows.filter(number__in=numbers))
            apply_candidates(run, importer, rows, found)
            ImportRow.objects.bulk_update(rows, ["target", "twin", "is_new", "state", "candidates"], batch_size=200)


def apply_candidates(
    run: ImportRun, importer: Importer, rows: Sequence[ImportRow], found: Mapping[int, Sequence[Candidate]]
) -> None:
    """Settle what was decided before; what nobody was asked yet makes the row a duplicate to decide."""
    decisions = Decisions(run.organisation_id, run.kind)
    columns = {column.key: column for column in kind_of(run.kind).columns}
    for row in rows:
        key = importer.key(make.texts_of(run.mapping, row.cells, columns) | row.mended)
        if row.target is not None and row.target == decisions.stored_as(key):
            continue
        open_ones: list[Candidate] = []
        row.twin, row.is_new = None, False
        for candidate in found.get(row.number, ()):
            known = decisions.about(key, candidate.key, f"#{candidate.target}")
            if known is True:
                row.target, row.twin, open_ones = candidate.target, candidate.number, []
                break
            if known is False:
                row.is_new = True
            else:
                open_ones.append(candidate)
        row.candidates = [_stored(candidate) for candidate in open_ones]
        if open_ones and row.state == RowState.READY:
            row.state = RowState.DUPLICATE


def _stored(candidate: Candidate) -> dict[str, object]:
    return {
        "probability": round(candidate.probability, 3),
        "key": candidate.key,
        "reasons": [[code, dict(context)] for code, context in candidate.reasons],
        "target": candidate.target,
        "number": candidate.number,
    }
