"""Jobs for the tests; worker processes import them by this path. Each leaves a line in a file."""

import time
from datetime import timedelta
from pathlib import Path

from shanghui.core.jobs import give_way, job
from shanghui.core.refusal import NotFound


def lines(path: str | Path) -> list[str]:
    return Path(path).read_text().split() if Path(path).exists() else []


def write(path: str, line: str) -> None:
    with Path(path).open("a") as file:
        file.write(line + "\n")


@job()
def leave_line(path: str, line: str = "run") -> None:
    write(path, line)


@job(attempts=3)
def fail_always(path: str) -> None:
    write(path, "tried")
    raise ValueError("never works")


@job()
def refuse(path: str) -> None:
    write(path, "tried")
    raise NotFound()


@job(attempts=3)
def hang_first(path: str) -> None:
    """The first run hangs (to be killed), the next finishes."""
    write(path, "began")
    if len(lines(path)) == 1:
        time.sleep(60)
    write(path, "ended")


@job()
def in_batches(path: str, batches: int) -> None:
    """Continues where the last run stopped."""
    for number in range(len(lines(path)), batches):
        give_way()
        write(path, str(number))
        time.sleep(0.1)


@job(limit=timedelta(seconds=1), attempts=1)
def over_limit(path: str) -> None:
    write(path, "began")
    time.sleep(60)
