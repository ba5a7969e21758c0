"""What the clock does: warns, lapses, reminds. Each step finds its own earlier work and does nothing twice."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from shanghui.core import audit
from shanghui.core.actor import SYSTEM
from shanghui.exchange import rules
from shanghui.exchange.actions.letters import tell_brokers
from shanghui.exchange.actions.timeline import locked, note, save, set_clock
from shanghui.exchange.models import Introduction, Listing
from shanghui.exchange.rules import Closing, EventKind, IntroductionState, ListingState, Side


def lapse_listings(*, now: datetime) -> list[int]:
    """Listings whose last day is over; their ids, for the index."""
    rows = Listing.objects.unrestricted("the clock").filter(state=ListingState.PUBLISHED, expires_on__lt=localdate(now))
    lapsed = []
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            listing = rows.select_for_update(of=("self",)).filter(pk=pk).first()
            if listing is None:
                continue
            listing.state, listing.closing, listing.closed_at = ListingState.CLOSED, Closing.LAPSED, now
            listing.version += 1
            listing.save()
            audit.record(SYSTEM, "lapse_listing", listing, now=now)
            lapsed.append(pk)
    return lapsed


def warn_of_expiry(*, now: datetime) -> int:
    """Marks listings that end within a fortnight, once; home shows them with one click to extend."""
    today = localdate(now)
    rows = Listing.objects.unrestricted("the clock").filter(state=ListingState.PUBLISHED, warned_on=None)
    return rows.filter(expires_on__lte=today + rules.WARNING).update(warned_on=today, version=F("version") + 1)


def remind_introductions(*, now: datetime) -> int:
    """Once a clock, to the side whose answer is missing."""
    rows = Introduction.objects.unrestricted("the clock").filter(remind_on__lte=localdate(now))
    return sum(_remind(row, now) for row in rows.filter(state__in=rules.REFUSABLE))


def lapse_introductions(*, now: datetime) -> int:
    """After the last day; the records stay."""
    rows = Introduction.objects.unrestricted("the clock").filter(lapses_on__lt=localdate(now))
    return sum(_lapse(row, now) for row in rows.filter(state__in=rules.REFUSABLE))


@transaction.atomic
def _remind(introduction: Introduction, now: datetime) -> bool:
    introduction = locked(introduction)
    if introduction.remind_on is None or introduction.state_enum not in rules.REFUSABLE:
        return False
    introduction.remind_on = None
    for side in _silent(introduction):
        tell_brokers(introduction, side, "reminded", now=now)
    note(SYSTEM, introduction, EventKind.REMINDED, now=now)
    save(introduction)
    return True


@transaction.atomic
def _lapse(introduction: Introduction, now: datetime) -> bool:
    introduction = locked(introduction)
    if introduction.lapses_on is None or introduction.state_enum not in rules.REFUSABLE:
        return False
    introduction.state, introduction.ended_at = IntroductionState.LAPSED, now
    set_clock(introduction, None)
    note(SYSTEM, introduction, EventKind.LAPSED, now=now)
    for side in Side:
        tell_brokers(introduction, side, "lapsed", now=now)
    save(introduction)
    return True


def _silent(introduction: Introduction) -> list[Side]:
    """Whose turn it is."""
    asking = Side(introduction.asking_side)
    if introduction.state == IntroductionState.ASKED:
        return [asking.other]
    if introduction.state == IntroductionState.SCREENED:
        waiting = {asking: introduction.asking_consent_at, asking.other: introduction.asked_consent_at}
        return [side for side, at in waiting.items() if at is None]
    return list(Side)
