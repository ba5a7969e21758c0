"""Periodic jobs: whoever moves the period on enqueues, in one transaction, so two schedulers run a job once."""

from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from shanghui.core.jobs.definition import PERIODIC, Job, enqueue
from shanghui.core.models import PeriodicJob

EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - wall-clock time of the site


def tick(*, now: datetime) -> int:
    """Enqueue every periodic job whose new period has begun; missed periods are not made up. Returns how many."""
    known = dict(PeriodicJob.objects.filter(path__in=PERIODIC).values_list("path", "slot"))
    due = {path: job for path, job in PERIODIC.items() if path not in known or known[path] < slot(job, now)}
    return sum(_begin(path, job, slot(job, now)) for path, job in due.items())


def slot(job: Job, now: datetime) -> datetime:
    """The beginning of the period that `now` lies in, counted on the site's clock."""
    if job.every is None:
        raise ValueError(f"{job.name} is not periodic")
    wall = timezone.make_naive(now) - job.offset - EPOCH
    begun = EPOCH + (wall // job.every) * job.every + job.offset
    return timezone.make_aware(begun).astimezone(UTC)


def _begin(path: str, job: Job, begun: datetime) -> int:
    try:
        with transaction.atomic():
            moved = PeriodicJob.objects.filter(path=path, slot__lt=begun).update(slot=begun)
            if not moved and PeriodicJob.objects.filter(path=path).exists():
                return 0
            if not moved:
                PeriodicJob.objects.create(path=path, slot=begun)
            enqueue(job)
            return 1
    except IntegrityError:
        return 0
