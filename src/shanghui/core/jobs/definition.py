"""What a job is: a function, how often it is tried, how long it may take, how often it comes round."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

DEFAULT_LIMIT = timedelta(hours=1)

PERIODIC: "dict[str, Job]" = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task):  # type: ignore[type-arg]
    """A task with its promises. `attempts` counts the first run too; `every` makes it periodic."""

    attempts: int = 5
    limit: timedelta = DEFAULT_LIMIT
    every: timedelta | None = None
    offset: timedelta = timedelta()


class JobBackend(DatabaseBackend):
    """django-tasks-db's table and transactional enqueue, with our kind of task."""

    task_class: Any = Job


def job(
    *,
    attempts: int = 5,
    limit: timedelta = DEFAULT_LIMIT,
    every: timedelta | None = None,
    offset: timedelta = timedelta(),
    priority: int = 0,
) -> Callable[[Callable[..., Any]], Job]:
    """Make a module-level function a job (see the package's docstring for the rules)."""
    from django_tasks import task

    def register(function: Callable[..., Any]) -> Job:
        declare: Any = task(priority=priority, attempts=attempts, limit=limit, every=every, offset=offset)
        made: Job = declare(function)
        if every is not None:
            PERIODIC[made.module_path] = made
        return made

    return register


def enqueue(job: Job, *args: object, after: timedelta | None = None, **kwargs: object) -> str:
    """Add a run to the queue, in the caller's transaction; returns its id. Arguments must be JSON."""
    ready = job.using(run_after=timezone.now() + after) if after else job
    return str(ready.enqueue(*args, **kwargs).id)
