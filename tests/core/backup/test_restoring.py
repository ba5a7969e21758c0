import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from shanghui.accounts.models import User
from shanghui.core import audit
from shanghui.core.actor import SYSTEM
from shanghui.core.backup import BackupRefused, archive, restore, save
from shanghui.core.backup.tables import all_tables, fingerprint
from shanghui.core.models import AuditRow, OutboxMessage
from tests.core.backup.conftest import Fill

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["all.tar", "all.tar.gz"]


def state(files: Path) -> tuple[dict[str, tuple[int, str]], dict[str, bytes]]:
    tables = {name: fingerprint(model) for name, model in all_tables().items()}
    return tables, {path.name: path.read_bytes() for path in files.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NAMES)
def test_restore_equals_backup(tmp_path: Path, fill: Fill, files: Path, name: str) -> None:
    fill()
    before = state(files)
    save(tmp_path / name, now=timezone.now())
    audit.record(SYSTEM, "later", None, now=timezone.now())
    User.objects.all().delete()
    OutboxMessage.objects.update(receiver="b")
    (files / "later").write_bytes(b"1")
    restore(tmp_path / name, replace=True)
    assert state(files) == before
    assert User.objects.get().check_password("correct horse")
    assert audit.verify() is None


def test_keys_go_on_after_a_restore(tmp_path: Path, fill: Fill) -> None:
    fill()
    save(tmp_path / "all.tar", now=timezone.now())
    restore(tmp_path / "all.tar", replace=True)
    last = AuditRow.objects.latest("pk").pk
    audit.record(SYSTEM, "next", None, now=timezone.now())
    assert AuditRow.objects.latest("pk").pk > last
    assert User.objects.create_user("wang").pk > User.objects.get(username="li").pk


@pytest.mark.parametrize("name", NAMES)
def test_every_flipped_byte_is_refused(tmp_path: Path, fill: Fill, files: Path, name: str) -> None:
    fill()
    whole = tmp_path / name
    save(whole, now=timezone.now())
    data = whole.read_bytes()
    before = state(files)
    for place in {
        0,
        4,
        9,
        100,
        263,
        len(data) - 1,
        len(data) - 20,
        len(data) - 90,
        *range(0, len(data), len(data) // 40),
    }:
        whole.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(BackupRefused):
            restore(whole, replace=True)
    assert state(files) == before


def test_place_in_use_is_refused_without_replace(tmp_path: Path, fill: Fill, files: Path) -> None:
    fill()
    save(tmp_path / "all.tar", now=timezone.now())
    with pytest.raises(BackupRefused, match="accounts_user"):
        restore(tmp_path / "all.tar")
    User.objects.all().delete()
    AuditRow.objects.all().delete()
    with pytest.raises(BackupRefused, match="files"):
        restore(tmp_path / "all.tar")


def test_backup_of_another_version_is_refused(tmp_path: Path, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    monkeypatch.setattr("shanghui.core.backup.saving.applied_migrations", lambda: [["core", "9999_future"]])
    save(tmp_path / "all.tar", now=timezone.now())
    with pytest.raises(BackupRefused, match="core/9999_future"):
        restore(tmp_path / "all.tar", replace=True)


def test_backup_with_other_columns_is_refused(tmp_path: Path, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    monkeypatch.setattr("shanghui.core.backup.saving.column_names", lambda model: ["id", "no_longer"])
    save(tmp_path / "all.tar", now=timezone.now())
    with pytest.raises(BackupRefused, match="columns differ"):
        restore(tmp_path / "all.tar", replace=True)


def test_empty_place_becomes_what_was_backed_up(tmp_path: Path, fill: Fill, files: Path) -> None:
    fill()
    before = state(files)
    save(tmp_path / "all.tar", now=timezone.now())
    User.objects.all().delete()
    AuditRow.objects.all().delete()
    shutil.rmtree(files)
    restore(tmp_path / "all.tar")
    assert state(files) == before


def test_many_rows_are_saved_and_loaded_in_parts(
    tmp_path: Path, fill: Fill, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    for number in range(7):
        audit.record(SYSTEM, f"row {number}", None, now=timezone.now())
    before = state(files)
    for module in ("tables", "restoring"):
        monkeypatch.setattr(f"shanghui.core.backup.{module}.ROWS_A_CHUNK", 4)
    save(tmp_path / "all.tar", now=timezone.now())
    names = [name for name, _ in archive.members(tmp_path / "all.tar") if name.startswith("tables/core_auditrow/")]
    assert len(names) == 2
    restore(tmp_path / "all.tar", replace=True)
    assert state(files) == before


def test_table_that_comes_out_different_rolls_everything_back(
    tmp_path: Path, fill: Fill, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    save(tmp_path / "all.tar", now=timezone.now())
    User.objects.create_user("wang")
    (files / "later").write_bytes(b"1")
    before = state(files)
    with monkeypatch.context() as broken:
        broken.setattr("shanghui.core.backup.restoring.fingerprint", lambda model: (0, ""))
        with pytest.raises(BackupRefused, match="came out different"):
            restore(tmp_path / "all.tar", replace=True)
    assert state(files) == before


def test_member_that_climbs_out_is_refused(tmp_path: Path, fill: Fill, files: Path) -> None:
    fill()
    manifest = save(tmp_path / "all.tar", now=timezone.now())
    with archive.writing(tmp_path / "evil.tar", manifest) as writer:
        manifest.members.clear()
        for name, stream in archive.members(tmp_path / "all.tar"):
            if name != "manifest.json":
                writer.add(name, stream.read())
        writer.add("files/../../outside", b"1")
    with pytest.raises(BackupRefused, match="outside"):
        restore(tmp_path / "evil.tar", replace=True)
    assert not (tmp_path / "outside").exists()


def test_commands_back_up_verify_and_restore(tmp_path: Path, fill: Fill) -> None:
    fill()
    file = str(tmp_path / "all.tar.gz")
    call_command("backup", file)
    call_command("backup", file, "--verify")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", file)
    call_command("restore", file, "--replace")
    with pytest.raises(CommandError, match="must end in"):
        call_command("backup", str(tmp_path / "all.zip"))
    with pytest.raises(CommandError, match="No such file"):
        call_command("backup", str(tmp_path / "none.tar"), "--verify")
