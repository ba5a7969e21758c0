from decimal import Decimal

import pytest

from shanghui.engines.language.listings.amounts import bounds, read_quantity
from shanghui.engines.language.listings.model import Attribute, Quantity
from tests.engines.language.listings.support import page


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "unit", "per"),
    [
        ("要5万件", 50_000, 50_000, "件", ""), ("半吨", "0.5", "0.5", "吨", ""), ("一吨半", "1.5", "1.5", "吨", ""),
        ("两万五支", 25_000, 25_000, "支", ""), ("三五百件", 300, 500, "件", ""), ("1-2万只", 10_000, 20_000, "只", ""),
        ("5000+件", 5_000, None, "件", ""), ("不少于300套", 300, None, "套", ""), ("50箱以内", None, 50, "箱", ""),
        ("不超过2吨", None, 2, "吨", ""), ("20吨左右", 20, 20, "吨", ""), ("2000平", 2_000, 2_000, "平方米", ""),
        ("月产能2万件", 20_000, 20_000, "件", "month"), ("200吨/月", 200, 200, "吨", "month"), ("每天300斤", 300, 300, "斤", "day"),
        ("3名", 3, 3, "人", ""), ("500公斤起订", 500, None, "公斤", ""),
    ],
)  # fmt: skip
def test_quantities_keep_bounds_unit_and_time(text: str, minimum: object, maximum: object, unit: str, per: str) -> None:
    quantity, _ = read_quantity(page(text))
    expected = [None if value is None else Decimal(str(value)) for value in (minimum, maximum)]
    assert quantity == Quantity(expected[0], expected[1], unit, per)


@pytest.mark.parametrize(
    "text", ["一个想法", "三个月内", "3个工作日", "第三方检测", "找一家厂", "满50箱送货", "有一套系统"]
)
def test_other_counts_are_no_quantities(text: str) -> None:
    assert read_quantity(page(text))[0] is None


def test_mass_beside_machines_is_their_size() -> None:
    quantity, sizes = read_quantity(page("二手叉车3吨,一台"))
    assert quantity == Quantity(Decimal(1), Decimal(1), "台")
    assert [(size.attribute, size.value) for size in sizes] == [(Attribute.SIZE, "3吨")]


def test_bounds_of_a_span_close_both_sides() -> None:
    assert bounds("1", "2", "至少", None) == (1, 2)
    assert bounds("1", "2", None, "以内") == (1, 2)
