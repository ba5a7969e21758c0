"""`shanghui catalogue load`: fill regions, industries, product classes and the calendar."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from shanghui.catalogue.actions import load_catalogue
from shanghui.core.actor import SYSTEM


class Command(BaseCommand):
    help = "Fill or update regions, industries, product classes and the working-day calendar from the package's files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["load"])

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_catalogue(actor=SYSTEM, now=timezone.now())
        self.stdout.write(f"created {loaded.created}, updated {loaded.updated}, expired {loaded.expired}")
