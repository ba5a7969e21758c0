"""The line of facts below a text."""

from decimal import Decimal

import pytest

from shanghui.core.audience import Audience
from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.demo.facts import read_facts
from shanghui.exchange.rules import Attribute, Closing, ListingState, Origin, Relation


def test_amounts_places_and_days() -> None:
    facts = read_facts("品类 螺栓、螺母；量 100~200 吨；价 ~5000 元/吨；地 嘉定区；附近；限 -3；发 9；找 生产厂家")
    assert facts.classes == ("螺栓", "螺母")
    assert (facts.quantity, facts.quantity_most, facts.unit) == (Decimal(100), Decimal(200), "吨")
    assert (facts.price_least, facts.price_most, facts.price_unit) == (None, Decimal(5000), "元/吨")
    assert (facts.region, facts.nearby, facts.deadline, facts.begun) == ("嘉定区", True, -3, 9)
    assert facts.partner_kind == "生产厂家"


def test_requirements_keep_the_slash_of_a_standard() -> None:
    facts = read_facts("等级=10.9!；标准∈GB/T 119.2/ISO 8734；数量>=30 吨")
    assert facts.requirements == (
        Condition(Attribute.GRADE, Relation.EQUAL, "10.9", must=True),
        Condition(Attribute.STANDARD, Relation.ONE_OF, "GB/T 119.2、ISO 8734"),
        Condition(Attribute.QUANTITY, Relation.AT_LEAST, "30 吨"),
    )


def test_states_ends_and_audiences() -> None:
    facts = read_facts("匿名；本片区；解决 5；延期；来 走访")
    assert (facts.anonymous, facts.audience, facts.ending, facts.ended) == (True, Audience.AREA, Closing.FULFILLED, 5)
    assert (facts.extended, facts.origin) == (True, Origin.VISIT)
    assert read_facts("退回 请写规格").rejection == "请写规格"
    assert read_facts("草稿").state is ListingState.DRAFT


def test_a_slip_of_the_pen_is_noticed() -> None:
    with pytest.raises(KeyError):
        read_facts("颜色 红")
