"""The whole demo of the exchange, loaded once for all: what stands there, and what waits for its accounts."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult

from shanghui.accounts.models import User
from shanghui.catalogue.actions import load_catalogue
from shanghui.core import audit
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.models import OutboxMessage
from shanghui.exchange import permissions
from shanghui.exchange.demo.load import load_demo_exchange
from shanghui.exchange.demo.texts import texts
from shanghui.exchange.models import Introduction, IntroductionEvent, Listing, Outcome
from shanghui.exchange.queries.searches import standings
from shanghui.exchange.rules import Closing, IntroductionState, ListingState, OutcomeKind, Side
from shanghui.network.demo.load import Loaded, load_demo_network
from shanghui.network.demo.logins import add_demo_logins
from shanghui.network.queries.actors import actor_in, posts_of

NOW = timezone.now()
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[object]]:
    """On PostgreSQL, where nothing puts rows in order by itself: loaded, looked at, taken back, loaded again; the first look."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_catalogue(actor=SYSTEM, now=NOW)
        loaded = load_demo_network(now=NOW)
        add_demo_logins(loaded, now=NOW)
        first = look(loaded) if connection.vendor == "postgresql" else []
        load_demo_exchange(loaded, now=NOW)
        yield first
        transaction.set_rollback(True)


def look(loaded: Loaded) -> list[object]:
    with transaction.atomic():
        load_demo_exchange(loaded, now=NOW)
        found = seen()
        transaction.set_rollback(True)
    return found


def seen() -> list[object]:
    """All that is told, without keys and secrets."""
    listings = listings_of().order_by("pk").values_list(
        "title", "organisation__name", "enterprise__name", "state", "published_at", "expires_on", "warned_on",
        "anonymous", "audience", "origin", "created_at", "region__code",
    )  # fmt: skip
    events = IntroductionEvent.objects.order_by("pk").values_list("introduction__subject", "what", "text", "at")
    return [list(listings), list(events)]


def listings_of() -> Any:
    return Listing.objects.unrestricted("test")


def introductions() -> Any:
    return Introduction.objects.unrestricted("test")


def acting(username: str) -> Actor:
    user = User.objects.get(username=username)
    return actor_in(user, posts_of(user, localdate())[0], localdate())


def test_it_is_the_same_every_time(demo: list[object]) -> None:
    if not demo:
        pytest.skip("loaded twice on PostgreSQL alone")
    assert seen() == demo


def test_every_state_is_there(demo: list[object]) -> None:
    assert listings_of().count() == 400
    assert set(listings_of().values_list("state", flat=True)) == {state.value for state in ListingState}
    assert set(listings_of().exclude(closing="").values_list("closing", flat=True)) == {one.value for one in Closing}
    assert set(introductions().values_list("state", flat=True)) == {state.value for state in IntroductionState}
    assert set(Outcome.objects.values_list("kind", flat=True)) == {kind.value for kind in OutcomeKind}
    one_sided = introductions().filter(state="screened", asking_consent_at=None).exclude(asked_consent_at=None)
    assert one_sided.exists()
    assert listings_of().filter(state="published").exclude(warned_on=None).count() >= 8
    assert listings_of().filter(anonymous=True).count() >= 12
    assert listings_of().filter(audience="area").count() >= 12


def test_the_past_is_past_and_the_trail_holds(demo: list[object]) -> None:
    assert not IntroductionEvent.objects.filter(at__gt=NOW).exists()
    assert not listings_of().filter(created_at__gt=NOW).exists()
    assert not introductions().filter(created_at__gt=NOW).exists()
    assert audit.verify() is None


def test_no_letter_waits_to_be_sent_and_one_job_writes_the_index(demo: list[object]) -> None:
    assert not OutboxMessage.objects.exists()
    assert (
        len(DBTaskResult.objects.get(task_path="shanghui.exchange.jobs.index_listings").args_kwargs["args"][0]) == 400
    )


def test_offers_written_for_a_need_come_from_others(demo: list[object]) -> None:
    by_title = {one.title: one for one in listings_of()}
    found = {text.key: by_title[text.title] for text in texts()}
    for text in texts():
        if text.answers:
            need, offer = found[text.answers], found[text.key]
            assert need.organisation_id != offer.organisation_id
            assert need.enterprise_id != offer.enterprise_id


def test_most_needs_share_a_product_class_with_somebody_elses_offer(demo: list[object]) -> None:
    rows = list(listings_of().prefetch_related("product_classes"))
    offers = [(row.organisation_id, set(row.product_classes.all())) for row in rows if row.side == Side.OFFER]
    needs = [row for row in rows if row.side == Side.NEED]
    shared = [
        row
        for row in needs
        if any(body != row.organisation_id and classes & set(row.product_classes.all()) for body, classes in offers)
    ]
    assert len(shared) / len(needs) >= 0.6
    assert len(needs) - len(shared) >= 5


@pytest.mark.parametrize("username", ["secretary", "district"])
def test_a_secretary_finds_work_on_her_first_page(demo: list[object], username: str) -> None:
    actor = acting(username)
    mine = introductions().visible_to(actor)
    asked = mine.filter(state="asked", asked_organisation=actor.organisation_id)
    drafted = mine.filter(state="drafted")
    assert asked.count() >= 2
    assert drafted.exists()
    waiting = [one for one in mine.filter(state="screened") if silent(one, actor)]
    assert waiting
    assert mine.filter(next_step_on__lte=localdate(NOW)).exists()
    assert mine.filter(follow_up_on__lte=localdate(NOW)).exists()
    submitted = [one for one in listings_of().filter(state="submitted") if permissions.can_check_listing(actor, one)]
    assert len(submitted) >= 3
    assert {one.organisation_id for one in submitted} > {actor.organisation_id}
    assert listings_of().filter(organisation=actor.organisation_id, state="published").exclude(warned_on=None).exists()


def silent(introduction: Introduction, actor: Actor) -> bool:
    """Is it her own firm whose answer is missing?"""
    asking = introduction.asking_organisation_id == actor.organisation_id
    return (introduction.asking_consent_at if asking else introduction.asked_consent_at) is None


def test_the_contact_has_something_to_answer(demo: list[object]) -> None:
    actor = acting("contact")
    mine = introductions().visible_to(actor)
    own = [
        one
        for one in mine.filter(state="screened")
        if (one.asking_consent_at if one.asking_enterprise_id == actor.enterprise_id else one.asked_consent_at) is None
    ]
    assert len(own) >= 3
    states = set(listings_of().filter(enterprise=actor.enterprise_id).values_list("state", flat=True))
    assert states >= {"draft", "submitted", "rejected", "published"}


def test_saved_searches_have_news(demo: object) -> None:
    user = User.objects.get(username="secretary")
    actor = actor_in(user, posts_of(user, localdate())[0], localdate())
    assert len(standings(actor)) == 2
    assert all(one.new for one in standings(actor))
