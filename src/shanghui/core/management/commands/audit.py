"""`shanghui audit verify|head`: does the trail stand, and what to note down elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shanghui.core.audit import START, verify
from shanghui.core.models import AuditHead, AuditRow
from shanghui.core.snapshot import snapshot


class Command(BaseCommand):
    help = "Verify the audit trail, or print its head (number:hash) to be kept elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify_verb = verbs.add_parser("verify", help="walk the chain; the first row that does not fit is named")
        verify_verb.add_argument(
            "--since", metavar="NUMBER:HASH", help="a head noted earlier must still be in the chain"
        )
        verbs.add_parser("head", help="number and hash of the last row")

    def handle(self, *args: Any, **options: Any) -> None:
        with snapshot():
            if options["verb"] == "head":
                head = AuditHead.objects.filter(pk=1).first() or AuditHead(number=0, hash=START)
                self.stdout.write(f"{head.number}:{head.hash}")
                return
            fault = verify()
            if fault:
                raise CommandError(f"row {fault.number} is {fault.what} 第 {fault.number} 行不符")
            if options["since"]:
                _ensure_still_there(options["since"])
            self.stdout.write(f"{AuditRow.objects.count()} rows, unbroken 完整")


def _ensure_still_there(noted: str) -> None:
    """Only a head kept elsewhere shows that somebody sealed the whole trail anew."""
    number, _, digest = noted.partition(":")
    if number != "0" and not AuditRow.objects.filter(number=int(number), hash=digest).exists():
        raise CommandError(f"row {number} is not the one noted 第 {number} 行与记下的不同")
