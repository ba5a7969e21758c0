"""Who may bring which table."""

import pytest

from shanghui.exchange.rules import Side
from shanghui.exchange.sheets.registration import KIND_OF_SIDE, may_import, register_kinds
from shanghui.sheets.kinds import kind_of, kinds_for
from tests.factories.world import World

pytestmark = pytest.mark.django_db


def test_brokers_bring_needs_and_offers(world: World) -> None:
    for role, may in (
        ("secretary", True),
        ("officer", True),
        ("convener", False),
        ("contact", False),
        ("visitor", False),
    ):
        actor = world.actors[role]
        assert may_import(actor) is may
        assert ({"needs", "offers"} <= {kind.key for kind in kinds_for(actor)}) is may


def test_each_side_has_its_kind() -> None:
    register_kinds()
    assert {side: kind_of(kind.key).key for side, kind in KIND_OF_SIDE.items()} == {
        Side.NEED: "needs",
        Side.OFFER: "offers",
    }
