"""`shanghui start`: what is prepared for an empty database, a demo, a real one; static files only when they changed."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

from shanghui.portal.management.commands import start
from tests.factories import network as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[tuple[object, ...]]:
    """The commands that would have been run."""
    seen: list[tuple[object, ...]] = []
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path / "var", tmp_path / "var" / "static"

    def call(*words: str, **options: object) -> None:
        seen.append(words)
        if words == ("collectstatic",):
            settings.STATIC_ROOT.mkdir(exist_ok=True)

    monkeypatch.setattr(start, "call_command", call)
    return seen


def run(no_demo: bool = False) -> str:
    out = StringIO()
    start.Command(stdout=out).handle(host="127.0.0.1", port=8123, no_demo=no_demo)
    return out.getvalue()


def test_empty_database_gets_the_demo(calls: list[tuple[object, ...]]) -> None:
    assert "http://127.0.0.1:8123/" in run()
    assert calls == [("migrate",), ("collectstatic",), ("demo", "load"), ("serve",)]


def test_empty_database_stays_empty_when_told_so(calls: list[tuple[object, ...]]) -> None:
    run(no_demo=True)
    assert calls == [("migrate",), ("collectstatic",), ("catalogue", "load"), ("serve",)]


def test_second_start_keeps_the_data_and_tells_of_accounts_of_a_demo_alone(
    calls: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    make.make_organisation()
    run()
    assert calls[2:] == [("serve",)]
    monkeypatch.setattr(start, "is_demo", lambda: True)
    run()
    assert calls[3:] == [("migrate",), ("demo", "accounts"), ("serve",)]


def test_static_files_are_collected_again_only_when_something_changed(
    calls: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.DATA_DIR.mkdir()
    for _ in range(2):
        start._collect_static()
    assert calls == [("collectstatic",)]
    monkeypatch.setattr(start, "__version__", "next")
    start._collect_static()
    assert calls == [("collectstatic",)] * 2


def test_what_is_left_out_is_named_by_no_file_that_is_served(settings: Any, tmp_path: Path) -> None:
    """A stylesheet that names a missing file stops the collecting, and with it the start."""
    settings.STATIC_ROOT = tmp_path
    backend = f"{ManifestStaticFilesStorage.__module__}.{ManifestStaticFilesStorage.__name__}"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=start.UNSERVED)
    assert (tmp_path / "ninja/swagger-ui.css").exists()
    assert not (tmp_path / "ninja/swagger-ui-bundle.js.map").exists()
