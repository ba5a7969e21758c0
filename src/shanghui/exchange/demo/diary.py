"""The past of the demo: steps with their times, played in the order of time, on working days only."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils.timezone import localdate, make_aware

from shanghui.catalogue.queries import working_day_exceptions
from shanghui.catalogue.working_days import add_working_days

#: how far back anything happened
PAST = timedelta(days=380)
Step = Callable[[datetime], object]


class Diary:
    """Add steps in any order; `play` runs each with its own time as `now`."""

    def __init__(self, now: datetime, seed: int) -> None:
        self.now, self.today = now, localdate(now)
        self.dice = Random(seed)
        self._exceptions = working_day_exceptions(self.today - PAST - PAST, self.today)
        self._steps: list[tuple[datetime, int, Step]] = []

    def ago(self, working_days: int) -> date:
        """So many working days before today."""
        return add_working_days(self.today, -working_days, self._exceptions)

    def worked(self, days: int) -> date:
        """The last working day at least so many days before today, and never today itself: that day is not over."""
        return add_working_days(self.today - timedelta(days=max(days, 1) - 1), -1, self._exceptions)

    def moment(self, day: date, first: int = 9, last: int = 17) -> datetime:
        """Some minute of that working day."""
        minute = self.dice.randrange(first * 60, last * 60)
        return make_aware(datetime.combine(day, time(minute // 60, minute % 60)))

    def add(self, at: datetime, step: Step) -> None:
        self._steps.append((at, len(self._steps), step))

    def play(self) -> None:
        """Steps of one minute keep the order in which they were added."""
        for at, _, step in sorted(self._steps, key=lambda line: line[:2]):
            step(at)
        self._steps = []
