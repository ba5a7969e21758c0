"""What the clock does: warns, lapses, reminds. Each step finds its own earlier work and does nothing twice."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.timezone import localdate

from shanghui.core import audit
from shanghui.core.actor import SYSTEM
from shanghui.exchange import rules
from shanghui.exchange.actions.letters import tell_both, tell_brokers
from shanghui.exchange.actions.timeline import locked, note, save, set_clock
from shanghui.exchange.models import Introduction, IntroductionEvent, Listing
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
    """Once a clock, to the side whose answer is missing; not when it is too late to answer."""
    today = localdate(now)
    rows = Introduction.objects.unrestricted("the clock").filter(remind_on__lte=today, lapses_on__gte=today)
    return sum(_remind(row, now) for row in rows.filter(state__in=rules.REFUSABLE))


def lapse_introductions(*, now: datetime) -> int:
    """After the last day; the records stay."""
    rows = Introduction.objects.unrestricted("the clock").filter(lapses_on__lt=localdate(now))
    return sum(_lapse(row, now) for row in rows.filter(state__in=rules.REFUSABLE))


def tell_follow_ups(*, now: datetime) -> int:
    """30, 90 and 180 days after the meeting both brokers are told, once a day of that kind."""
    told = IntroductionEvent.objects.filter(
        introduction=OuterRef("pk"), what=EventKind.FOLLOW_UP, at__date__gte=OuterRef("follow_up_on")
    )
    rows = Introduction.objects.unrestricted("the clock").filter(follow_up_on__lte=localdate(now))
    return sum(_tell_follow_up(row, now) for row in rows.exclude(Exists(told)))


@transaction.atomic
def _remind(introduction: Introduction, now: datetime) -> bool:
    introduction = locked(introduction)
    remind_on, state = introduction.remind_on, introduction.state_enum
    if remind_on is None or remind_on > localdate(now) or state not in rules.REFUSABLE:
        return False  # somebody answered meanwhile, or another worker was here
    introduction.remind_on = None
    for side in _silent(introduction):
        tell_brokers(introduction, side, "reminded", now=now)
    note(SYSTEM, introduction, EventKind.REMINDED, now=now)
    introduction.save(update_fields=["remind_on"])  # no new version: whoever has the page open may still answer
    return True


@transaction.atomic
def _lapse(introduction: Introduction, now: datetime) -> bool:
    introduction = locked(introduction)
    lapses_on, state = introduction.lapses_on, introduction.state_enum
    if lapses_on is None or lapses_on >= localdate(now) or state not in rules.REFUSABLE:
        return False  # somebody answered meanwhile, or another worker was here
    introduction.state, introduction.ended_at = IntroductionState.LAPSED, now
    set_clock(introduction, None)
    note(SYSTEM, introduction, EventKind.LAPSED, now=now)
    if introduction.asked_at is None:
        tell_brokers(introduction, introduction.asking_side_enum, "lapsed", now=now)
    else:
        tell_both(introduction, "lapsed", now=now)
    save(introduction)
    return True


@transaction.atomic
def _tell_follow_up(introduction: Introduction, now: datetime) -> bool:
    introduction = locked(introduction)
    due = introduction.follow_up_on
    told = introduction.events.filter(what=EventKind.FOLLOW_UP, at__date__gte=due)
    if due is None or due > localdate(now) or told.exists():
        return False
    note(SYSTEM, introduction, EventKind.FOLLOW_UP, now=now)
    tell_both(introduction, "follow_up", now=now)
    return True


def _silent(introduction: Introduction) -> list[Side]:
    """Whose turn it is."""
    asking = introduction.asking_side_enum
    if introduction.state == IntroductionState.DRAFTED:
        return [asking]
    if introduction.state == IntroductionState.ASKED:
        return [asking.other]
    if introduction.state == IntroductionState.SCREENED:
        return [side for side in Side if introduction.consent_of(side) is None]
    return list(Side)
