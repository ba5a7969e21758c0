"""What a worker has done is written down, however long the database is away."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connections

from shanghui.core.jobs.drain import STOPPING

log = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0


def settle(mark: Callable[[], None]) -> None:
    """Try until it is written: the claim of a worker that lives is never taken over, so it must not be left behind.

    A worker that must stop gives up; its claims fall to the next one.
    """
    while True:
        try:
            mark()
        except (OperationalError, InterfaceError):
            log.exception("the database did not answer; what was done is written down later")
            connections.close_all()
            if STOPPING.wait(PAUSE_SECONDS):
                raise
        else:
            return
