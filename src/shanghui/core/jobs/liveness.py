"""Which workers live. A lock file tells at once on the same machine, the lease tells after a while anywhere."""

import fcntl
import os
import secrets
import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings

from shanghui.core.models import WorkerLease

LEASE = timedelta(seconds=60)
BEAT_SECONDS = 10.0

#: ids of this process: a process always obtains its own lock
_ours: set[str] = set()


class Worker:
    """This process as the others see it: an id, a lease row, a locked file that dies with the process."""

    def __init__(self, *, now: datetime) -> None:
        self.id = f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._lock: IO[bytes] = _lock_path(self.id).open("wb")
        fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _ours.add(self.id)
        self.beat(now=now)

    def beat(self, *, now: datetime) -> None:
        WorkerLease.objects.update_or_create(worker_id=self.id, defaults={"alive_until": now + LEASE})

    def leave(self) -> None:
        WorkerLease.objects.filter(worker_id=self.id).delete()
        _lock_path(self.id).unlink(missing_ok=True)
        self._lock.close()
        _ours.discard(self.id)


def dead_workers(worker_ids: set[str], *, now: datetime) -> set[str]:
    """Those of the given ids whose claims no longer stand."""
    leased = WorkerLease.objects.filter(worker_id__in=worker_ids, alive_until__gte=now).values_list("pk", flat=True)
    known = {worker_id: _locked(worker_id) for worker_id in worker_ids}
    living = {worker_id for worker_id in leased if known[worker_id] is not False}
    return worker_ids - living - {worker_id for worker_id, locked in known.items() if locked}


def forget_dead_workers(*, now: datetime) -> None:
    """Sweep the leases and lock files of workers long gone.

    While the lease stands, the file stays: it alone tells at once that the worker is dead.
    """
    WorkerLease.objects.filter(alive_until__lt=now - timedelta(days=1)).delete()
    leased = set(WorkerLease.objects.filter(alive_until__gte=now).values_list("pk", flat=True))
    for path in _folder().glob("*.lock"):
        if path.stem not in leased and _locked(path.stem) is False:
            path.unlink(missing_ok=True)


def _locked(worker_id: str) -> bool | None:
    """True: the process lives on this machine; False: it is dead; None: it is not of this machine.

    POSIX record locks, because a forked child does not inherit them.
    """
    if worker_id in _ours:
        return True
    try:
        with _lock_path(worker_id).open("rb+") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except OSError:
        return True
    return False


def _lock_path(worker_id: str) -> Path:
    return _folder() / f"{worker_id}.lock"


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
