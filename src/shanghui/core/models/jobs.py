"""What django-tasks-db lacks: who is still alive, and when a periodic job last began."""

from django.db import models


class WorkerLease(models.Model):
    """One worker process. Its claims stand until `alive_until`, which its heart-beat moves on."""

    worker_id = models.CharField(primary_key=True, max_length=100)
    alive_until = models.DateTimeField()


class PeriodicJob(models.Model):
    """The latest period for which a periodic job was enqueued; moving `slot` on is what makes it run once."""

    path = models.CharField(primary_key=True, max_length=200)
    slot = models.DateTimeField()
