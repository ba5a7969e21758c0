"""`shanghui outbox list|retry`: what waits, what died, and a second chance."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from shanghui.core.models import OutboxMessage
from shanghui.core.outbox.delivery import retry


class Command(BaseCommand):
    help = "Messages that wait to leave, dead letters, and sending those again."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        shown = verbs.add_parser("list", help="waiting and dead messages")
        shown.add_argument("--dead", action="store_true", help="dead letters only")
        verbs.add_parser("retry", help="send dead letters again").add_argument(
            "message_id", nargs="*", help="all dead letters when none is named"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "list":
            self._list(dead_only=options["dead"])
        else:
            self._retry(options["message_id"])

    def _list(self, *, dead_only: bool) -> None:
        states = ["dead"] if dead_only else ["waiting", "dead"]
        for message in OutboxMessage.objects.filter(state__in=states).iterator():
            self.stdout.write(
                f"{message.message_id} {message.state} {message.channel} {message.receiver} "
                f"attempts={message.attempts} due={message.due_at:%Y-%m-%dT%H:%M:%SZ} {message.error}"
            )

    def _retry(self, message_ids: list[str]) -> None:
        dead = OutboxMessage.objects.filter(state=OutboxMessage.State.DEAD)
        chosen = list(dead.filter(message_id__in=message_ids) if message_ids else dead)
        retry(chosen, now=timezone.now())
        self.stdout.write(str(len(chosen)))
