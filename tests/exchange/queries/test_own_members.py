"""For whom she may list."""

from shanghui.exchange.queries.own_members import (
    member_text,
    offered_members,
    own_members,
    own_organisations,
    picked_member,
)
from shanghui.network.models import Enterprise
from tests.exchange.conftest import FIRM, Market
from tests.factories import network


def test_members_of_today(market: Market) -> None:
    gone = network.make_enterprise("上海已退厂")
    network.make_membership(gone, market.chamber, end="2020-01-01")
    network.make_enterprise("上海外厂", market.neighbour)
    assert {row.name for row in own_members(market.actor("secretary"))} == {FIRM, "上海岚远有限公司"}
    assert list(own_members(market.actor("visitor"))) == []


def test_offered_by_any_spelling(market: Market) -> None:
    actor = market.actor("secretary")
    for text in ("澄屿", "chengyu", "shcyzbyxgs"):
        assert [row.name for row in offered_members(actor, text)] == [FIRM]
    assert offered_members(actor, " ") == []
    assert len(offered_members(actor, "上海", limit=1)) == 1


def test_picked_by_number_by_name_or_because_it_is_the_only_one(market: Market) -> None:
    actor = market.actor("secretary")
    for text in (member_text(market.firm), FIRM, "澄屿装备", "澄屿", "chengyu"):
        assert picked_member(actor, text) == market.firm
    for text in ("上海", "没有这家", "E999999", "随便写 E99"):
        assert picked_member(actor, text) is None


def test_whole_name_wins_over_longer_ones(market: Market) -> None:
    longer = network.make_enterprise(FIRM + "嘉定分公司", market.chamber)
    assert picked_member(market.actor("secretary"), FIRM) == market.firm
    assert picked_member(market.actor("secretary"), "嘉定分公司") == longer


def test_member_of_another_organisation_is_not_picked(market: Market) -> None:
    outside = network.make_enterprise("上海外厂", market.neighbour)
    assert picked_member(market.actor("secretary"), member_text(outside)) is None
    assert picked_member(market.actor("secretary"), "上海外厂") is None


def test_organisations_that_speak_for_her(market: Market) -> None:
    assert own_organisations(market.actor("secretary")) == [market.chamber]
    assert own_organisations(market.actor("member")) == [market.chamber]
    network.make_membership(market.firm, market.neighbour)
    assert set(own_organisations(market.actor("member"))) == {market.chamber, market.neighbour}
    assert own_organisations(market.actor("visitor")) == []
    Enterprise.objects.unrestricted("test").filter(pk=market.firm.pk).update(audience="own")
    assert picked_member(market.actor("secretary"), FIRM) == market.firm
