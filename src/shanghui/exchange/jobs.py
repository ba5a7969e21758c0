"""What the worker does for the exchange: keeps the index, finds partners for what is new, watches the clocks."""

from datetime import timedelta

from django.utils import timezone

from shanghui.core.jobs import job
from shanghui.exchange.actions import agreements, due, indexing


@job(attempts=8, limit=timedelta(minutes=10))
def index_listings(ids: list[int]) -> None:
    """Bring the index to what the database says of these listings now."""
    indexing.index_listings(ids=ids)


@job(every=timedelta(hours=1))
def watch_listings() -> None:
    now = timezone.now()
    due.warn_of_expiry(now=now)
    indexing.index_listings(ids=due.lapse_listings(now=now))


@job(every=timedelta(hours=1), offset=timedelta(minutes=10))
def watch_introductions() -> None:
    now = timezone.now()
    due.remind_introductions(now=now)
    due.lapse_introductions(now=now)


@job(every=timedelta(days=1), offset=timedelta(hours=1))
def watch_agreements() -> None:
    agreements.expire_agreements(now=timezone.now())
