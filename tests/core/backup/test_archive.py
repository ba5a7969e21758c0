"""The one file: any tar reads it, and whatever was done to it is found."""

import tarfile
from pathlib import Path

import pytest
from django.utils import timezone

from shanghui.core.backup import BackupRefused, archive, save, verify
from tests.core.backup.conftest import Fill

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["all.tar", "all.tar.gz"]


def test_failed_writing_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), archive.writing(tmp_path / "all.tar", archive.Manifest("1", "", [])):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_folder_that_somebody_put_in_is_no_member(tmp_path: Path, name: str) -> None:
    manifest = archive.Manifest("1", "", [])
    with archive.writing(tmp_path / name, manifest) as writer:
        folder = tarfile.TarInfo("files")
        folder.type = tarfile.DIRTYPE
        writer._tar.addfile(folder)
        writer.add("files/a", b"1")
    assert list(verify(tmp_path / name).members) == ["files/a"]


@pytest.mark.parametrize("change", [{"format": 99}, {"tables": {"x": {"rows": 1}}}, {"unknown": 1}])
def test_manifest_of_another_kind_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    written = archive.asdict
    monkeypatch.setattr(archive, "asdict", lambda manifest: written(manifest) | change)
    with archive.writing(tmp_path / "all.tar", archive.Manifest("1", "", [])) as writer:
        writer.add("files/a", b"1")
    with pytest.raises(BackupRefused):
        verify(tmp_path / "all.tar")


@pytest.mark.parametrize("length", [0, 1, 50, 512, -1, -100, -3000])
def test_cut_off_file_is_refused(tmp_path: Path, fill: Fill, length: int) -> None:
    fill()
    save(tmp_path / "all.tar", now=timezone.now())
    data = (tmp_path / "all.tar").read_bytes()
    (tmp_path / "all.tar").write_bytes(data[:length])
    with pytest.raises(BackupRefused):
        verify(tmp_path / "all.tar")


def test_sealed_file_whose_manifest_lies_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = archive.Manifest("1", "", [])
    with archive.writing(tmp_path / "all.tar", manifest) as writer:
        writer.add("files/a", b"1")
        manifest.members["files/a"] = "0" * 64
    with pytest.raises(BackupRefused, match="manifest"):
        verify(tmp_path / "all.tar")


def test_ordinary_tar_reads_both_kinds(tmp_path: Path, fill: Fill) -> None:
    fill()
    for name in NAMES:
        save(tmp_path / name, now=timezone.now())
        with tarfile.open(tmp_path / name) as tar:
            assert "manifest.json" in tar.getnames()
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
