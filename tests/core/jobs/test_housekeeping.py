from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shanghui.core.jobs import enqueue
from shanghui.core.jobs.housekeeping import tidy
from shanghui.core.jobs.worker import run_due
from shanghui.core.models import OutboxMessage, WorkerLease
from shanghui.core.outbox import put
from tests.core.jobs import sample


@pytest.mark.django_db
def test_tidy_forgets_what_is_old_and_done(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    now = timezone.now()
    put("mail", "a@example.org", {}, now=now)
    put("mail", "b@example.org", {}, now=now)
    OutboxMessage.objects.filter(receiver="a@example.org").update(state="sent", sent_at=now - timedelta(days=91))
    WorkerLease.objects.create(worker_id="gone-1-x", alive_until=now - timedelta(days=2))
    (tmp_path / "workers").mkdir()
    (tmp_path / "workers" / "gone-1-x.lock").touch()
    enqueue(sample.leave_line, str(tmp_path / "lines"))
    run_due()
    DBTaskResult.objects.update(finished_at=now - timedelta(days=31))
    tidy.call()
    assert [message.receiver for message in OutboxMessage.objects.all()] == ["b@example.org"]
    assert not WorkerLease.objects.exists()
    assert list((tmp_path / "workers").iterdir()) == []
    assert not DBTaskResult.objects.exists()
