"""What every page and every operation of imports asks of a request."""

from django.http import HttpRequest
from django.utils.timezone import now

from shanghui.core.actor import Actor
from shanghui.core.audit import note_foreign
from shanghui.core.permission import require
from shanghui.sheets import permissions
from shanghui.sheets.models import ImportRun
from shanghui.sheets.queries.runs import run_of
from shanghui.sheets.rules import RunAbsent


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def asked_run(request: HttpRequest, pk: int) -> ImportRun:
    """The run, if it is her organisation's and she may still import."""
    actor = actor_of(request)
    try:
        run = run_of(actor, pk)
    except RunAbsent:
        note_foreign(actor, ImportRun, pk, now=now())
        raise
    require(permissions.can_work_on(actor, run))
    return run
