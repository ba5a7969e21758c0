"""What a listing looks like to a program."""

from shanghui.exchange.api.listing_shapes import RequirementShape, listing_out
from shanghui.exchange.queries.owners import owner
from shanghui.exchange.rules import Attribute, Relation
from tests.exchange.conftest import Market
from tests.factories import exchange as make


def test_reason_is_told_to_its_own_people(market: Market) -> None:
    row = make.make_need(market.chamber, rejection="写清楚数量")
    whose = owner(market.actor("secretary"), row)
    assert listing_out(row, whose, keeps=True)["rejection"] == "写清楚数量"
    assert listing_out(row, whose, keeps=False)["rejection"] == ""
    assert listing_out(row, whose, keeps=True)["closing"] is None


def test_requirement_as_it_is_entered() -> None:
    one = RequirementShape(attribute=Attribute.GRADE, value="10.9级").condition()
    assert (one.attribute, one.relation, one.value, one.must) == (Attribute.GRADE, Relation.EQUAL, "10.9级", False)
