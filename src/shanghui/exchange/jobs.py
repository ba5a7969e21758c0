"""What the worker does for the exchange: keeps the index, finds partners for what is new, watches the clocks."""

from datetime import timedelta

from django.utils import timezone

from shanghui.core.jobs import enqueue, give_way, job
from shanghui.exchange.actions import agreements, due, indexing, matches, search_news
from shanghui.exchange.queries.new_listings import new_listings

#: a secretary's new listing does not wait behind a file of thousands
FEW, AFTER_THE_FEW = 50, -1


@job(attempts=8, limit=timedelta(minutes=10))
def index_listings(ids: list[int]) -> None:
    """Bring the index to what the database says of these listings now; then who waits for the new ones is sought."""
    indexing.index_listings(ids=ids)
    search_news.note_finds(ids=ids, now=timezone.now())
    seek = find_partners if len(ids) <= FEW else find_partners.using(priority=AFTER_THE_FEW)
    for begin in range(0, len(ids), FEW):
        enqueue(seek, ids[begin : begin + FEW])


@job(attempts=8, limit=timedelta(minutes=10))
def find_partners(ids: list[int]) -> None:
    """Of those among them that are new."""
    for listing in new_listings(ids):
        give_way()
        matches.find_partners(listing=listing, now=timezone.now())


@job(every=timedelta(hours=1), offset=timedelta(minutes=20))
def index_missed() -> None:
    """Whatever a crash kept from the index."""
    indexing.index_missed()


@job(every=timedelta(days=1), offset=timedelta(hours=3, minutes=30))
def rebuild_index() -> None:
    """From the database alone, once a day: what the index has forgotten or kept too long is put right."""
    indexing.rebuild_index()


@job(every=timedelta(hours=1))
def watch_listings() -> None:
    now = timezone.now()
    due.warn_of_expiry(now=now)
    indexing.index_listings(ids=due.lapse_listings(now=now))


@job(every=timedelta(hours=1), offset=timedelta(minutes=10))
def watch_introductions() -> None:
    now = timezone.now()
    due.lapse_introductions(now=now)
    due.remind_introductions(now=now)
    due.tell_follow_ups(now=now)


@job(every=timedelta(days=1), offset=timedelta(hours=1))
def watch_agreements() -> None:
    agreements.expire_agreements(now=timezone.now())


@job(every=timedelta(days=1), offset=timedelta(hours=8))
def write_of_searches() -> None:
    """At eight in the morning: what is new for saved searches."""
    now = timezone.now()
    search_news.write_letters(now=now)
    search_news.forget_finds(now=now)
