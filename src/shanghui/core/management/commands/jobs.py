"""`shanghui jobs list|retry`: what waits, what runs, what died, and a second chance."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from shanghui.core.jobs.claims import retry


class Command(BaseCommand):
    help = "Background jobs that wait, run or died, and running the dead ones again."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        shown = verbs.add_parser("list", help="jobs that wait, run or died")
        shown.add_argument("--dead", action="store_true", help="dead jobs only")
        verbs.add_parser("retry", help="run dead jobs again").add_argument(
            "job_id", nargs="*", help="all dead jobs when none is named"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "list":
            self._list(dead_only=options["dead"])
        else:
            self._retry(options["job_id"])

    def _list(self, *, dead_only: bool) -> None:
        states = [Status.FAILED] if dead_only else [Status.READY, Status.RUNNING, Status.FAILED]
        for run in DBTaskResult.objects.filter(status__in=states).iterator():
            last_line = run.traceback.strip().rsplit("\n", 1)[-1]
            self.stdout.write(f"{run.id} {run.status} {run.task_path} attempts={len(run.worker_ids)} {last_line}")

    def _retry(self, job_ids: list[str]) -> None:
        dead = DBTaskResult.objects.filter(status=Status.FAILED)
        chosen = list(dead.filter(id__in=job_ids) if job_ids else dead)
        for run in chosen:
            retry(run)
        self.stdout.write(str(len(chosen)))
