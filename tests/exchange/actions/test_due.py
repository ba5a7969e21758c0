"""What the clock does: listings, follow-ups. Reminders and ends of introductions: `exchange/test_clocks.py`."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.core.models import OutboxMessage
from shanghui.exchange.actions import due, progress
from shanghui.exchange.rules import DeclineReason, IntroductionState, ListingState
from tests.exchange.conftest import at, bring
from tests.factories import exchange as make
from tests.factories.exchange import Pair

State = IntroductionState


def test_listing_lapses_the_day_after_its_last_and_once(pair: Pair) -> None:
    over = make.make_need(pair.chamber, expires_on=localdate() - timedelta(days=1))
    make.make_need(pair.chamber, expires_on=localdate())
    assert due.lapse_listings(now=timezone.now()) == [over.pk]
    assert due.lapse_listings(now=timezone.now()) == []
    over.refresh_from_db()
    assert (over.state, over.closing) == (ListingState.CLOSED, "lapsed")


def test_owner_is_warned_once_a_fortnight_before(pair: Pair) -> None:
    near = make.make_need(pair.chamber, expires_on=localdate() + timedelta(days=14))
    make.make_need(pair.chamber, expires_on=localdate() + timedelta(days=15))
    assert [due.warn_of_expiry(now=timezone.now()) for _ in range(2)] == [1, 0]
    near.refresh_from_db()
    assert near.warned_on == localdate()


def test_both_brokers_hear_of_each_follow_up_once(pair: Pair) -> None:
    made = bring(pair, State.MET, at(2026, 3, 2))
    OutboxMessage.objects.all().delete()
    told = [due.tell_follow_ups(now=at(2026, month, day)) for month, day in ((3, 31), (4, 1), (4, 1), (4, 20))]
    assert told == [0, 1, 0, 0]
    assert OutboxMessage.objects.count() == 4
    made = progress.follow_up(actor=pair.actors["asker"], introduction=made, text="在谈", now=at(2026, 4, 20))
    assert made.follow_up_on == date(2026, 5, 31)
    assert [due.tell_follow_ups(now=at(2026, 5, day)) for day in (30, 31)] == [0, 1]


def test_what_came_to_nothing_is_not_followed_up(pair: Pair) -> None:
    made = bring(pair, State.MET, at(2026, 3, 2))
    progress.conclude_introduction(
        actor=pair.actors["asker"], introduction=made, reason=DeclineReason.PRICE, now=at(2026, 3, 3)
    )
    assert due.tell_follow_ups(now=at(2027, 3, 3)) == 0
