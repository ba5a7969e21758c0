"""`shanghui restore`: an empty place is given its tables first. What is restored is tested in core/backup."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from shanghui.core.backup.archive import Manifest, Table
from shanghui.core.management.commands import restore


@pytest.mark.parametrize(("applied", "called"), [([], ["migrate"]), ([["core", "0001_initial"]], [])])
def test_place_without_tables_is_migrated_first(
    monkeypatch: pytest.MonkeyPatch, applied: list[list[str]], called: list[str]
) -> None:
    steps: list[str] = []
    manifest = Manifest("1", "", [], tables={"a": Table(3, "", []), "b": Table(4, "", [])})
    monkeypatch.setattr(restore, "verify", lambda path: manifest)
    monkeypatch.setattr(restore, "applied_migrations", lambda: applied)
    monkeypatch.setattr(restore, "call_command", lambda name, **options: steps.append(name))
    monkeypatch.setattr(restore, "restore", lambda path, replace: manifest)
    out = StringIO()
    call_command("restore", Path("all.tar"), stdout=out)
    assert steps == called
    assert "2 tables, 7 rows restored" in out.getvalue()
