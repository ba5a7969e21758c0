"""Trust.md 6: a bad file through the upload page is refused with a sentence, the server lives, nothing is kept."""

import io
import zipfile
from pathlib import Path
from unittest import mock

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shanghui.core.jobs.worker import run_due
from shanghui.sheets.models import ImportRun
from shanghui.sheets.rules import RunState
from tests.factories.house import House

pytestmark = pytest.mark.django_db


def workbook(far: bool = False) -> bytes:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write("A1", "企业名称")
        sheet.write("XFD1048576" if far else "A2", "上海甲字螺帽有限公司")
    return book.getvalue()


def repacked(parts: dict[str, bytes], entries: int = 0) -> bytes:
    """A sound workbook with parts put in the place of its own, or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            new.writestr(name, body)
        for number in range(entries):
            new.writestr(f"xl/media/{number}", b"")
    return packed.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = b'<?xml version="1.0"?>' + b" " * 400_000_000
BAD_FILES = {
    "sparse.xlsx": lambda: workbook(far=True),
    "bomb.xlsx": lambda: repacked({"xl/worksheets/sheet1.xml": BOMB}),
    "entity.xlsx": lambda: repacked({"xl/workbook.xml": ENTITY + b"<workbook>&x;</workbook>"}),
    "macro.xlsx": lambda: repacked({"xl/vbaProject.bin": b"macro"}),
    "upwards.xlsx": lambda: repacked({"../../evil.xml": b"<a/>"}),
    "entity.csv": lambda: ENTITY + b"<a>&x;</a>",
    "nul.csv": lambda: "企业名称\n甲\x00乙公司\n".encode("gb18030"),
    "page.html": lambda: b"<script>alert(1)</script>",
    "empty.csv": lambda: b"",
    "half.xlsx": lambda: b"PK\x03\x04" + b"\x00" * 200,
}


def kept_files() -> list[Path]:
    return [file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()]


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file_is_refused_and_not_kept(house: House, clients: dict[str, Client], name: str) -> None:
    before, files = ImportRun.objects.count(), kept_files()
    upload = SimpleUploadedFile(name, BAD_FILES[name]())
    answer = clients["owner"].post("/sheets/", {"kind": "enterprises", "file": upload})
    assert answer.status_code == 400
    assert "passwd" not in answer.content.decode()
    assert "root:" not in answer.content.decode()
    assert (ImportRun.objects.count(), kept_files()) == (before, files)
    assert clients["owner"].get("/sheets/").status_code == 200


def test_archive_of_100_000_entries_fails_in_the_background(house: House, clients: dict[str, Client]) -> None:
    """A large file is read by a job; the run says why it was refused, and holds no rows."""
    upload = SimpleUploadedFile("entries.xlsx", repacked({}, entries=100_000))
    answer = clients["owner"].post("/sheets/", {"kind": "enterprises", "file": upload})
    run_due()
    run = ImportRun.objects.latest("pk")
    assert (run.state, run.row_count, run.rows.count()) == (RunState.FAILED, 0, 0)
    assert run.refusal["name"] in {"TooManyEntries", "FileDamaged"}
    assert clients["owner"].get(answer.headers["Location"]).status_code == 200


def test_sound_file_is_taken(house: House, clients: dict[str, Client]) -> None:
    """The positive control: what is refused above is refused for its fault."""
    upload = SimpleUploadedFile("sound.xlsx", workbook())
    answer = clients["owner"].post("/sheets/", {"kind": "enterprises", "file": upload})
    assert answer.status_code == 302


def test_full_disk_is_a_clean_error(house: House, clients: dict[str, Client]) -> None:
    """The write fails in the middle: an error page, no run, no half file, and the next upload works."""
    before, files = ImportRun.objects.count(), kept_files()
    upload = SimpleUploadedFile("会员.csv", "企业名称\n上海丁字公司\n".encode())
    with mock.patch("django.core.files.storage.FileSystemStorage._save", side_effect=OSError(28, "No space left")):
        answer = clients["owner"].post("/sheets/", {"kind": "enterprises", "file": upload})
    assert answer.status_code in {500, 503, 507}
    assert "No space" not in answer.content.decode()
    assert (ImportRun.objects.count(), kept_files()) == (before, files)
    upload.seek(0)
    assert clients["owner"].post("/sheets/", {"kind": "enterprises", "file": upload}).status_code == 302
