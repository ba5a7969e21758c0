"""The worker: threads that run jobs, one that beats the heart and looks round, one that delivers the outbox."""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from shanghui.core.jobs import housekeeping  # noqa: F401 - its job registers itself
from shanghui.core.jobs.claims import claim, fail, finish, take_over
from shanghui.core.jobs.definition import DEFAULT_LIMIT, Job
from shanghui.core.jobs.drain import STOPPING
from shanghui.core.jobs.liveness import BEAT_SECONDS, Worker
from shanghui.core.jobs.schedule import tick
from shanghui.core.jobs.settling import settle
from shanghui.core.outbox.delivery import deliver_one, release_dead_claims

log = logging.getLogger(__name__)
DRAIN_SECONDS = 25.0
IDLE_SECONDS = 1.0
OVER_LIMIT = 70
SENDERS = 3

#: thread id → (deadline on the monotonic clock, what runs)
_running: dict[int, tuple[float, str]] = {}


def work(*, threads: int = 1) -> None:
    """Run until STOPPING is set, then drain; a job that outlasts the drain is left for the next worker."""
    autodiscover_modules("jobs")
    worker = Worker(now=timezone.now())
    steps: list[Callable[[], bool]] = [lambda: _look_round(worker)]
    steps += [lambda: run_one(worker.id)] * threads + [lambda: deliver_one(worker.id)] * SENDERS
    loops = [threading.Thread(target=_loop, args=(step,), daemon=True) for step in steps]
    for thread in loops:
        thread.start()
    log.info("worker %s is ready", worker.id)
    while not STOPPING.wait(IDLE_SECONDS):
        _end_if_late()
    deadline = time.monotonic() + DRAIN_SECONDS
    for thread in loops:
        thread.join(max(0.0, deadline - time.monotonic()))
    if not _running:
        worker.leave()
    log.info("worker %s stopped, %d left over", worker.id, len(_running))


def run_one(worker_id: str) -> bool:
    """Claim and run one job; False when none was ready."""
    run = claim(worker_id)
    if run is None:
        return False
    here = threading.get_ident()
    try:
        task = run.task
        limit = task.limit if isinstance(task, Job) else DEFAULT_LIMIT
        _running[here] = (time.monotonic() + limit.total_seconds(), run.task_path)
        task.call(*run.args_kwargs["args"], **run.args_kwargs["kwargs"])
    except Exception as error:
        log.warning("job %s %s failed: %r", run.task_path, run.id, error)
        reason = error
        settle(lambda: fail(run, reason, now=timezone.now()))
    else:
        settle(lambda: finish(run))
    finally:
        _running.pop(here, None)
    return True


def run_due(worker_id: str = "here-0-0") -> int:
    """Run everything that is ready now, in this thread; the number of runs."""
    count = 0
    while run_one(worker_id):
        count += 1
    return count


def waiting() -> int:
    """How many jobs wait."""
    return int(DBTaskResult.objects.ready().count())


def _look_round(worker: Worker) -> bool:
    now = timezone.now()
    worker.beat(now=now)
    tick(now=now)
    take_over(now=now)
    release_dead_claims(now=now)
    STOPPING.wait(BEAT_SECONDS)
    return True


def _end_if_late() -> None:
    late = [path for deadline, path in list(_running.values()) if time.monotonic() > deadline]
    if late:
        log.critical("job %s is over its limit: this worker ends, another takes over", late[0])
        os._exit(OVER_LIMIT)


def _loop(step: Callable[[], bool]) -> None:
    """Repeat a step; a database that is away or busy is waited for, and nothing ends a thread that others count on."""
    while not STOPPING.is_set():
        close_old_connections()
        try:
            if not step():
                STOPPING.wait(IDLE_SECONDS)
        except Exception:
            log.exception("this step of the worker failed; trying again")
            connections.close_all()
            STOPPING.wait(IDLE_SECONDS)
    connections.close_all()
