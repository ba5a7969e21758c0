"""Jobs of matchmaking: wishes that nobody answers, the day's letter, the index of what is needed and offered."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities.actions import expiry, topic_index
from shanghui.core.jobs import job


@job(every=timedelta(hours=1), offset=timedelta(minutes=15))
def watch_wishes() -> None:
    now = timezone.now()
    expiry.expire_wishes(now=now)
    expiry.release_absent(now=now)


@job(every=timedelta(days=1), offset=timedelta(hours=8, minutes=10))
def write_of_wishes() -> None:
    """In the morning: how many wishes wait for an answer."""
    expiry.write_of_wishes(now=timezone.now())


@job(attempts=8, limit=timedelta(minutes=5))
def index_topics(matchmaking: int, topics: list[int]) -> None:
    """Bring the index of one activity to what the database says of these topics now."""
    topic_index.index_topics(matchmaking=matchmaking, ids=topics)


@job(every=timedelta(days=1), offset=timedelta(hours=3, minutes=50))
def rebuild_topics() -> None:
    """Of all activities to come, from the database alone; those that are over are taken away."""
    topic_index.rebuild_all(now=timezone.now())
