"""Writers in parallel, crashes in the middle: what was acknowledged is kept, the trail and the back-up stand."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.core.jobs.sample import lines
from tests.faults.place import Place, kill, wait_for

RECORD = "from shanghui.core import audit\nfrom shanghui.core.actor import SYSTEM\n"
WRITE_FOREVER = f"""{RECORD}
number = 0
while True:
    audit.record(SYSTEM, "test", None, now=timezone.now(), number=number)
    number += 1
    print(number, flush=True)
"""


def writer(place: Place) -> "subprocess.Popen[str]":
    setup = "import django; django.setup()\nfrom django.utils import timezone\n"
    return place.start("-c", setup + WRITE_FOREVER, stdout=subprocess.PIPE)


def test_trail_stands_under_parallel_writers(place: Place) -> None:
    """Eight threads in two processes; each row is there once, in one chain."""
    code = f"""{RECORD}
from threading import Thread
def write():
    for n in range(10): audit.record(SYSTEM, "test", None, now=timezone.now(), n=n)
    connection.close()
threads = [Thread(target=write) for _ in range(4)]
[t.start() for t in threads]; [t.join() for t in threads]
"""
    setup = "import django; django.setup()\nfrom django.db import connection\nfrom django.utils import timezone\n"
    processes = [place.start("-c", setup + code) for _ in range(2)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    assert place.query("select count(*), max(number) from core_auditrow") == [(80, 80)]
    assert place.command("audit", "verify").returncode == 0
    place.query("update core_auditrow set action = 'other' where number = 41")
    tampered = place.command("audit", "verify")
    assert tampered.returncode == 1
    assert "row 41 is altered" in tampered.stderr


def test_two_schedulers_run_a_periodic_job_once(place: Place) -> None:
    code = """
from threading import Barrier, Thread
from shanghui.core.jobs import housekeeping
from shanghui.core.jobs.schedule import tick
barrier, now = Barrier(8), timezone.now()
def look():
    barrier.wait()
    tick(now=now)
    connection.close()
threads = [Thread(target=look) for _ in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
"""
    place.script(code)
    paths = [path for (path,) in place.query("select path from core_periodicjob")]
    assert "shanghui.core.jobs.housekeeping.tidy" in paths
    assert len(place.statuses(prefix="")) == len(paths)


def test_two_workers_run_each_due_job_once(place: Place) -> None:
    """Both look round as they start: on a new database every periodic job is due."""
    workers = [place.worker(), place.worker()]
    wait_for(lambda: place.query("select count(*) from core_workerlease") == [(2,)])
    wait_for(lambda: (states := place.statuses(prefix="")) and set(states) == {"SUCCESSFUL"})
    due = [path for (path,) in place.query("select path from core_periodicjob order by path")]
    ran = place.query("select task_path, worker_ids from django_tasks_database_dbtaskresult order by task_path")
    for worker in workers:
        kill(worker)
    assert len(due) >= 2
    assert [path for path, _ in ran] == due
    assert {len(json.loads(ids) if isinstance(ids, str) else ids) for _, ids in ran} == {1}


def test_what_was_acknowledged_survives_kill_9(place: Place) -> None:
    process = writer(place)
    assert process.stdout
    acknowledged = [int(process.stdout.readline()) for _ in range(30)][-1]
    kill(process)
    assert place.query("select count(*) from core_auditrow")[0][0] >= acknowledged
    assert place.command("audit", "verify").returncode == 0


@pytest.fixture
def writers(place: Place) -> Iterator[list[tuple["subprocess.Popen[str]", Path]]]:
    """Two that write without end and note what was acknowledged; they checkpoint often, so that images fall into it."""
    if place.url.startswith("postgres"):
        pytest.skip("an image of SQLite's files")
    often = "from django.db import connection\nconnection.cursor().execute('pragma wal_autocheckpoint=8')\n"
    code = f"import django; django.setup()\nfrom django.utils import timezone\n{often}{WRITE_FOREVER}"
    made = []
    for name in ("first", "second"):
        with (place.folder / name).open("w") as noted:
            made.append((place.start("-c", code, stdout=noted), place.folder / name))
    yield made
    for process, _ in made:
        kill(process)


def test_crash_images_of_database_and_log_hold_what_was_acknowledged(
    writers: list[tuple["subprocess.Popen[str]", Path]], place: Place, tmp_path: Path
) -> None:
    """What the disk holds at one instant, taken while two write, opens whole: five instants."""
    for number in range(5):
        wait_for(lambda number=number: all(len(lines(noted)) > 4 * (number + 1) for _, noted in writers))  # type: ignore[misc]
        with standing_still([process for process, _ in writers]):
            acknowledged = sum(len(lines(noted)) for _, noted in writers)
            image = tmp_path / f"image{number}"
            image.mkdir()
            for suffix in ("", "-wal"):
                shutil.copy(place.folder / f"db.sqlite3{suffix}", image / f"db.sqlite3{suffix}")
        with closing(sqlite3.connect(image / "db.sqlite3")) as opened:
            assert opened.execute("pragma integrity_check").fetchone() == ("ok",)
            kept = opened.execute("select count(*) from core_auditrow").fetchone()[0]
        assert acknowledged <= kept <= acknowledged + len(writers)
    last = Place(image, f"sqlite:///{image / 'db.sqlite3'}")
    assert last.command("audit", "verify").returncode == 0


@contextmanager
def standing_still(processes: list["subprocess.Popen[str]"]) -> Iterator[None]:
    """All of them in the middle of whatever they do, as a power cut finds them."""
    for process in processes:
        process.send_signal(signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
    yield
    for process in processes:
        process.send_signal(signal.SIGCONT)


def test_backup_under_write_load_restores_whole_into_an_empty_place(place: Place, empty_place: Place) -> None:
    process = writer(place)
    assert process.stdout
    process.stdout.readline()
    (place.folder / "files").mkdir()
    (place.folder / "files" / "a.txt").write_text("商会")
    file = place.folder / "all.tar.gz"
    done = place.command("backup", str(file))
    assert done.returncode == 0, done.stderr
    kill(process)
    restored = empty_place.command("restore", str(file))
    assert restored.returncode == 0, restored.stderr
    assert empty_place.command("audit", "verify").returncode == 0
    kept = empty_place.query("select count(*) from core_auditrow")[0][0]
    assert 0 < kept <= place.query("select count(*) from core_auditrow")[0][0]
    assert (empty_place.folder / "files" / "a.txt").read_text() == "商会"


def test_restore_killed_in_the_middle_leaves_the_place_as_it_was(place: Place) -> None:
    place.script(f"{RECORD}audit.record(SYSTEM, 'kept', None, now=timezone.now())")
    file = str(place.folder / "all.tar")
    assert place.command("backup", file).returncode == 0
    place.script(f"{RECORD}audit.record(SYSTEM, 'later', None, now=timezone.now())")
    code = """
import signal
from pathlib import Path
from shanghui.core.backup import restoring
restoring._ensure_equal = lambda manifest: os.kill(os.getpid(), signal.SIGKILL)
restoring.restore(Path(sys.argv[1]), replace=True)
"""
    setup = "import os, sys, django; django.setup()\n"
    assert place.start("-c", setup + code, file).wait(timeout=30) == -9
    assert place.query("select count(*) from core_auditrow") == [(2,)]
    assert place.command("restore", file, "--replace").returncode == 0
    assert place.query("select count(*) from core_auditrow") == [(1,)]
