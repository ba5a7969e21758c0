"""Search over listings."""

import pytest

from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.queries.finding import find_listings
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World


def test_both_sides_are_found_as_far_as_she_sees(world: World) -> None:
    need, offer = make_need(world.chamber, title="求购弹簧垫圈"), make_offer(world.other, title="供应弹簧垫圈")
    hidden = make_offer(world.other, title="弹簧垫圈内部价", audience="own")
    rebuild_index()
    assert set(find_listings(world.actors["secretary"], "弹簧垫圈", 10)) == {need, offer}
    assert hidden in find_listings(world.actors["other"], "弹簧垫圈", 10)
    assert len(find_listings(world.actors["secretary"], "弹簧垫圈", 1)) == 1


@pytest.mark.parametrize("text", ["", "  ", "无此词语", "'\"()*:^~[]{}\\", "AND OR NOT"])
def test_odd_words_find_nothing_and_break_nothing(world: World, text: str) -> None:
    make_offer(world.other, title="供应螺栓")
    rebuild_index()
    assert find_listings(world.actors["secretary"], text, 10) == []
