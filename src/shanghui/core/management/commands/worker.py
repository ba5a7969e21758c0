"""`shanghui worker`: background jobs, periodic jobs and the outbox."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shanghui.core.jobs.drain import STOPPING
from shanghui.core.jobs.worker import run_due, work


class Command(BaseCommand):
    help = "Run background jobs until told to stop (SIGTERM drains within 30 seconds)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--threads", type=int, default=1, help="jobs that run at the same time")
        parser.add_argument("--once", action="store_true", help="run what is ready, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            run_due()
            return
        for signalled in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signalled, lambda *_: STOPPING.set())
        work(threads=options["threads"])
