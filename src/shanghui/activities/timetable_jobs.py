"""Timetables and repairs are computed when the page is closed, too."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities.actions import computing
from shanghui.core.jobs import job


@job(attempts=3, limit=timedelta(minutes=30))
def compute_timetable(timetable_id: int) -> None:
    """Solve, or repair; a second run finds what the first one did."""
    computing.compute(timetable_id=timetable_id, clock=timezone.now)
