import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django_tasks_db.models import DBTaskResult

from shanghui.core.jobs import Interrupted, enqueue, give_way, worker
from shanghui.core.jobs.drain import STOPPING
from shanghui.core.models import WorkerLease
from tests.core.jobs import sample


@pytest.fixture(autouse=True)
def _running_again_afterwards(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    yield
    STOPPING.clear()


def test_long_job_is_told_to_stop() -> None:
    give_way()
    STOPPING.set()
    with pytest.raises(Interrupted):
        give_way()


def test_loop_waits_for_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.001)
    outcomes: list[object] = [OperationalError("server closed the connection"), False, True]

    def step() -> bool:
        outcome = outcomes.pop(0)
        if not outcomes:
            STOPPING.set()
        if isinstance(outcome, Exception):
            raise outcome
        return bool(outcome)

    worker._loop(step)
    assert outcomes == []


@pytest.mark.django_db
def test_look_round_beats_takes_over_and_begins_periodic_jobs(tmp_path: Path) -> None:
    from django.utils import timezone

    from shanghui.core.jobs.claims import claim
    from shanghui.core.jobs.liveness import Worker

    enqueue(sample.leave_line, str(tmp_path / "lines"))
    assert claim("dead-1-x")
    me = Worker(now=timezone.now())
    STOPPING.set()
    assert worker._look_round(me)
    me.leave()
    ready = set(DBTaskResult.objects.ready().values_list("task_path", flat=True))
    assert {"tests.core.jobs.sample.leave_line", "shanghui.core.jobs.housekeeping.tidy"} <= ready


def test_worker_with_a_job_over_its_limit_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[int] = []
    monkeypatch.setattr(worker.os, "_exit", ends.append)
    monkeypatch.setattr(worker, "_running", {1: (time.monotonic() + 60, "in time")})
    worker._end_if_late()
    assert ends == []
    worker._running[2] = (time.monotonic() - 1, "late")
    worker._end_if_late()
    assert ends == [worker.OVER_LIMIT]


@pytest.mark.django_db
def test_worker_told_to_stop_leaves_no_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shanghui.core.management.commands.worker.signal.signal", lambda *_: None)
    STOPPING.set()
    call_command("worker")
    assert not WorkerLease.objects.exists()


def test_step_that_fails_in_any_way_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that died would leave a worker that beats its heart and does nothing."""
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.001)
    faults: list[Exception] = [InterfaceError("connection already closed"), OSError("no space left on device")]

    def step() -> bool:
        if faults:
            raise faults.pop()
        STOPPING.set()
        return True

    worker._loop(step)
    assert faults == []


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["finish", "fail"])
def test_end_of_a_job_is_written_when_the_database_is_back(
    mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the run stays with a worker that lives and does not do it: nobody takes it over."""
    monkeypatch.setattr("shanghui.core.jobs.settling.PAUSE_SECONDS", 0.001)
    real, outages = getattr(worker, mark), [OperationalError("server closed the connection")] * 2

    def away_at_first(*args: Any, **facts: Any) -> None:
        if outages:
            raise outages.pop()
        real(*args, **facts)

    monkeypatch.setattr(worker, mark, away_at_first)
    enqueue(sample.leave_line if mark == "finish" else sample.refuse, str(tmp_path / "lines"))
    assert worker.run_due() == 1
    assert DBTaskResult.objects.get().status == ("SUCCESSFUL" if mark == "finish" else "FAILED")
    assert len(sample.lines(tmp_path / "lines")) == 1


@pytest.mark.django_db
def test_worker_watches_its_jobs_and_keeps_its_lease_while_one_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 2:
            STOPPING.set()

    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.001)
    monkeypatch.setattr(worker, "_loop", lambda step: None)
    monkeypatch.setattr(worker, "_end_if_late", look)
    monkeypatch.setattr(worker, "_running", {1: (time.monotonic() + 60, "a long job")})
    worker.work()
    assert len(looks) == 2
    assert WorkerLease.objects.count() == 1
