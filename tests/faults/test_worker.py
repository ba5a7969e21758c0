"""Workers are killed, told to stop, cut off from the database: no job is lost, none runs twice without need."""

import signal

import pytest

from tests.core.jobs.sample import lines
from tests.faults.place import Place, kill, wait_for

ENQUEUE = "from shanghui.core.jobs import enqueue\nfrom tests.core.jobs import sample\n"


def enqueue(place: Place, code: str) -> str:
    path = str(place.folder / "lines")
    place.script(f"{ENQUEUE}path = {path!r}\n{code}")
    return path


def test_job_of_killed_worker_is_taken_over(place: Place) -> None:
    path = enqueue(place, "enqueue(sample.hang_first, path)")
    first = place.worker()
    wait_for(lambda: lines(path))
    kill(first)
    second = place.worker()
    wait_for(lambda: place.statuses() == ["SUCCESSFUL"])
    assert lines(path) == ["began", "began", "ended"]
    kill(second)


def test_clock_that_is_an_hour_fast_takes_no_job_from_a_worker_that_lives(place: Place) -> None:
    path = enqueue(place, "enqueue(sample.hang_first, path)")
    worker = place.worker()
    wait_for(lambda: lines(path))
    code = "from datetime import timedelta\nfrom shanghui.core.jobs.claims import take_over\n"
    assert place.script(f"{code}print(take_over(now=timezone.now() + timedelta(hours=1)))") == "0\n"
    kill(worker)
    assert place.script(f"{code}print(take_over(now=timezone.now() - timedelta(hours=1)))") == "1\n"


def test_no_job_is_lost_when_workers_are_killed_at_any_time(place: Place) -> None:
    path = enqueue(place, "for n in range(40): enqueue(sample.leave_line, path, str(n))")
    for done in (1, 15):
        workers = [place.worker(), place.worker()]
        wait_for(lambda done=done: len(set(lines(path))) >= done)  # type: ignore[misc]
        for worker in workers:
            kill(worker)
    last = place.worker()
    wait_for(lambda: place.statuses() == ["SUCCESSFUL"] * 40)
    assert {int(line) for line in lines(path)} == set(range(40))
    assert len(lines(path)) <= 40 + 4
    kill(last)


def test_sigterm_lets_a_long_job_give_way_and_another_worker_goes_on(place: Place) -> None:
    path = enqueue(place, "enqueue(sample.in_batches, path, 12)")
    first = place.worker()
    wait_for(lambda: len(lines(path)) >= 3)
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=30) == 0
    assert place.statuses() == ["READY"]
    second = place.worker()
    wait_for(lambda: place.statuses() == ["SUCCESSFUL"])
    assert lines(path) == [str(number) for number in range(12)]
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=30) == 0
    assert place.query("select count(*) from core_workerlease") == [(0,)]


def test_job_over_its_limit_costs_its_worker_then_is_buried(place: Place) -> None:
    path = enqueue(place, "enqueue(sample.over_limit, path)")
    assert place.worker().wait(timeout=60) == 70
    worker = place.worker()
    wait_for(lambda: place.statuses() == ["FAILED"])
    assert lines(path) == ["began"]
    kill(worker)


def test_letter_accepted_by_a_dying_sender_is_sent_again_under_the_same_id(place: Place) -> None:
    place.script(
        "from shanghui.core.outbox import put\n"
        "put('mail', 'a@example.org', {'subject': 'deadly', 'text': ''}, now=timezone.now())"
    )
    assert place.worker().wait(timeout=60) == -9
    second = place.worker()
    wait_for(lambda: place.query("select state from core_outboxmessage") == [("sent",)])
    letters = lines(place.folder / "letters")
    assert len(letters) == 2
    assert len(set(letters)) == 1
    kill(second)


def test_worker_outlives_a_lost_database_connection(place: Place) -> None:
    if place.url.startswith("sqlite"):
        pytest.skip("SQLite has no server to lose")
    worker = place.worker()
    wait_for(lambda: place.query("select 1 from core_workerlease"))
    place.query(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    path = enqueue(place, "enqueue(sample.leave_line, path)")
    wait_for(lambda: place.statuses() == ["SUCCESSFUL"])
    assert lines(path) == ["run"]
    kill(worker)
