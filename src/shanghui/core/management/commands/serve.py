"""`shanghui serve`: the web server and, as its sibling, the worker of background jobs."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from shanghui.core.installation import DemoInProduction, ensure_servable
from shanghui.core.processes import Child, supervise

THREADS = 8
STOP_SECONDS = 25


class Command(BaseCommand):
    help = "Serve the pages and run background jobs until told to stop (SIGTERM drains within 30 seconds)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.ENVIRONMENT.port)
        parser.add_argument("--no-worker", action="store_true", help="a worker runs elsewhere")

    def handle(self, *args: Any, host: str, port: int, no_worker: bool, **options: Any) -> None:
        if not _migrated():
            raise CommandError("the database is not up to date: run `shanghui migrate` 请先运行 shanghui migrate")
        try:
            ensure_servable()
        except DemoInProduction as error:
            raise CommandError(str(error)) from error
        connection.close()
        os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # each thread's own heap would keep what a large page needed
        children = [Child("web", _web(host, port))]
        if not no_worker:
            children.append(Child("worker", [sys.executable, "-m", "django", "worker"], respawn=True))
        sys.exit(supervise(children))


def _web(host: str, port: int) -> list[str]:
    """One process of several threads: SQLite has one writer, and memory is counted by the process.

    No header says who or where a request comes from: Django decides that, by the number of own proxies.
    """
    return [
        *(sys.executable, "-m", "gunicorn", "shanghui.config.wsgi:application", "--bind", f"{host}:{port}"),
        *("--workers", "1", "--worker-class", "gthread", "--threads", str(THREADS), "--log-level", "warning"),
        *("--graceful-timeout", str(STOP_SECONDS), "--timeout", "120", "--limit-request-line", "8190"),
        *("--forwarded-allow-ips", "", "--no-control-socket"),
    ]


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
