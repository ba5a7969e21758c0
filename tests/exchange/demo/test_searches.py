"""The searches of the demo, without the demo around them."""

from django.utils import timezone

from shanghui.exchange.demo.searches import OWNER, SEARCHES, load_searches
from shanghui.exchange.queries.searches import standings
from tests.factories.exchange import make_offer
from tests.factories.world import World


def test_kept_with_what_came_since(world: World) -> None:
    assert load_searches(now=timezone.now()) == []
    user = world.users["secretary"]
    user.username = OWNER
    user.save()
    make_offer(world.other, title="供应不锈钢板")
    assert len(load_searches(now=timezone.now())) == len(SEARCHES)
    assert [one.new for one in standings(world.actors["secretary"])] == [1, 0]
