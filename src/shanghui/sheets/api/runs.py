"""A run from upload to undo."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Field, File, Form, Query, Router, Status, UploadedFile
from ninja.decorators import decorate_view

from shanghui.core.actor import Actor
from shanghui.core.api import Strict, ensure_query_known
from shanghui.core.idempotency import idempotent
from shanghui.core.permission import require
from shanghui.core.refusal import NotFound
from shanghui.sheets import permissions
from shanghui.sheets.actions import committing, undoing
from shanghui.sheets.actions import runs as actions
from shanghui.sheets.api import shapes
from shanghui.sheets.asking import actor_of, asked_run
from shanghui.sheets.kinds import kinds_for, known_kind
from shanghui.sheets.queries.runs import runs_of

router = Router(tags=["imports"])


class RunQuery(Strict):
    cursor: str = shapes.CURSOR
    limit: int = Field(50, ge=1, le=200)


@router.get("/kinds", response=list[shapes.KindOut])
def list_kinds(request: HttpRequest) -> object:
    """What she may import, and the columns that its rows may fill."""
    ensure_query_known(request)
    actor = _importing(request)
    return [
        {
            "key": kind.key,
            "label": str(kind.label),
            "columns": [
                {"key": one.key, "label": str(one.label), "required": one.required, "example": one.example}
                for one in kind.columns
            ],
        }
        for kind in kinds_for(actor)
    ]


@router.get("/runs", response=shapes.RunPage)
def list_runs(request: HttpRequest, query: Query[RunQuery]) -> object:
    """The runs of her organisation, the latest first."""
    ensure_query_known(request, RunQuery)
    runs = runs_of(_importing(request)).order_by("-pk")
    found = list((runs.filter(pk__lt=int(query.cursor)) if query.cursor else runs)[: query.limit + 1])
    shown, more = found[: query.limit], len(found) > query.limit
    return {"items": [shapes.run_line(run) for run in shown], "next": str(shown[-1].pk) if more else ""}


@router.post("/runs", response={201: shapes.RunOut})
@decorate_view(idempotent)
def begin_import(request: HttpRequest, kind: Form[str], file: File[UploadedFile]) -> object:
    """Upload a table (.xlsx, .csv, .jsonl); the columns are guessed. A large file is read in the background."""
    actor = _importing(request)
    if known_kind(actor, kind) is None:
        raise NotFound()
    run = actions.begin_import(actor=actor, kind=kind, upload=file, now=now())
    return Status(201, shapes.run_out(run))


@router.get("/runs/{run_id}", response=shapes.RunOut)
def read_run(request: HttpRequest, run_id: int) -> object:
    """Ask again while the state is `reading`, `committing` or `undoing`."""
    return shapes.run_out(asked_run(request, run_id))


@router.post("/runs/{run_id}/columns", response=shapes.RunOut)
@decorate_view(idempotent)
def choose_columns(request: HttpRequest, run_id: int, body: shapes.MappingIn) -> object:
    """Settle what each column means; the rows are then checked in the background."""
    run = asked_run(request, run_id)
    actions.choose_columns(actor=actor_of(request), run=run, mapping=body.columns, now=now())
    return read_run(request, run_id)


@router.post("/runs/{run_id}/commit", response=shapes.RunOut)
@decorate_view(idempotent)
def commit_import(request: HttpRequest, run_id: int) -> object:
    """Write the rows that are ready, in the background; the others stay open."""
    return _step(request, run_id, committing.begin_commit)


@router.post("/runs/{run_id}/stop", response=shapes.RunOut)
@decorate_view(idempotent)
def stop_commit(request: HttpRequest, run_id: int) -> object:
    """Stop writing after the present batch."""
    return _step(request, run_id, committing.stop_commit)


@router.post("/runs/{run_id}/undo", response=shapes.RunOut)
@decorate_view(idempotent)
def undo_import(request: HttpRequest, run_id: int) -> object:
    """Take back all that the run wrote, in the background; what was changed since stays, and is named in `kept`."""
    return _step(request, run_id, undoing.begin_undo)


@router.post("/runs/{run_id}/abandon", response=shapes.RunOut)
@decorate_view(idempotent)
def abandon_import(request: HttpRequest, run_id: int) -> object:
    """Give it up before anything is written."""
    return _step(request, run_id, actions.abandon_import)


def _step(request: HttpRequest, run_id: int, action: Callable[..., Any]) -> object:
    run = asked_run(request, run_id)
    action(actor=actor_of(request), run=run, now=now())
    return read_run(request, run_id)


def _importing(request: HttpRequest) -> Actor:
    """Raises NotPermitted for whoever may import nothing, and for a token without the scope to write."""
    actor = actor_of(request)
    require(permissions.can_import_anything(actor))
    return actor
