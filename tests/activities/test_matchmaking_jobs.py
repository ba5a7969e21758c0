"""What the worker does."""

from datetime import timedelta

from django.utils import timezone

from shanghui.activities import matchmaking_jobs as jobs
from shanghui.activities.queries.topic_facts import readable_topic_index
from shanghui.activities.rules import RegistrationState, WishState
from shanghui.core.jobs import enqueue
from shanghui.core.jobs.worker import run_due
from shanghui.core.models import OutboxMessage
from tests.factories.activities_wishes import Fair, make_wish


def test_index_follows_in_the_background(expo: Fair) -> None:
    enqueue(jobs.index_topics, expo.matchmaking.pk, [])
    run_due()
    assert readable_topic_index(expo.matchmaking.pk) is not None


def test_wishes_are_watched(expo: Fair) -> None:
    late = make_wish(expo.buyer, expo.maker, expires_at=timezone.now() - timedelta(minutes=1))
    gone = make_wish(expo.third, expo.buyer)
    expo.third.registration.state = RegistrationState.CANCELLED
    expo.third.registration.save()
    jobs.watch_wishes.func()
    late.refresh_from_db()
    gone.refresh_from_db()
    assert (late.state, gone.state) == (WishState.EXPIRED, WishState.CANCELLED)


def test_morning_letter_and_nightly_index(expo: Fair) -> None:
    make_wish(expo.buyer, expo.maker)
    jobs.write_of_wishes.func()
    assert OutboxMessage.objects.count() == 1
    jobs.rebuild_topics.func()
    assert readable_topic_index(expo.matchmaking.pk) is not None
