"""Set the writing of the ready rows going, and stop it."""

from datetime import datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.core.permission import require
from shanghui.sheets import jobs, permissions, rules
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import RowState, RunState


@transaction.atomic
def begin_commit(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """From here the rows that are ready are written, whether somebody watches or not."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(permissions.can_work_on(actor, run), seen=run.organisation_id == actor.organisation_id)
    rules.ensure_state(run.run_state, *rules.MENDABLE)
    ready = run.rows.filter(state=RowState.READY).count()
    if not ready:
        raise rules.NothingReady()
    run.by_id, run.appointment_id = actor.user_id, actor.appointment_id or 0
    run.state, run.progress, run.to_do, run.begun_at = RunState.COMMITTING, 0, ready, now
    run.save()
    audit.record(actor, "commit_import", run, now=now, file=run.file_name, rows=ready)
    enqueue(jobs.commit_import, run.pk)


@transaction.atomic
def stop_commit(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Stop after the present batch; what is written stays written and can be undone."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    require(permissions.can_work_on(actor, run), seen=run.organisation_id == actor.organisation_id)
    if run.run_state is RunState.COMMITTING:
        run.state, run.committed_at = RunState.COMMITTED, now
        run.save()
