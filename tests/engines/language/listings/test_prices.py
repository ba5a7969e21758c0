from decimal import Decimal

import pytest

from shanghui.engines.language.listings.model import Quantity, Range
from shanghui.engines.language.listings.prices import read_capital, read_lump_sum, read_negotiable, read_price
from tests.engines.language.listings.support import one, page


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "unit", "per"),
    [
        ("单价3.5元/件", "3.5", "3.5", "件", ""), ("预算20万以内", None, 200_000, "", ""), ("年薪15-20万", 150_000, 200_000, "", "year"),
        ("租金2元/平/天", 2, 2, "平方米", "day"), ("85一个", 85, 85, "个", ""), ("每个不超过1毛5", None, "0.15", "个", ""),
        ("18万/台", 180_000, 180_000, "台", ""), ("30块一件", 30, 30, "件", ""), ("月薪6500起", 6_500, None, "", "month"),
        ("首年8000元/年", 8_000, 8_000, "", "year"), ("¥12", 12, 12, "", ""), ("3.2万元", 32_000, 32_000, "", ""),
        ("0.9元/㎡/天", "0.9", "0.9", "平方米", "day"), ("半天800元", 800, 800, "半天", ""),
    ],
)  # fmt: skip
def test_prices_are_yuan_for_a_unit_and_a_time(
    text: str, minimum: object, maximum: object, unit: str, per: str
) -> None:
    expected = [None if value is None else Decimal(str(value)) for value in (minimum, maximum)]
    assert read_price(page(text)) == Range(expected[0], expected[1], unit, per)


def test_a_price_a_piece_has_the_unit_of_the_quantity() -> None:
    assert one("采购办公椅150把,单价300以内").price == Range(None, Decimal(300), "把")


def test_pieces_are_no_yuan() -> None:
    assert read_price(page("触摸屏3块")) is None


def test_talks_about_the_price_are_seen() -> None:
    sheet = page("价格面议")
    assert read_negotiable(sheet)
    assert sheet.marks[0].field == "price"
    assert not read_negotiable(page("3元"))


def test_sums_in_wan_are_yuan() -> None:
    assert read_capital(page("贷款500万")) == Quantity(Decimal(5_000_000), Decimal(5_000_000), "元")
    assert read_capital(page("期限1年")) is None
    assert read_lump_sum(page("2019年的,3万8,在青浦")) == Range(Decimal(38_000), Decimal(38_000))
    assert read_lump_sum(page("3台")) is None


def test_tenths_that_nobody_named_are_not_written() -> None:
    rent = one("出租厂房1500平,年租18万,慈溪").price
    assert rent is not None
    assert str(rent.minimum) == "180000"
