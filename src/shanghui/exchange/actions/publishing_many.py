"""Publish what an import brought: one check-list for many listings, the same rules for each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shanghui.core import audit
from shanghui.core.actor import Actor
from shanghui.core.jobs import enqueue
from shanghui.core.refusal import Refusal, Stale
from shanghui.exchange import jobs
from shanghui.exchange.actions.listings import ensure_publishable, set_published
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Check
from shanghui.network.actions.importing import save_many

#: a page's button or an API request publishes so many at once, so that the lock is short
MOST = 500


@dataclass(frozen=True, slots=True)
class NotPublished:
    """A listing that stays as it is, and why."""

    listing: Listing
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Published:
    """How many went through; `left`: the others; `more`: there are listings beyond MOST, ask again."""

    count: int
    left: tuple[NotPublished, ...] = ()
    more: bool = False


@transaction.atomic
def publish_listings(
    *, actor: Actor, listings: Collection[int], checks: Iterable[Check], now: datetime, read_at: datetime | None = None
) -> Published:
    """`listings`: ids; those that she does not see are passed over. Each as `publish_listing`, none stops the others.

    `read_at`: when she read them; what has changed since stays, as Stale.
    """
    checks = frozenset(checks)
    seen = Listing.objects.visible_to(actor).filter(pk__in=listings).order_by("pk")
    rows = list(seen.select_for_update(of=("self",))[: MOST + 1])
    through: list[Listing] = []
    left: list[NotPublished] = []
    for row in rows[:MOST]:
        try:
            ensure_publishable(actor, row, checks)
            if read_at is not None and row.updated_at > read_at:
                raise Stale()
        except Refusal as refusal:
            left.append(NotPublished(row, refusal))
        else:
            set_published(actor, row, now)
            row.version, row.updated_at = row.version + 1, now
            through.append(row)
    save_many(Listing, through)
    _tell(actor, through, now)
    return Published(len(through), tuple(left), len(rows) > MOST)


def _tell(actor: Actor, listings: Collection[Listing], now: datetime) -> None:
    """The trail keeps each, the index is told once."""
    if not listings:
        return
    entries = [audit.Entry("publish_listing", row, {"expires_on": str(row.expires_on)}) for row in listings]
    audit.record_many(actor, entries, now=now)
    enqueue(jobs.index_listings, [row.pk for row in listings])
