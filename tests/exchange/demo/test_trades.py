"""Firms by trade, and the organisations that speak for them."""

from random import Random

import pytest

from shanghui.exchange.demo.trades import Members
from shanghui.network.rules import OrganisationKind
from tests.factories import network as make


@pytest.mark.django_db
def test_a_firm_speaks_through_trade_district_or_home() -> None:
    trade = make.make_organisation("上海市紧固件工业协会")
    district = make.make_organisation("上海市嘉定区工商业联合会", OrganisationKind.DISTRICT_FEDERATION)
    firm = make.make_enterprise("上海品瑞紧固件有限公司", trade, district, short_name="品瑞紧固件")
    other = make.make_enterprise("上海品瑞轴承有限公司", district, short_name="品瑞轴承")
    members = Members({trade.name: trade, district.name: district}, [firm, other])
    assert members.named("嘉定") == district
    assert members.enterprise(other.pk) == other
    dice = Random(1)
    assert members.choices("紧固件", "行业", dice, besides=None) == [(firm, trade)]
    assert members.choices("紧固件", "嘉定", dice, besides=None) == [(firm, district)]
    assert members.choices("紧固件", "行业", dice, besides=trade) == [(firm, district)]
    with pytest.raises(LookupError):
        members.choices("泵业", "区", dice, besides=None)
