"""`shanghui start`: what `./run` does after installing. Prepares the database and the static files, then serves."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from shanghui import __version__
from shanghui.core.installation import is_demo
from shanghui.network.models import Organisation

#: what no page loads: compressing it took most of a first start
UNSERVED = ["redoc*", "django_htmx", "*.js.map", "core/css"]


class Command(BaseCommand):
    """Prepare and serve; a second start keeps the data."""

    help = "Prepare the database, load the demo network into an empty one, and serve"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.ENVIRONMENT.port)
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, host: str, port: int, no_demo: bool, **options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        _collect_static()
        empty = not Organisation.objects.unrestricted("is it empty?").exists()
        if empty and no_demo:
            call_command("catalogue", "load")
        elif empty:
            self.stdout.write("正在载入演示网络 Loading the demo network …")
            call_command("demo", "load", stdout=self.stdout)
        elif is_demo():
            call_command("demo", "accounts", stdout=self.stdout)
        self.stdout.write(f"打开 Open http://{host}:{port}/")
        call_command("serve", host=host, port=port)


def _collect_static() -> None:
    """Only when a file changed: names and times of all static files and the version make the mark."""
    mark, found = settings.STATIC_ROOT / ".collected", hashlib.sha256(__version__.encode())
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            found.update(f"{name} {storage.get_modified_time(name).timestamp()}".encode())
    if _read(mark) != found.hexdigest():
        call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=UNSERVED)
        mark.write_text(found.hexdigest())


def _read(mark: Path) -> str:
    return mark.read_text() if mark.exists() else ""
