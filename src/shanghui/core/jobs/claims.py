"""A run's life in the table: claimed, finished, tried again, dead, taken over. Each step is one transaction."""

import logging
import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult, get_date_max

from shanghui.core.jobs.definition import Job
from shanghui.core.jobs.drain import Interrupted
from shanghui.core.jobs.liveness import dead_workers
from shanghui.core.refusal import Refusal

Run = DBTaskResult[Any, Any]
log = logging.getLogger(__name__)
LONGEST_PAUSE = timedelta(hours=1)


def claim(worker_id: str) -> Run | None:
    """The next ready run, now this worker's; None when there is none. A look first: it takes no lock."""
    if not DBTaskResult.objects.ready().exists():
        return None
    with transaction.atomic():
        run: Run | None = DBTaskResult.objects.ready().get_locked()
        if run is not None:
            run.claim(worker_id)
        return run


def finish(run: Run) -> None:
    with transaction.atomic():
        if _still_ours(run):
            run.set_successful(None)


def fail(run: Run, error: BaseException, *, now: datetime) -> None:
    """Back to the queue later, or dead when its attempts are used up or trying again cannot help."""
    with transaction.atomic():
        if not _still_ours(run):
            return
        run.set_failed(error)
        if isinstance(error, Interrupted):
            _requeue(run, get_date_max(), run.worker_ids[:-1])
        elif not isinstance(error, Refusal) and len(run.worker_ids) < _attempts(run):
            _requeue(run, now + pause(len(run.worker_ids)), run.worker_ids)
        else:
            log.error("job %s %s is dead: %r", run.task_path, run.id, error)


def take_over(*, now: datetime) -> int:
    """Return the runs of dead workers to the queue, or bury them; the number of runs touched."""
    running = DBTaskResult.objects.filter(status=Status.RUNNING)
    owners = {worker_ids[-1] for worker_ids in running.values_list("worker_ids", flat=True) if worker_ids}
    dead = dead_workers(owners, now=now) if owners else set()
    return sum(_take_over(run.id, dead, now) for run in running if dead and run.worker_ids[-1] in dead)


def retry(run: Run) -> None:
    """A dead run starts anew, with all its attempts."""
    _requeue(run, get_date_max(), [])


def pause(attempt: int) -> timedelta:
    """Back-off after the n-th attempt: 5 s, 10 s, 20 s … at most an hour, ± 20 % so that herds disperse."""
    return min(timedelta(seconds=5 * 2 ** (attempt - 1)), LONGEST_PAUSE) * random.uniform(0.8, 1.2)


def _take_over(run_id: UUID, dead: set[str], now: datetime) -> int:
    with transaction.atomic():
        run = DBTaskResult.objects.select_for_update().get(id=run_id)
        if run.status != Status.RUNNING or run.worker_ids[-1] not in dead:
            return 0
        log.warning("job %s %s: worker %s died, taken over", run.task_path, run.id, run.worker_ids[-1])
        fail(run, WorkerDied(run.worker_ids[-1]), now=now)
        if run.status == Status.READY:
            _requeue(run, get_date_max(), run.worker_ids)
        return 1


class WorkerDied(Exception):
    """The process that ran the job is gone."""


def _still_ours(run: Run) -> bool:
    fresh = DBTaskResult.objects.select_for_update().get(id=run.id)
    return bool(fresh.status == Status.RUNNING and fresh.worker_ids == run.worker_ids)


def _attempts(run: Run) -> int:
    try:
        task = run.task
    except (ImportError, SuspiciousOperation):
        return 1
    return task.attempts if isinstance(task, Job) else 1


def _requeue(run: Run, run_after: datetime, worker_ids: list[str]) -> None:
    run.status, run.run_after, run.worker_ids, run.finished_at = Status.READY, run_after, worker_ids, None
    run.save(update_fields=["status", "run_after", "worker_ids", "finished_at"])
