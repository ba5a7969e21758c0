"""What goes into a back-up while others go on working."""

from pathlib import Path

import pytest
from django.utils import timezone

from shanghui.core.backup import save, saving, verify

pytestmark = pytest.mark.django_db(transaction=True)


def test_file_that_goes_while_it_is_saved_is_left_out(
    tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.mkdir()
    (files / "kept").write_bytes(b"1")
    monkeypatch.setattr(saving, "stored_files", lambda: iter([files / "gone", files / "kept"]))
    save(tmp_path / "all.tar", now=timezone.now())
    names = [name for name in verify(tmp_path / "all.tar").members if name.startswith("files/")]
    assert names == ["files/kept"]
