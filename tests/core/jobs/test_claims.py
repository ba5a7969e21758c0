from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shanghui.core.jobs import Interrupted, enqueue
from shanghui.core.jobs.claims import claim, fail, finish, pause, retry, take_over
from shanghui.core.jobs.liveness import Worker
from shanghui.core.jobs.worker import run_due, waiting
from shanghui.core.models import WorkerLease
from tests.core.jobs import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "lines")


def the_run() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_job_runs_and_is_marked(path: str) -> None:
    enqueue(sample.leave_line, path, line="hello")
    assert waiting() == 1
    assert run_due() == 1
    assert sample.lines(path) == ["hello"]
    assert the_run().status == "SUCCESSFUL"


def test_enqueue_is_rolled_back_with_its_transaction(path: str) -> None:
    with transaction.atomic():
        enqueue(sample.leave_line, path)
        transaction.set_rollback(True)
    assert run_due() == 0


def test_enqueue_after_waits(path: str) -> None:
    enqueue(sample.leave_line, path, after=timedelta(hours=1))
    assert run_due() == 0


def test_failed_job_is_tried_again_then_dead(path: str) -> None:
    enqueue(sample.fail_always, path)
    for attempt in (1, 2, 3):
        assert run_due() == 1
        assert the_run().status == ("READY" if attempt < 3 else "FAILED")
        DBTaskResult.objects.update(run_after=timezone.now())
    assert run_due() == 0
    assert sample.lines(path) == ["tried"] * 3
    assert "never works" in the_run().traceback


def test_dead_job_retried_by_hand_has_all_its_attempts(path: str) -> None:
    enqueue(sample.refuse, path)
    run_due()
    assert the_run().status == "FAILED"
    retry(the_run())
    assert run_due() == 1
    assert sample.lines(path) == ["tried", "tried"]


def test_refusal_is_final_at_once(path: str) -> None:
    enqueue(sample.refuse, path)
    assert run_due() == 1
    assert the_run().status == "FAILED"


def test_interrupted_job_loses_no_attempt(path: str) -> None:
    enqueue(sample.leave_line, path)
    run = claim("w")
    assert run
    fail(run, Interrupted(), now=timezone.now())
    assert the_run().status == "READY"
    assert the_run().worker_ids == []


@pytest.mark.parametrize("function", ["tests.core.jobs.sample.gone", "tests.core.jobs.sample.lines"])
def test_job_of_unknown_function_is_dead_at_once(path: str, function: str) -> None:
    enqueue(sample.leave_line, path)
    DBTaskResult.objects.update(task_path=function)
    assert run_due() == 1
    assert the_run().status == "FAILED"


def test_run_of_dead_worker_is_taken_over(path: str) -> None:
    enqueue(sample.leave_line, path)
    assert claim("dead-1-x")
    assert take_over(now=timezone.now()) == 1
    assert run_due() == 1
    assert the_run().worker_ids == ["dead-1-x", "here-0-0"]


def test_run_of_living_worker_is_left_alone(path: str) -> None:
    worker = Worker(now=timezone.now())
    enqueue(sample.leave_line, path)
    assert claim(worker.id)
    assert take_over(now=timezone.now() + timedelta(days=1)) == 0
    worker.leave()
    assert take_over(now=timezone.now()) == 1


def test_run_of_worker_elsewhere_is_left_until_its_lease_ends(path: str) -> None:
    now = timezone.now()
    WorkerLease.objects.create(worker_id="other-1-x", alive_until=now + timedelta(seconds=60))
    enqueue(sample.leave_line, path)
    assert claim("other-1-x")
    assert take_over(now=now) == 0
    assert take_over(now=now + timedelta(seconds=61)) == 1


def test_run_that_kills_every_worker_is_buried(path: str) -> None:
    enqueue(sample.hang_first, path)
    for number in range(3):
        assert claim(f"dead-{number}-x")
        take_over(now=timezone.now())
    assert the_run().status == "FAILED"


def test_late_worker_cannot_finish_what_another_took(path: str) -> None:
    enqueue(sample.leave_line, path)
    late = claim("dead-1-x")
    assert late
    take_over(now=timezone.now())
    taker = claim("w2")
    assert taker
    finish(late)
    fail(late, ValueError(), now=timezone.now())
    assert the_run().status == "RUNNING"
    assert the_run().worker_ids == ["dead-1-x", "w2"]


def test_pause_doubles_up_to_an_hour() -> None:
    assert timedelta(seconds=4) <= pause(1) <= timedelta(seconds=6)
    assert timedelta(seconds=16) <= pause(3) <= timedelta(seconds=24)
    assert pause(30) <= timedelta(minutes=72)


def test_run_that_another_took_first_is_not_ours(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the lock another worker was quicker."""
    enqueue(sample.leave_line, path)
    ready = type(DBTaskResult.objects.ready())
    monkeypatch.setattr(ready, "get_locked", lambda self: None)
    assert claim("w-1-x") is None
    assert run_due() == 0


def test_run_that_ended_in_between_is_not_taken_over(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs seemed dead; while the first is taken over, the second's worker marks it done after all."""
    for worker_id in ("dead-1-x", "dead-2-x"):
        enqueue(sample.leave_line, path)
        assert claim(worker_id)

    def fail_one(run: DBTaskResult, error: BaseException, *, now: datetime) -> None:
        finish(DBTaskResult.objects.exclude(id=run.id).get())
        fail(run, error, now=now)

    monkeypatch.setattr("shanghui.core.jobs.claims.fail", fail_one)
    assert take_over(now=timezone.now()) == 1
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]
