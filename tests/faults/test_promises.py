"""Writers in parallel, crashes in the middle: what was acknowledged is kept, the trail and the back-up stand."""

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.faults.place import Place, kill

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


def test_what_was_acknowledged_survives_kill_9(place: Place) -> None:
    process = writer(place)
    assert process.stdout
    acknowledged = [int(process.stdout.readline()) for _ in range(30)][-1]
    kill(process)
    assert place.query("select count(*) from core_auditrow")[0][0] >= acknowledged
    assert place.command("audit", "verify").returncode == 0


def test_crash_image_of_database_and_log_holds_what_was_acknowledged(place: Place, tmp_path: Path) -> None:
    if place.url.startswith("postgres"):
        pytest.skip("an image of SQLite's files")
    process = writer(place)
    assert process.stdout
    acknowledged = [int(process.stdout.readline()) for _ in range(30)][-1]
    (tmp_path / "image").mkdir()
    for suffix in ("-wal", ""):
        shutil.copy(place.folder / f"db.sqlite3{suffix}", tmp_path / "image" / f"db.sqlite3{suffix}")
    kill(process)
    with sqlite3.connect(tmp_path / "image" / "db.sqlite3") as image:
        assert image.execute("pragma integrity_check").fetchone() == ("ok",)
        assert image.execute("select count(*) from core_auditrow").fetchone()[0] >= acknowledged


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
