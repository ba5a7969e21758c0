"""`shanghui index rebuild`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shanghui.exchange.queries.finding import found_ids
from tests.factories.exchange import make_offer
from tests.factories.world import World


def test_rebuild_says_how_many(world: World) -> None:
    offer, out = make_offer(world.other, title="供应弹簧垫圈"), StringIO()
    call_command("index", "rebuild", stdout=out)
    assert "1 条" in out.getvalue()
    assert found_ids("弹簧垫圈") == [offer.pk]
    with pytest.raises(CommandError):
        call_command("index", "forget")
