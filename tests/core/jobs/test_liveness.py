"""Which workers live, and which are dead."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from shanghui.core.jobs.liveness import LEASE, Worker, dead_workers, forget_dead_workers
from shanghui.core.models import WorkerLease

pytestmark = pytest.mark.django_db
HOLD = "import fcntl, sys; f = open(sys.argv[1], 'wb'); fcntl.lockf(f, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"


@pytest.fixture(autouse=True)
def workers(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    (tmp_path / "workers").mkdir()
    return tmp_path / "workers"


@pytest.fixture
def other(workers: Path) -> Iterator[str]:
    """A worker of another process on this machine, for as long as that process lives."""
    command = [sys.executable, "-c", HOLD, str(workers / "other-1-x.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        yield "other-1-x"
        process.communicate()


def test_process_that_holds_its_lock_lives_without_a_lease(workers: Path, other: str) -> None:
    assert dead_workers({other}, now=timezone.now()) == set()
    forget_dead_workers(now=timezone.now())
    assert (workers / f"{other}.lock").exists()


def test_process_that_let_go_is_dead_whatever_its_lease_says(workers: Path) -> None:
    (workers / "gone-1-x.lock").touch()
    WorkerLease.objects.create(worker_id="gone-1-x", alive_until=timezone.now() + timedelta(hours=1))
    assert dead_workers({"gone-1-x"}, now=timezone.now()) == {"gone-1-x"}


def test_lock_file_tells_of_the_death_until_the_lease_is_over(workers: Path) -> None:
    (workers / "gone-1-x.lock").touch()
    WorkerLease.objects.create(worker_id="gone-1-x", alive_until=timezone.now() + LEASE)
    forget_dead_workers(now=timezone.now())
    assert dead_workers({"gone-1-x"}, now=timezone.now()) == {"gone-1-x"}
    forget_dead_workers(now=timezone.now() + 2 * LEASE)
    assert not (workers / "gone-1-x.lock").exists()


def test_lease_speaks_for_a_worker_elsewhere() -> None:
    now = timezone.now()
    WorkerLease.objects.create(worker_id="far-1-x", alive_until=now + LEASE)
    assert dead_workers({"far-1-x", "unheard-of"}, now=now) == {"unheard-of"}
    assert dead_workers({"far-1-x"}, now=now + 2 * LEASE) == {"far-1-x"}


def test_worker_that_leaves_is_forgotten(workers: Path) -> None:
    worker = Worker(now=timezone.now())
    assert dead_workers({worker.id}, now=timezone.now()) == set()
    worker.leave()
    assert dead_workers({worker.id}, now=timezone.now()) == {worker.id}
    assert list(workers.iterdir()) == []
