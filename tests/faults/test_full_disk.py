"""The disk is full: a clean answer, nothing half written, the database whole; when there is room again, all goes on."""

import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from shanghui.core import audit
from shanghui.core.models import AuditRow
from shanghui.network.models import Enterprise
from tests.factories.house import build_house
from tests.faults.place import Place
from tests.faults.serving import TOKEN, Served, asked

MEGABYTE = 1024 * 1024


@pytest.mark.django_db(transaction=True)
def test_page_of_a_full_database_says_so_and_nothing_is_half_written() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no limit of pages; its full disk is the same OperationalError to us")
    house = build_house()
    browser, url = (
        house.client("owner", raise_request_exception=False),
        f"/network/enterprises/{house.ids['firm']}/edit/",
    )
    _limit(_pragma("page_count"))
    try:
        answers = [_describe(browser, url, number) for number in range(12)]
    finally:
        _limit(1_073_741_823)
    refused = [answer for answer in answers if answer.status_code != 302]
    assert {answer.status_code for answer in refused} == {503}
    assert "之前存过的都在" in refused[-1].content.decode()
    assert _pragma("integrity_check") == "ok"
    firm = Enterprise.objects.unrestricted("test").get(pk=house.ids["firm"])
    assert firm.version - 1 == len(answers) - len(refused) == AuditRow.objects.filter(action="edit_enterprise").count()
    assert audit.verify() is None
    assert _describe(browser, url, 99).status_code == 302


def _limit(pages: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"pragma max_page_count = {pages}")


def _pragma(name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"pragma {name}").fetchone()[0]


def _describe(browser: Client, url: str, number: int) -> HttpResponse:
    """Each description is another one, and the trail keeps them all."""
    form = browser.get(url).context["form"]
    facts = {name: str(form[name].value() or "") for name in form.fields}
    return browser.post(url, facts | {"introduction": f"{number}满" * 1300})


@pytest.fixture
def small_disk(place: Place) -> Path:
    """An empty folder, where the server's own view of the system has a disk of its own."""
    if place.url.startswith("postgres"):
        pytest.skip("a server of SQLite's: PostgreSQL's disk is not ours to fill")
    folder = place.folder / "disk"
    folder.mkdir()
    mounted = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if not shutil.which("unshare") or subprocess.run(mounted, check=False, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    return folder


ON_ITS_DISK = 'mount -t tmpfs -o size="$2" none "$1" && cp db.sqlite3 "$1" && shift 2 && exec "$@"'


def test_server_on_a_full_disk_goes_on_when_there_is_room_again(place: Place, small_disk: Path) -> None:
    token, size = place.script(TOKEN).strip(), (place.folder / "db.sqlite3").stat().st_size + MEGABYTE
    place.url = f"sqlite:///{small_disk / 'db.sqlite3'}"
    before = ["unshare", "-m", "sh", "-c", ON_ITS_DISK, "sh", str(small_disk), str(size)]
    with Served(place, more=["--no-worker"], before=before) as served:
        disk = Path(f"/proc/{served.process.pid}/root{small_disk}")
        assert served.post(token, "上海有余有限公司")[0] == 201
        _fill(disk / "filler")
        full = served.post(token, "上海满盘有限公司")
        assert (full[0], full[1]["Retry-After"]) == (503, "5")
        assert asked(f"{served.url}/account/login/")[0] == 200
        (disk / "filler").unlink()
        assert served.post(token, "上海又余有限公司")[0] == 201
        for suffix in ("", "-wal"):
            shutil.copy(disk / f"db.sqlite3{suffix}", place.folder / f"image{suffix}")
    with closing(sqlite3.connect(place.folder / "image")) as image:
        assert image.execute("pragma integrity_check").fetchone() == ("ok",)
        kept = image.execute("select name from network_enterprise order by id").fetchall()
    assert kept == [("上海有余有限公司",), ("上海又余有限公司",)]


def _fill(path: Path) -> None:
    """To the last byte."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"0" * 512)
