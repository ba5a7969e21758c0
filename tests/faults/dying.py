"""Processes that die by SIGKILL at a named point."""

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pkgutil import resolve_name
from typing import Any
from unittest import mock

from django.db import connections
from django.utils import timezone

from shanghui.core.jobs.liveness import Worker
from shanghui.core.jobs.worker import run_one

#: before or after, what, at its how-manieth call
Point = tuple[str, str, int]
#: what a worker does, given its id
Deed = Callable[[str], object]


def deadly(when: str, path: str, number: int) -> Any:
    """A patch under which the n-th call of `path` is this process's last."""
    real: Callable[..., Any] = resolve_name(path)
    calls = Counter[str]()

    def call(*args: object, **kwargs: object) -> object:
        calls["made"] += 1
        if calls["made"] == number and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*args, **kwargs)
        if calls["made"] == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return mock.patch(path, call)


def dies(point: Point, deed: Deed = run_one) -> bool:
    """A worker with a lease of its own does its work, one job unless said otherwise, up to the point."""
    for one in connections.all():
        one.close()
        if hasattr(one, "close_pool"):
            one.close_pool()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            worker = Worker(now=timezone.now())
            with deadly(*point):
                deed(worker.id)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
