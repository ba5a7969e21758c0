"""The hourly round: run twice it does nothing twice."""

from datetime import timedelta

from django.utils import timezone

from shanghui.core.models import OutboxMessage
from shanghui.exchange import jobs
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import IntroductionState
from tests.exchange.conftest import bring
from tests.factories.exchange import Pair


def test_round_twice_does_nothing_twice(pair: Pair) -> None:
    made = bring(pair, IntroductionState.ASKED, timezone.now() - timedelta(days=60))
    OutboxMessage.objects.all().delete()
    for _ in range(2):
        jobs.watch_introductions.func()
        jobs.watch_listings.func()
    made.refresh_from_db()
    assert (made.state, OutboxMessage.objects.count()) == (IntroductionState.LAPSED, 4)
    assert Introduction.objects.unrestricted("test").count() == 1
