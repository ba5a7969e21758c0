"""Background jobs (ADR 10).

In a mechanism's `jobs.py`::

    @job(attempts=5, limit=timedelta(minutes=30))
    def commit_import(run_id: int) -> None:
        actions.commit_import(actor=SYSTEM, run_id=run_id, now=timezone.now())

In an action::

    enqueue(jobs.commit_import, run.pk)            # in the action's transaction: rolled back with it
    enqueue(jobs.remind, meeting.pk, after=timedelta(hours=1))

Rules. Arguments are JSON (ids, not objects). A job runs *at least* once: a worker may die after the effect and before
the mark, so the action must find its own earlier work and do nothing (state of the row, unique key). An exception is
tried again with back-off, at most `attempts` runs, then the job is dead (`shanghui jobs list --dead`, `jobs retry`); a
`Refusal` is final at once. A job longer than `limit` costs its worker its life, and an attempt. A long job calls
`give_way()` between its batches, outside transactions: when the worker must stop, it raises `Interrupted`, the job
returns to the queue and continues elsewhere without losing an attempt.

`@job(every=timedelta(days=1), offset=timedelta(hours=3))` is periodic: enqueued once a period (periods are counted in
the site's time zone from midnight plus `offset`), however many workers look. It takes no arguments.

In tests: `from shanghui.core.jobs.worker import run_due; run_due()` runs all that is ready in the caller's thread.
"""

from shanghui.core.jobs.definition import Job, JobBackend, enqueue, job
from shanghui.core.jobs.drain import Interrupted, give_way

__all__ = ["Interrupted", "Job", "JobBackend", "enqueue", "give_way", "job"]
