"""Set the undoing of a whole run going."""

from datetime import datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.core.permission import require
from shanghui.sheets import jobs, permissions, rules
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import DONE_ROWS, RunState


@transaction.atomic
def begin_undo(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Possible for thirty days after the commit."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(permissions.can_work_on(actor, run), seen=run.organisation_id == actor.organisation_id)
    rules.ensure_state(run.run_state, RunState.COMMITTED)
    rules.ensure_undoable(run.committed_at, now)
    run.by_id, run.appointment_id = actor.user_id, actor.appointment_id or 0
    run.state, run.progress, run.begun_at = RunState.UNDOING, 0, now
    run.to_do = run.rows.filter(state__in=DONE_ROWS).count()
    run.save()
    audit.record(actor, "undo_import", run, now=now, file=run.file_name, rows=run.to_do)
    enqueue(jobs.undo_import, run.pk)
