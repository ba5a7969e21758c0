"""What the worker does for activities; the jobs of matchmaking stand in a module of their own."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities.actions import feedback, reminding
from shanghui.activities.matchmaking_jobs import index_topics, rebuild_topics, watch_wishes, write_of_wishes
from shanghui.core.jobs import job

__all__ = ["ask_for_feedback", "index_topics", "rebuild_topics", "remind_guests", "watch_wishes", "write_of_wishes"]


@job(every=timedelta(hours=1), offset=timedelta(minutes=5))
def remind_guests() -> None:
    """The day before an activity begins."""
    reminding.remind_guests(now=timezone.now())


@job(every=timedelta(days=1), offset=timedelta(hours=19))
def ask_for_feedback() -> None:
    """At seven in the evening: three questions to those who came."""
    feedback.ask_for_feedback(now=timezone.now())
