"""The server as an operator meets it: refuses what it must, stops in time, leaves nothing behind."""

import re
import signal
import subprocess
import time
from pathlib import Path

from tests.faults.place import ROOT, Place, wait_for
from tests.faults.serving import answers, free_port


def descendants(pid: int) -> list[int]:
    table = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in table.splitlines()[1:]]
    found = [child for child, parent in pairs if parent == pid]
    return found + [deeper for child in found for deeper in descendants(child)]


def resident_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def test_serve_answers_stays_small_and_stops_with_its_worker(place: Place) -> None:
    port = free_port()
    server = place.start(str(ROOT / "manage.py"), "serve", "--port", str(port))
    wait_for(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
    wait_for(lambda: place.query("select 1 from core_workerlease"))
    family = descendants(server.pid)
    assert max(map(resident_megabytes, family)) < 300
    begun = time.monotonic()
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) == 0
    assert time.monotonic() - begun < 30
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []
    assert place.query("select count(*) from core_workerlease") == [(0,)]


def test_serve_refuses_a_demo_database_in_production(place: Place) -> None:
    place.query("insert into core_installation (id, demo, created_at) values (1, true, '2028-01-01')")
    refused = place.command("serve", SHANGHUI_STAGE="production", SHANGHUI_SECRET_KEY="a key of its own")
    assert refused.returncode == 1
    assert "demo database" in refused.stderr


def test_serve_refuses_a_database_that_is_not_migrated(place: Place) -> None:
    place.query("delete from django_migrations where app = 'core'")
    refused = place.command("serve")
    assert refused.returncode == 1
    assert "shanghui migrate" in refused.stderr
