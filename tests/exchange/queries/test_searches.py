"""What a person's searches hold for her today."""

from datetime import timedelta

from django.utils import timezone

from shanghui.exchange.actions.searches import save_search
from shanghui.exchange.models import Listing, SavedSearch, SearchHit
from shanghui.exchange.queries.listings import filters_from
from shanghui.exchange.queries.searches import name_of, new_finds, standings
from tests.exchange.conftest import make_class
from tests.factories.exchange import make_offer
from tests.factories.world import World


def saved(world: World, text: str) -> SavedSearch:
    earlier = timezone.now() - timedelta(days=1)
    return save_search(actor=world.actors["secretary"], asked={"tab": "offers", "q": text}, name=text, now=earlier)


def hit(search: SavedSearch, listing: Listing, days: int = 0) -> None:
    SearchHit.objects.create(search=search, listing=listing, found_at=timezone.now() + timedelta(days=days))


def test_new_is_what_came_since_she_looked_and_she_may_see(world: World, django_assert_num_queries: object) -> None:
    one, two = saved(world, "乙"), saved(world, "甲")
    old, new, hidden = (make_offer(world.other, title=title) for title in ("旧的", "新的", "看不到的"))
    hit(one, old, -2)
    hit(one, new)
    hit(one, hidden)
    Listing.objects.unrestricted("test").filter(pk=hidden.pk).update(audience="own")
    actor = world.actors["secretary"]
    with django_assert_num_queries(3):  # type: ignore[operator]
        found = standings(actor)
    assert [(standing.search, standing.new) for standing in found] == [(one, 1), (two, 0)]
    assert new_finds(actor, one) == [new]
    assert new_finds(actor, two) == []
    assert standings(world.actors["other"]) == []


def test_a_name_is_made_of_the_conditions(world: World) -> None:
    make_class("0101", "螺栓")
    asked = {"q": "M12", "class": "0101", "kind": "product", "organisation": str(world.other.pk)}
    name = name_of(filters_from(world.actors["secretary"], asked))
    assert name == f"M12 · 螺栓 · 产品 · {world.other.called}"
