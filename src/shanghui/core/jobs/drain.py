"""How a worker that must stop asks its long jobs to stop."""

import threading

STOPPING = threading.Event()


class Interrupted(Exception):
    """The worker must stop; the job goes back to the queue as if this run had not begun."""


def give_way() -> None:
    """Called by a long job where it can safely be cut: raises Interrupted when the worker is stopping."""
    if STOPPING.is_set():
        raise Interrupted
