"""The index is opened once, and anew when it was built anew."""

from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.queries.index import forget_index, listing_index, readable_index
from tests.factories.exchange import make_offer
from tests.factories.world import World


def test_it_is_opened_once_until_forgotten(world: World) -> None:
    assert readable_index() is None
    rebuild_index()
    first = listing_index()
    assert listing_index() is first
    forget_index()
    assert listing_index() is not first


def test_reader_sees_what_another_process_built(world: World) -> None:
    rebuild_index()
    reader = readable_index()
    make_offer(world.other, title="供应弹簧垫圈")
    rebuild_index()
    assert reader is not None
    assert reader.reading().count == 1
