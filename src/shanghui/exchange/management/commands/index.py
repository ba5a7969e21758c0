"""`shanghui index rebuild`: the index of listings, built anew from the database."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shanghui.exchange.actions.indexing import rebuild_index


class Command(BaseCommand):
    help = "Build the index of needs and offers anew; readers go on with the old one until it is done."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.perf_counter()
        count = rebuild_index()
        self.stdout.write(f"索引里有 {count} 条供需，用了 {time.perf_counter() - begun:.1f} 秒。")
