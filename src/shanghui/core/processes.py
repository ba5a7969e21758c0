"""A parent of processes: starts them, starts some again, stops them all together."""

import logging
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

log = logging.getLogger(__name__)
STOP_SECONDS = 28.0
RESPAWN_SECONDS = 1.0


@dataclass
class Child:
    """A process to keep; one that is not respawned takes the others with it when it ends."""

    name: str
    command: list[str]
    respawn: bool = False
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.process = subprocess.Popen(self.command)  # noqa: S603 - our own commands

    @property
    def status(self) -> int | None:
        return self.process.poll() if self.process else None


def supervise(children: list[Child]) -> int:
    """Run until SIGTERM, SIGINT or the end of an irreplaceable child; the exit status to pass on."""
    stopping = threading.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalled, lambda *_: stopping.set())
    for child in children:
        child.start()
    status = 0
    while not stopping.wait(RESPAWN_SECONDS):
        ended = [child for child in children if child.status is not None]
        lost = [child for child in ended if not child.respawn]
        if lost:
            status = lost[0].status or 1
            log.error("%s ended with %s", lost[0].name, lost[0].status)
            break
        for child in ended:
            log.warning("%s ended with %s, starting it again", child.name, child.status)
            child.start()
    stop(children)
    return status


def stop(children: list[Child], seconds: float = STOP_SECONDS) -> None:
    """Ask all to end, wait for them together, end those that do not."""
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + seconds
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
