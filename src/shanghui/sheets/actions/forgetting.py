"""Files and rows of imports are copies of personal data: sixty days after the last step they go."""

from datetime import datetime, timedelta

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import SYSTEM
from shanghui.core.jobs import give_way
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import BUSY

RUNS_KEPT = timedelta(days=60)


def forget_old_imports(*, now: datetime) -> int:
    """How many runs went, each with its rows and its file; the audit trail keeps what they did."""
    old = ImportRun.objects.exclude(state__in=BUSY).filter(created_at__lt=now - RUNS_KEPT)
    forgotten = 0
    for run in old.exclude(committed_at__gt=now - RUNS_KEPT).exclude(undone_at__gt=now - RUNS_KEPT):
        _forget(run, now)
        forgotten += 1
        give_way()
    return forgotten


@transaction.atomic
def _forget(run: ImportRun, now: datetime) -> None:
    audit.record(SYSTEM, "forget_import", run, now=now, file=run.file_name)
    shared = ImportRun.objects.exclude(pk=run.pk).filter(file=run.file.name).exists()
    storage, name = run.file.storage, run.file.name
    run.delete()
    if name and not shared:
        transaction.on_commit(lambda: storage.delete(name))
