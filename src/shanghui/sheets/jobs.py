"""What goes on when the page is closed. Each job finds its own earlier work in the run's rows and goes on."""

from datetime import timedelta

from django.utils import timezone

from shanghui.core.jobs import job
from shanghui.sheets.actions import checking, committing_rows, forgetting, reading, undoing_rows
from shanghui.sheets.models import ImportRun


@job(attempts=3, limit=timedelta(minutes=10))
def read_import(run_id: int) -> None:
    reading.read_in_background(run=ImportRun.objects.get(pk=run_id))


@job(attempts=5, limit=timedelta(hours=1))
def check_import(run_id: int) -> None:
    checking.check_import(run=ImportRun.objects.get(pk=run_id), now=timezone.now())


@job(attempts=5, limit=timedelta(hours=1))
def commit_import(run_id: int) -> None:
    committing_rows.commit_rows(run=ImportRun.objects.get(pk=run_id), now=timezone.now())


@job(attempts=5, limit=timedelta(hours=1))
def undo_import(run_id: int) -> None:
    undoing_rows.undo_rows(run=ImportRun.objects.get(pk=run_id), now=timezone.now())


@job(every=timedelta(days=1), offset=timedelta(hours=4))
def tidy_imports() -> None:
    forgetting.forget_old_imports(now=timezone.now())
