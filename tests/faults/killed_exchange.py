# ruff: noqa: E402
"""Runs in a process of its own: whoever publishes, indexes, asks and writes letters dies by SIGKILL at named points.

Prints one JSON line for each point, with what is there after another worker took over. The configured database is used.
"""

import json
import os
from pathlib import Path

import django

django.setup()

from django.utils import timezone

from shanghui.core.jobs.claims import take_over
from shanghui.core.jobs.worker import run_due
from shanghui.core.models import AuditRow, OutboxMessage
from shanghui.core.outbox.delivery import deliver_one, release_dead_claims
from shanghui.exchange.actions import introductions, listings
from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.actions.searches import save_search
from shanghui.exchange.models import Introduction, Listing, Match, SearchHit
from shanghui.exchange.queries.finding import found_ids
from shanghui.exchange.rules import Check, IntroductionState, ListingState
from tests.factories.exchange import Pair, build_pair, make_need, make_offer
from tests.faults.dying import Point, dies

PUBLISHING: list[Point] = [
    ("before", "shanghui.core.audit.record", 1),
    ("after", "shanghui.exchange.actions.listings.publish_listing", 1),
]
INDEXING: list[Point] = [
    ("before", "shanghui.exchange.actions.indexing.index_listings", 1),
    ("before", "shanghui.engines.matching.ListingIndex.write", 1),
    ("before", "shanghui.exchange.actions.indexing._note", 1),
    ("after", "shanghui.exchange.actions.indexing._note", 1),
    ("before", "shanghui.exchange.jobs.enqueue", 1),
    ("after", "shanghui.exchange.jobs.enqueue", 1),
    ("before", "shanghui.exchange.actions.matches.find_partners", 1),
    ("after", "shanghui.exchange.actions.matches.find_partners", 1),
    ("after", "shanghui.exchange.actions.search_news.note_finds", 1),
]
ASKING: list[Point] = [
    ("before", "shanghui.core.audit.record", 1),
    ("after", "shanghui.exchange.actions.introductions.propose_introduction", 1),
]
SENDING: list[Point] = [
    ("before", "shanghui.core.outbox.delivery.handler_of", 1),
    ("before", "shanghui.core.outbox.delivery.sent", 1),
]


def publish(pair: Pair, listing: Listing) -> None:
    now, checks = timezone.now(), list(Check)
    listings.publish_listing(actor=pair.actors["asked"], listing=listing, checks=checks, now=now)


def published(pair: Pair, point: Point) -> dict[str, object]:
    """One offer from its button to its partners; killed once."""
    name = f"第{Listing.objects.unrestricted('test').count()}号弹簧垫圈"
    offer = make_offer(pair.other, pair.maker, title=f"供应{name}", state=ListingState.SUBMITTED)
    need = make_need(pair.chamber, pair.buyer, title=f"采购{name}")
    rebuild_index()
    if point in PUBLISHING:
        told = {"died": dies(point, lambda _worker: publish(pair, offer))}
        told["stands"] = Listing.objects.unrestricted("test").get(pk=offer.pk).state
        if told["stands"] == ListingState.SUBMITTED:
            publish(pair, offer)
    else:
        publish(pair, offer)
        told = {"died": dies(point, run_due)}  # indexing, then who waits for what is new
    take_over(now=timezone.now())
    run_due()
    return told | {
        "found": found_ids(name, "offer")[:1] == [offer.pk],
        "pairs": Match.objects.filter(need=need, offer=offer).count(),
        "finds": SearchHit.objects.filter(listing=offer).count(),
        "published": AuditRow.objects.filter(action="publish_listing", subject_id=offer.pk).count(),
        "waiting": Listing.objects.unrestricted("test").unindexed().filter(pk=offer.pk).count(),
    }


def asked(pair: Pair, point: Point) -> dict[str, object]:
    """One introduction from its button to the letters; killed once."""
    need, offer = make_need(pair.chamber, pair.buyer), make_offer(pair.other, pair.maker)
    OutboxMessage.objects.all().delete()
    accepted = Path(os.environ["TEST_LETTERS"])
    accepted.write_text("")

    def ask(_worker: str = "") -> None:
        now = timezone.now()
        introductions.propose_introduction(
            actor=pair.actors["asker"], mine=need, theirs=offer, message="问一声", now=now
        )

    told: dict[str, object] = {"died": dies(point, ask)} if point in ASKING else {}
    rows = Introduction.objects.unrestricted("test").filter(need=need)
    if not rows.exists():
        ask()
    if point in SENDING:
        told = {"died": dies(point, deliver_one)}
    release_dead_claims(now=timezone.now())
    while deliver_one("here-0-0"):
        pass
    letters = accepted.read_text().split()
    return told | {
        "introductions": rows.filter(state=IntroductionState.ASKED).count(),
        "receivers": OutboxMessage.objects.filter(state="sent").count(),
        "letters": len(letters),
        "different": len(set(letters)),
    }


def main() -> None:
    pair = build_pair()
    save_search(actor=pair.actors["asker"], asked={"tab": "offers", "q": "弹簧垫圈"}, name="垫圈", now=timezone.now())
    for point in [*PUBLISHING, *INDEXING]:
        print(json.dumps({"point": point, **published(pair, point)}))
    for point in [*ASKING, *SENDING]:
        print(json.dumps({"point": point, **asked(pair, point)}))


main()
