"""What grows and is needed no longer; every night."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from shanghui.core.idempotency import forget_old_replies
from shanghui.core.jobs.definition import job
from shanghui.core.jobs.liveness import forget_dead_workers
from shanghui.core.models import OutboxMessage

JOBS_KEPT = timedelta(days=30)
LETTERS_KEPT = timedelta(days=90)


@job(every=timedelta(days=1), offset=timedelta(hours=3))
def tidy() -> None:
    """Finished jobs, sent messages, old replies, expired sessions, leases of workers long gone. Never the trail."""
    now = timezone.now()
    DBTaskResult.objects.filter(status=Status.SUCCESSFUL, finished_at__lt=now - JOBS_KEPT).delete()
    OutboxMessage.objects.filter(state=OutboxMessage.State.SENT, sent_at__lt=now - LETTERS_KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    forget_old_replies(now=now)
    forget_dead_workers(now=now)
