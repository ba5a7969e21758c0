"""The first thing that `./run` does: everything that is served finds what it names."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

from shanghui.portal.management.commands.start import UNSERVED


def test_what_is_left_out_is_named_by_no_file_that_is_served(settings: Any, tmp_path: Path) -> None:
    """A stylesheet that names a missing file stops the collecting, and with it the start."""
    settings.STATIC_ROOT = tmp_path
    backend = f"{ManifestStaticFilesStorage.__module__}.{ManifestStaticFilesStorage.__name__}"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNSERVED)
    assert (tmp_path / "ninja/swagger-ui.css").exists()
    assert not (tmp_path / "ninja/swagger-ui-bundle.js.map").exists()
