"""Who is shown the partners of a listing, and who may judge them."""

import pytest

from shanghui.exchange.actions.indexing import rebuild_index
from shanghui.exchange.queries.partner_list import partner_list
from shanghui.exchange.rules import ListingState
from shanghui.network.models import Enterprise
from tests.factories.exchange import make_need, make_offer
from tests.factories.world import World


@pytest.mark.parametrize(
    ("role", "shown", "judges"), [("secretary", True, True), ("contact", True, False), ("other", False, False)]
)
def test_its_own_people_alone(world: World, role: str, shown: bool, judges: bool) -> None:
    firm = Enterprise.objects.unrestricted("test").get(pk=world.actors["contact"].enterprise_id)
    need = make_need(world.chamber, firm, title="求购弹簧垫圈")
    make_offer(world.other, title="供应弹簧垫圈")
    rebuild_index()
    found = partner_list(world.actors[role], need)
    assert (found is not None) is shown
    assert (found.may_judge if found else False) is judges


def test_draft_has_none(world: World) -> None:
    assert partner_list(world.actors["secretary"], make_need(world.chamber, state=ListingState.DRAFT)) is None
