import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from shanghui.core import processes
from shanghui.core.processes import Child, stop, supervise

FOREVER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    before = {signalled: signal.getsignal(signalled) for signalled in (signal.SIGTERM, signal.SIGINT)}
    yield
    for signalled, handler in before.items():
        signal.signal(signalled, handler)


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "RESPAWN_SECONDS", 0.05)


def test_end_of_an_irreplaceable_child_ends_the_others() -> None:
    other = Child("other", FOREVER, respawn=True)
    assert supervise([Child("web", [sys.executable, "-c", "raise SystemExit(3)"]), other]) == 3
    assert other.status == -signal.SIGTERM


def test_worker_that_ends_is_started_again_and_sigterm_ends_all() -> None:
    worker, web = Child("worker", [sys.executable, "-c", ""], respawn=True), Child("web", FOREVER)
    started: set[int] = set()

    def watch() -> None:
        deadline = time.monotonic() + 20
        while len(started) < 3 and time.monotonic() < deadline:
            if worker.process:
                started.add(worker.process.pid)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch).start()
    assert supervise([worker, web]) == 0
    assert len(started) == 3
    assert web.status == -signal.SIGTERM


def test_child_that_will_not_end_is_ended() -> None:
    deaf = Child("deaf", ["sh", "-c", "trap '' TERM; sleep 60"])
    deaf.start()
    time.sleep(0.3)
    stop([deaf], seconds=0.2)
    assert deaf.status is not None
