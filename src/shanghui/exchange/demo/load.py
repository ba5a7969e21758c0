"""Write the demo of the exchange with the actions themselves, each at its own past time, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import make_aware
from django_tasks_db.models import DBTaskResult

from shanghui.core.jobs import enqueue
from shanghui.exchange import jobs
from shanghui.exchange.actions import due
from shanghui.exchange.demo.agreements import load_agreements
from shanghui.exchange.demo.brokers import Brokers
from shanghui.exchange.demo.diary import Diary, Step
from shanghui.exchange.demo.entering import Entering
from shanghui.exchange.demo.scripts import scripts
from shanghui.exchange.demo.searches import load_searches
from shanghui.exchange.demo.telling import Telling
from shanghui.exchange.demo.texts import texts
from shanghui.exchange.demo.trades import Members
from shanghui.exchange.models import Agreement, Introduction, Listing
from shanghui.network.demo.firms import SEED
from shanghui.network.demo.load import Loaded

#: days on which the clock is played; whatever lapsed earlier lapses on the first of them
CLOCK_DAYS = 80


@dataclass(frozen=True)
class LoadedExchange:
    """Listings by the key of their text, introductions by the number of their script."""

    listings: dict[str, Listing]
    introductions: dict[int, Introduction]
    agreements: list[Agreement]


@transaction.atomic
def load_demo_exchange(loaded: Loaded, *, now: datetime) -> LoadedExchange:
    """After the network and its logins."""
    diary = Diary(now, SEED)
    stories = scripts()
    introduced = frozenset(key for script in stories for key in (script.need, script.offer))
    members = Members(loaded.organisations, loaded.enterprises)
    brokers = Brokers(diary.today)
    entering = Entering(diary, brokers, members, introduced)
    for text in texts():
        entering.lay(text)
    telling = Telling(diary, entering)
    for number, script in enumerate(stories):
        telling.lay(number, script)
    _lay_clock(diary)
    diary.play()
    _set_back(entering, telling)
    _index_once(entering)
    told = Introduction.objects.unrestricted("the demo").filter(pk__in=[one.pk for one in telling.told.values()])
    load_searches(now=now)
    agreements = load_agreements(brokers, loaded.organisations, list(told.order_by("pk")), now)
    return LoadedExchange(entering.listings, telling.told, agreements)


def _lay_clock(diary: Diary) -> None:
    """What the worker would have done every morning."""
    days = (diary.today - timedelta(days=days) for days in range(CLOCK_DAYS, -1, -1))
    mornings = (make_aware(datetime.combine(day, time(7, 30))) for day in days)
    for at in (*(morning for morning in mornings if morning < diary.now), diary.now):
        for step in (due.warn_of_expiry, due.lapse_listings, due.remind_introductions, due.lapse_introductions):
            diary.add(at, _timed(step))


def _timed(step: Callable[..., object]) -> Step:
    return lambda now: step(now=now)


def _set_back(entering: Entering, telling: Telling) -> None:
    """The tables date their rows by the clock on the wall, which knows nothing of the past that was played."""
    for listing in Listing.objects.unrestricted("the demo").filter(
        pk__in=[one.pk for one in entering.listings.values()]
    ):
        created = entering.entered[listing.pk]
        last = max(filter(None, (created, listing.submitted_at, listing.published_at, listing.closed_at)))
        Listing.objects.unrestricted("the demo").filter(pk=listing.pk).update(created_at=created, updated_at=last)
    for row in Introduction.objects.unrestricted("the demo").filter(pk__in=[one.pk for one in telling.told.values()]):
        times = list(row.events.values_list("at", flat=True))
        rows = Introduction.objects.unrestricted("the demo").filter(pk=row.pk)
        rows.update(created_at=min(times), updated_at=max(times))


def _index_once(entering: Entering) -> None:
    """One job writes the index of all, in place of the two that each listing's steps had set going."""
    DBTaskResult.objects.filter(task_path=jobs.index_listings.module_path).delete()
    enqueue(jobs.index_listings, [one.pk for one in entering.listings.values()])
