"""PostgreSQL is restarted, then crashes, under load: what was acknowledged is kept, and all goes on by itself."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.jobs.sample import lines
from tests.faults.cluster import Cluster, binaries
from tests.faults.place import Place, wait_for
from tests.faults.serving import TOKEN, Load, Served, free_port


def _begin_a_long_job(place: Place, path: str) -> None:
    """It is at work when this returns."""
    place.script(
        "from shanghui.core.jobs import enqueue\nfrom tests.core.jobs import sample\n"
        f"enqueue(sample.in_batches, {path!r}, 8)"
    )
    wait_for(lambda: lines(path))


#: a restart in good order, and a crash that the next start recovers from
MODES = ("fast", "immediate")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = binaries()
    if found is None:
        pytest.skip("no PostgreSQL is installed here: nothing to restart")
    if os.getuid() == 0 and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and there is no runuser to become somebody else")
    made = Cluster.made(found, free_port())
    try:
        made.start()
        yield made
    finally:
        made.remove()


@pytest.mark.slow
def test_acknowledged_writes_survive_restart_and_crash_and_all_goes_on(cluster: Cluster, tmp_path: Path) -> None:
    place = Place(tmp_path, cluster.url)
    assert place.command("migrate").returncode == 0
    token, path = place.script(TOKEN).strip(), str(tmp_path / "lines")
    with Served(place) as served, Load(served, token) as load:
        for mode in MODES:
            wait_for(lambda: len(load.acknowledged) >= 10)
            _begin_a_long_job(place, path + mode)
            load.forget_answers()
            cluster.stop(mode)
            wait_for(lambda: load.refused and 503 in load.statuses())
            cluster.start()
            before = len(load.acknowledged)
            wait_for(lambda before=before: len(load.acknowledged) >= before + 10)  # type: ignore[misc]
            _ensure_told_to_come_back(load)
        wait_for(lambda: place.statuses() == ["SUCCESSFUL"] * 2)
    kept = {name for (name,) in place.query("select name from network_enterprise")}
    assert set(load.acknowledged) - kept == set()
    assert [lines(path + mode) for mode in MODES] == [[str(number) for number in range(8)]] * 2
    assert place.command("audit", "verify").returncode == 0


def _ensure_told_to_come_back(load: Load) -> None:
    """Programs and people heard 503 while the database was away, and when to try again; nothing else."""
    assert {status for status, _, _ in load.refused} == {503}
    assert load.statuses() == {200, 503}
    refused = [answer for answer in [*load.refused, *load.pages] if answer[0] == 503]
    assert {headers["Retry-After"] for _, headers, _ in refused} == {"5"}
    assert all("正忙" in text for status, _, text in load.pages if status == 503)
