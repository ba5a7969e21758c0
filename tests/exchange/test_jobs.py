"""Each job runs its action, and twice is as good as once."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult

from shanghui.core.models import OutboxMessage
from shanghui.exchange import jobs
from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.actions.searches import save_search
from shanghui.exchange.models import Introduction, Listing, SearchHit
from shanghui.exchange.queries.finding import found_ids
from shanghui.exchange.rules import Closing, IntroductionState
from tests.exchange.conftest import bring
from tests.factories.exchange import Pair, make_introduction, make_need, make_offer
from tests.factories.world import World


def test_expired_listings_lapse_and_leave_the_index(world: World) -> None:
    offer = make_offer(world.other, title="供应弹簧垫圈")
    rebuild_index()
    Listing.objects.unrestricted("time goes by").filter(pk=offer.pk).update(expires_on=localdate() - timedelta(days=1))
    for _ in range(2):
        jobs.watch_listings.func()
    assert Listing.objects.unrestricted("test").get(pk=offer.pk).closing == Closing.LAPSED
    assert found_ids("弹簧垫圈") == []


def test_introductions_lapse_once(world: World) -> None:
    yesterday = localdate() - timedelta(days=1)
    row = make_introduction(make_need(world.chamber), make_offer(world.other), state="asked", lapses_on=yesterday)
    for _ in range(2):
        jobs.watch_introductions.func()
    assert list(row.events.values_list("what", flat=True)) == ["lapsed"]


def test_index_is_mended_and_built_anew(world: World) -> None:
    offer = make_offer(world.other, title="供应弹簧垫圈", published_at=timezone.now())
    jobs.rebuild_index.func()
    assert found_ids("弹簧垫圈") == [offer.pk]
    Listing.objects.unrestricted("a crash").filter(pk=offer.pk).update(title="供应螺母", version=9)
    jobs.index_missed.func()
    assert found_ids("螺母") == [offer.pk]


def test_round_twice_does_nothing_twice(pair: Pair) -> None:
    made = bring(pair, IntroductionState.ASKED, timezone.now() - timedelta(days=60))
    OutboxMessage.objects.all().delete()
    for _ in range(2):
        jobs.watch_introductions.func()
        jobs.watch_listings.func()
    made.refresh_from_db()
    assert (made.state, OutboxMessage.objects.count()) == (IntroductionState.LAPSED, 4)
    assert Introduction.objects.unrestricted("test").count() == 1


def test_what_is_published_is_found_for_saved_searches_and_told_in_the_morning(world: World) -> None:
    user = world.users["secretary"]
    user.email = "li@example.org"
    user.save()
    asked, earlier = {"tab": "offers", "q": "垫圈"}, timezone.now() - timedelta(days=1)
    save_search(actor=world.actors["secretary"], asked=asked, name="垫圈", by_mail=True, now=earlier)
    offer = make_offer(world.other, title="供应弹簧垫圈")
    OutboxMessage.objects.all().delete()
    for _ in range(2):
        jobs.index_listings.func([offer.pk])
        jobs.write_of_searches.func()
    assert SearchHit.objects.values_list("listing", flat=True).get() == offer.pk
    assert OutboxMessage.objects.get().receiver == "li@example.org"


def test_partners_of_a_file_are_sought_after_those_of_single_listings(world: World) -> None:
    DBTaskResult.objects.all().delete()
    jobs.index_listings.func([1])
    jobs.index_listings.func(list(range(120)))
    rows = DBTaskResult.objects.filter(task_path__endswith="find_partners").order_by("-priority", "enqueued_at")
    assert [(row.priority, len(row.args_kwargs["args"][0])) for row in rows] == [(0, 1), (-1, 50), (-1, 50), (-1, 20)]
