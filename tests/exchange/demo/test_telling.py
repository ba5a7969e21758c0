"""What a secretary sees when she lays need and offer side by side; the whole stories are in test_load."""

import pytest

from shanghui.exchange.demo.telling import fits
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import Attribute, Relation
from tests.factories import exchange
from tests.factories import network as make


def require(listing: Listing, attribute: Attribute, value: str, relation: Relation = Relation.EQUAL) -> None:
    listing.requirements.create(attribute=attribute, relation=relation, value=value)


@pytest.mark.django_db
def test_met_gap_and_unknown() -> None:
    chamber = make.make_organisation()
    need, offer = exchange.make_need(chamber), exchange.make_offer(chamber)
    require(need, Attribute.GRADE, "10.9")
    require(need, Attribute.MATERIAL, "316")
    require(need, Attribute.DEADLINE, "月底")
    require(offer, Attribute.GRADE, "8.8、10.9", Relation.ONE_OF)
    require(offer, Attribute.MATERIAL, "304")
    found = fits(need, offer)
    assert [one["state"] for one in found] == ["met", "gap", "unknown"]
    assert found[0]["requirement"] == "等级 等于 10.9"
    assert found[1]["evidence"] == "对方写的是：304"
