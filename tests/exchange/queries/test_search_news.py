"""For which searches a listing is news."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.exchange.actions.searches import save_search
from shanghui.exchange.models import Listing, SavedSearch
from shanghui.exchange.queries.listings import filters_from, listings
from shanghui.exchange.queries.search_news import found_for
from shanghui.exchange.queries.searches import address_of
from shanghui.network.models import Appointment
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World


def saved(world: World, role: str = "secretary", **asked: str) -> SavedSearch:
    earlier = timezone.now() - timedelta(days=1)
    return save_search(actor=world.actors[role], asked={"tab": "offers"} | asked, name="x", now=earlier)


def publish(world: World, **facts: Any) -> Listing:
    return make_offer(world.other, **({"title": "供应高强度螺栓M12", "published_at": timezone.now()} | facts))


def found(*rows: Listing) -> list[tuple[int, list[int]]]:
    return [(search.pk, ids) for search, ids in found_for([row.pk for row in rows])]


@pytest.mark.parametrize(
    "asked", [{"q": "m12 螺栓"}, {"q": "螺栓", "kind": "product"}, {"kind": "product"}, {"q": "高強度"}]
)
def test_what_the_list_would_show_is_found(world: World, asked: dict[str, str]) -> None:
    search, row = saved(world, **asked), publish(world)
    assert found(row) == [(search.pk, [row.pk])]
    actor = world.actors["secretary"]
    assert list(listings(actor, filters_from(actor, address_of(search)))) == [row]


@pytest.mark.parametrize(
    "asked", [{"q": "螺母"}, {"kind": "service"}, {"tab": "needs", "q": "螺栓"}, {"region": "310113"}]
)
def test_what_the_list_would_not_show_is_not(world: World, asked: dict[str, str]) -> None:
    saved(world, **asked)
    assert found(publish(world)) == []


def test_hidden_old_own_and_ended_listings_are_no_news(world: World) -> None:
    saved(world, q="螺栓")
    hidden = publish(world, audience="own")
    old = publish(world, published_at=timezone.now() - timedelta(days=2))
    ended = publish(world, expires_on=localdate() - timedelta(days=1))
    draft = publish(world, state="draft")
    mine = make_offer(world.chamber, title="供应螺栓", published_at=timezone.now())
    assert found(hidden, old, ended, draft, mine) == []


def test_paused_search_and_lost_post_find_nothing(world: World) -> None:
    search, row = saved(world, q="螺栓"), publish(world)
    SavedSearch.objects.unrestricted("test").update(paused=True)
    assert found(row) == []
    SavedSearch.objects.unrestricted("test").update(paused=False)
    Appointment.objects.filter(person__user=world.users["secretary"]).update(end=localdate() - timedelta(days=1))
    assert found(row) == []
    assert SavedSearch.objects.unrestricted("test").get() == search  # it goes on when she holds the post again


def test_filter_that_is_gone_finds_nothing(world: World) -> None:
    search = saved(world, q="螺栓")
    SavedSearch.objects.unrestricted("test").update(query="tab=offers&q=%E8%9E%BA%E6%A0%93&organisation=99999")
    assert found(publish(world)) == []
    assert address_of(search)["q"] == "螺栓"


def test_many_searches_cost_queries_only_where_they_may_fit(world: World, django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        saved(world, q=f"无此货{number}")
    search = saved(world, q="螺栓")
    rows = [publish(world), make_need(world.other, title="求购别的", published_at=timezone.now())]
    with django_assert_max_num_queries(10):
        assert found(*rows) == [(search.pk, [rows[0].pk])]
