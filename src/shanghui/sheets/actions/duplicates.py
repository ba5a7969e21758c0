"""Say of two rows that look alike whether they are the same; nobody is asked twice."""

from datetime import datetime

from django.db import transaction

from shanghui.core.actor import Actor
from shanghui.core.refusal import BadRequest
from shanghui.sheets import lines as make
from shanghui.sheets.actions.mending import locked
from shanghui.sheets.importers import importer_for
from shanghui.sheets.kinds import kind_of
from shanghui.sheets.models import DuplicateDecision, ImportRow, ImportRun
from shanghui.sheets.queries.decisions import pair
from shanghui.sheets.rules import Answer, RowState


@transaction.atomic
def answer_duplicate(*, actor: Actor, run: ImportRun, number: int, index: int, answer: Answer, now: datetime) -> None:
    """`index`: which of the row's candidates. SAME: update with the new; BOTH: two things; SKIP: leave it out."""
    run = locked(actor, run)
    row = run.rows.filter(number=number, state=RowState.DUPLICATE).first()
    if row is None or not 0 <= index < len(row.candidates):
        raise BadRequest()
    candidate = row.candidates[index]
    if answer is Answer.SKIP:
        row.state = RowState.SKIPPED
    else:
        _remember(actor, run, row, candidate, answer is Answer.SAME, now)
    if answer is Answer.SAME:
        row.target, row.twin, row.candidates, row.state = candidate["target"], candidate["number"], [], RowState.READY
    elif answer is Answer.BOTH:
        row.is_new = True
        row.candidates = [other for place, other in enumerate(row.candidates) if place != index]
        row.state = RowState.DUPLICATE if row.candidates else RowState.READY
    row.save()


@transaction.atomic
def answer_all(*, actor: Actor, run: ImportRun, answer: Answer, at_least: float, now: datetime) -> int:
    """The same answer for every row whose first candidate is at least so probable; returns how many rows.

    BOTH holds for all candidates of a row, the likeliest last; the others for the first.
    """
    run = locked(actor, run)
    count = 0
    for row in run.rows.filter(state=RowState.DUPLICATE):
        if row.candidates[0]["probability"] >= at_least:
            for index in reversed(range(len(row.candidates) if answer is Answer.BOTH else 1)):
                answer_duplicate(actor=actor, run=run, number=row.number, index=index, answer=answer, now=now)
            count += 1
    return count


def _remember(
    actor: Actor, run: ImportRun, row: ImportRow, candidate: "dict[str, object]", same: bool, now: datetime
) -> None:
    importer = importer_for(run, actor, now)
    columns = {column.key: column for column in kind_of(run.kind).columns}
    key = importer.key(make.texts_of(run.mapping, row.cells, columns) | row.mended)
    others = [str(candidate["key"]), *([f"#{candidate['target']}"] if candidate["target"] else [])]
    DuplicateDecision.objects.bulk_create(
        [
            DuplicateDecision(
                organisation_id=run.organisation_id, kind=run.kind, left=left, right=right, same=same,
                by_id=actor.user_id, at=now,
            )
            for left, right in (pair(key, other) for other in others)
        ],
        update_conflicts=True,
        unique_fields=["organisation_id", "kind", "left", "right"],
        update_fields=["same", "by", "at"],
    )  # fmt: skip
