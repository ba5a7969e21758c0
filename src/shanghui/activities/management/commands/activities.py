"""`shanghui activities event ACTIVITY -o EVENT.json`: a matchmaking activity as the engine reads it, to be checked by anybody."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shanghui.activities.models import Matchmaking
from shanghui.activities.queries.timetabling_problem import event_file, problem_of


class Command(BaseCommand):
    help = "Write a matchmaking activity as an event for `shanghui timetable`."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        event = what.add_parser("event", help="the event of one activity, by the number in its address")
        event.add_argument("activity", type=int)
        event.add_argument("-o", "--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        matchmaking = Matchmaking.objects.filter(activity=options["activity"]).first()
        if matchmaking is None:
            raise CommandError(f"没有编号是 {options['activity']} 的对接会。")
        told = event_file(problem_of(matchmaking))
        try:
            options["out"].write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"无法写入 {options['out']}：{error}。") from error
        counts = len(told["participants"]), len(told["encounters"])  # type: ignore[arg-type]
        self.stdout.write(f"{counts[0]} 家，{counts[1]} 场，写到了 {options['out']}。")
