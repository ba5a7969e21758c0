"""The rows of a run: read them with what is wrong, mend them, decide what is the same, leave them out."""

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, Query, Router
from ninja.decorators import decorate_view

from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.idempotency import idempotent
from shanghui.core.refusal import NotFound
from shanghui.sheets.actions import duplicates, mending
from shanghui.sheets.api import shapes
from shanghui.sheets.asking import actor_of, asked_run
from shanghui.sheets.models import ImportRun
from shanghui.sheets.queries.rows import TellingRows, rows_of
from shanghui.sheets.queries.runs import mend_groups
from shanghui.sheets.rules import RowState

router = Router(tags=["imports"])


class RowQuery(Strict):
    """`left_out`: rows that were not imported, each with its reason."""

    state: RowState | None = None
    left_out: bool = False
    cursor: str = shapes.CURSOR
    limit: int = Field(50, ge=1, le=200)


@router.get("/runs/{run_id}/rows", response=shapes.RowPage)
def list_rows(request: HttpRequest, run_id: int, query: Query[RowQuery]) -> object:
    ensure_query_known(request, RowQuery)
    run = asked_run(request, run_id)
    rows = rows_of(run, state=query.state, left_out=query.left_out).filter(number__gt=int(query.cursor or 0))
    found = list(rows[: query.limit + 1])
    shown, more = found[: query.limit], len(found) > query.limit
    tell = TellingRows(actor_of(request), run, now())
    return {"items": [tell.row(row) for row in shown], "next": str(shown[-1].number) if more else ""}


@router.get("/runs/{run_id}/rows/{number}", response=shapes.RowOut)
def read_row(request: HttpRequest, run_id: int, number: int) -> object:
    return _row(request, asked_run(request, run_id), number)


@router.patch("/runs/{run_id}/rows/{number}", response=shapes.RowOut)
def mend_row(request: HttpRequest, run_id: int, number: int, body: shapes.MendIn) -> object:
    """Send the cells again, right this time."""
    run = asked_run(request, run_id)
    mending.mend_row(actor=actor_of(request), run=run, number=number, texts=body.texts, now=now())
    return _row(request, run, number)


@router.post("/runs/{run_id}/rows/{number}/skip", response=shapes.RowOut)
@decorate_view(idempotent)
def skip_row(request: HttpRequest, run_id: int, number: int) -> object:
    run = asked_run(request, run_id)
    mending.skip_row(actor=actor_of(request), run=run, number=number, now=now())
    return _row(request, run, number)


@router.post("/runs/{run_id}/rows/{number}/answer", response=shapes.RowOut)
@decorate_view(idempotent)
def answer_pair(request: HttpRequest, run_id: int, number: int, body: shapes.AnswerIn) -> object:
    """same: update with the new; both: two things; skip: leave the row out. The answer is remembered."""
    run = asked_run(request, run_id)
    duplicates.answer_duplicate(
        actor=actor_of(request), run=run, number=number, index=body.index, answer=body.answer, now=now()
    )
    return _row(request, run, number)


@router.post("/runs/{run_id}/answers", response=shapes.CountOut)
@decorate_view(idempotent)
def answer_pairs(request: HttpRequest, run_id: int, body: shapes.AnswersIn) -> object:
    run = asked_run(request, run_id)
    answered = duplicates.answer_all(
        actor=actor_of(request), run=run, answer=body.answer, at_least=body.at_least, now=now()
    )
    return {"rows": answered}


@router.get("/runs/{run_id}/groups", response=list[shapes.GroupOut])
def list_groups(request: HttpRequest, run_id: int) -> object:
    """What is to be mended, by column and flaw; what holds rows up comes first."""
    ensure_query_known(request)
    return [
        {
            "column": group.column.key,
            "code": group.code,
            "what": str(group.label),
            "rows": group.count,
            "suggested": group.suggested,
            "blocks": group.blocks,
        }
        for group in mend_groups(asked_run(request, run_id))
    ]


@router.post("/runs/{run_id}/groups", response=shapes.CountOut)
@decorate_view(idempotent)
def mend_group(request: HttpRequest, run_id: int, body: shapes.MendGroupIn) -> object:
    """Mend a whole group at once, or leave it out."""
    run, actor = asked_run(request, run_id), actor_of(request)
    if body.skip:
        return {"rows": mending.skip_group(actor=actor, run=run, column=body.column, code=body.code, now=now())}
    return {
        "rows": mending.mend_group(
            actor=actor, run=run, column=body.column, code=body.code, text=body.text, now=now()
        )
    }  # fmt: skip


def _row(request: HttpRequest, run: ImportRun, number: int) -> object:
    row = rows_of(run).filter(number=number).first()
    if row is None:
        raise NotFound()
    return TellingRows(actor_of(request), run, now()).row(row)
