"""What of the exchange stands on the first page, and for whom."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.exchange.models import Match
from shanghui.exchange.rules import ListingState
from shanghui.portal.queries.waiting_in_exchange import exchange_groups
from tests.factories import network as make
from tests.factories.exchange import make_agreement, make_commitment, make_introduction, make_need, make_offer
from tests.factories.world import World

TODAY = localdate()


def told(world: World, role: str) -> dict[str, list[str]]:
    return {
        str(group.title): [item.title for item in group.items]
        for group in exchange_groups(world.actors[role], TODAY)
        if group.items
    }


def test_each_side_is_told_what_is_hers(world: World) -> None:
    need = make_need(world.chamber, make.make_enterprise("甲", world.chamber), title="求购垫圈")
    offer = make_offer(world.other, make.make_enterprise("乙", world.other), title="供应垫圈")
    make_introduction(need, offer, state="asked", lapses_on=TODAY + timedelta(days=9))
    fresh = make_offer(world.other, title="供应螺母")
    Match.objects.create(need=need, offer=fresh, score=1, found_at=timezone.now())
    make_need(world.chamber, title="要审的", state=ListingState.SUBMITTED, submitted_at=timezone.now())
    make_offer(world.chamber, title="快到期的", expires_on=TODAY + timedelta(days=3))
    make_commitment(make_agreement(world.chamber, world.chamber, world.other, title="共建协议"))
    assert told(world, "secretary") == {
        "新找到的伙伴": ["求购垫圈"],
        "供需信息": ["要审的", "快到期的"],
        "合作协议": ["共建协议"],
    }
    assert told(world, "other")["引荐"] == ["求购垫圈"]
    assert told(world, "visitor") == {}


def test_lines_lead_where_it_is_done(world: World) -> None:
    back = make_need(world.chamber, title="退回的", state=ListingState.REJECTED, rejection="写清数量")
    [group] = [one for one in exchange_groups(world.actors["secretary"], TODAY) if one.items]
    [item] = group.items
    assert (item.reason, item.url) == ("写清数量", f"/exchange/listings/{back.pk}/")
