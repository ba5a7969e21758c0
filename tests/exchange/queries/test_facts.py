"""A row as the engine wants it."""

from datetime import date
from decimal import Decimal

import pytest

from shanghui.catalogue.models import ProductClass
from shanghui.engines import matching
from shanghui.exchange.models import ListingRequirement
from shanghui.exchange.queries.facts import facts_of_one
from tests.factories import network as make
from tests.factories.exchange import make_need
from tests.factories.world import World


def test_all_that_counts_is_told(world: World) -> None:
    firm = make.make_enterprise("上海澄屿装备有限公司", world.chamber, short_name="澄屿")
    need = make_need(
        world.chamber, firm, title="求购螺栓", summary="急", description="两行", quantity=Decimal(50_000), unit="件",
        price_most=Decimal("2.20"), region=world.district.region, deadline=date(2030, 8, 31),
    )  # fmt: skip
    need.product_classes.add(ProductClass.objects.create(code="0101", name="螺栓", search="", pinyin="", initials=""))
    ListingRequirement.objects.create(listing=need, attribute="grade", relation="at_least", value="10.9级", must=True)
    found = facts_of_one(need)
    assert (found.title, found.description, found.kind) == ("求购螺栓", "急\n两行", "product")
    assert found.requirements == (matching.Requirement("grade", "at_least", "10.9级", True),)
    assert (found.quantity, found.unit, found.price_max, found.region) == (50_000.0, "件", 2.2, "310114")
    assert (found.product_classes, found.deadline) == (("0101",), date(2030, 8, 31))
    assert found.enterprise == "上海澄屿装备有限公司 澄屿"


def test_anonymous_firm_is_not_told(world: World) -> None:
    firm = make.make_enterprise("上海澄屿装备有限公司", world.chamber)
    found = facts_of_one(make_need(world.chamber, firm, anonymous=True))
    assert found.enterprise == ""
    assert found.enterprise_id == str(firm.pk)


@pytest.mark.parametrize("audience", ["own", "area"])
def test_firm_that_not_all_may_see_is_not_told(world: World, audience: str) -> None:
    firm = make.make_enterprise("上海澄屿装备有限公司", world.chamber, audience=audience)
    assert facts_of_one(make_need(world.chamber, firm)).enterprise == ""


def test_chambers_own_listing_is_of_no_firm(world: World) -> None:
    found = facts_of_one(make_need(world.chamber))
    assert found.enterprise_id == f"o{world.chamber.pk}"
