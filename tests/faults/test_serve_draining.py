"""SIGTERM while a request is at work: it is answered, and what was acknowledged is kept."""

import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg

from tests.core.jobs.sample import lines
from tests.faults.place import Place, wait_for
from tests.faults.serving import TOKEN, Served, answers


@contextmanager
def nobody_may_write(place: Place) -> Iterator[None]:
    """Another program holds the lock that every writer waits for."""
    if place.url.startswith("sqlite"):
        with closing(sqlite3.connect(place.folder / "db.sqlite3", isolation_level=None)) as sqlite:
            sqlite.execute("begin immediate")
            yield
            sqlite.execute("rollback")
    else:
        with psycopg.connect(place.url) as postgres:
            postgres.execute("lock table network_enterprise in exclusive mode")
            yield


def test_request_at_work_is_answered_after_sigterm(place: Place) -> None:
    token, got = place.script(TOKEN).strip(), []
    with Served(place, more=["--no-worker"]) as served:
        sending = threading.Thread(target=lambda: got.append(served.post(token, "上海末班车有限公司")))
        with nobody_may_write(place):
            sending.start()
            wait_for(lambda: "POST" in lines(place.folder / "arrivals"))
            served.process.send_signal(signal.SIGTERM)
            wait_for(lambda: not answers(f"{served.url}/healthz"))
            assert sending.is_alive()
        sending.join()
        assert served.process.wait(timeout=30) == 0
    assert [status for status, _, _ in got] == [201]
    assert place.query("select name from network_enterprise") == [("上海末班车有限公司",)]
