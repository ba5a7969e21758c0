"""Quantities and prices as they stand in cells."""

from datetime import date
from decimal import Decimal

import pytest

from shanghui.exchange.sheets.amounts import Amount, amount_of, read_price, read_quantity
from shanghui.sheets.cell_values import Moment

MOMENT = Moment(date(2026, 11, 26))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5万", "50000||"),
        ("1-2万", "10000|20000|"),
        ("1万-2万件", "10000|20000|件"),
        ("3.5 吨", "3.5||吨"),
        ("５,０００ 件", "5000||件"),
        ("月产5万件", "50000||件/月"),
        ("500件/月", "500||件/月"),
        ("每月3吨", "3||吨/月"),
        ("不少于200吨", "200||吨"),
        ("100台以上", "100||台"),
        ("20万以内", "|200000|"),
        ("不超过5吨", "|5|吨"),
        ("约300㎡", "300||平方米"),
        ("10000~20000", "10000|20000|"),
        ("5~5", "5|5|"),
        ("1.5萬套", "15000||套"),
        ("0.0004吨", "0||吨"),
    ],
)
def test_quantities(text: str, value: str) -> None:
    reading = read_quantity(text, MOMENT)
    assert (reading.value, reading.problem) == (value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.5元/件", "3.5||件"),
        ("￥3.5", "3.5||"),
        ("预算20万以内", "|200000|"),
        ("1-2万元/月", "10000|20000|月"),
        ("85元一个", "85||个"),
        ("每件3.5元", "3.5||件"),
        ("3元~4元/件", "3|4|件"),
        ("2元/平方米/天", "2||平方米/天"),
        ("5毛", "0.5||"),
        ("5", "5||"),
    ],
)
def test_prices(text: str, value: str) -> None:
    reading = read_price(text, MOMENT)
    assert (reading.value, reading.problem) == (value, None)


@pytest.mark.parametrize("text", ["", "-", "面议", "若干", "待定", "暂无"])
def test_no_number_is_nothing(text: str) -> None:
    assert (read_quantity(text, MOMENT).value, read_quantity(text, MOMENT).problem) == (None, None)
    assert (read_price(text, MOMENT).value, read_price(text, MOMENT).problem) == (None, None)


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("5台设备和3台", "number_unreadable", "5台"),
        ("很多", "number_unreadable", ""),
        ("2-1吨", "range_upside_down", "1~2吨"),
        ("99999999999亿", "number_out_of_range", ""),
        (f"5{'长' * 25}", "unit_too_long", "5"),
    ],
)
def test_what_is_not_understood_is_offered_in_part(text: str, code: str, suggestion: str) -> None:
    problem = read_quantity(text, MOMENT).problem
    assert problem is not None
    assert (problem.code, problem.suggestion) == (code, suggestion)


def test_foreign_money_is_not_taken_for_yuan() -> None:
    problem = read_price("100美元", MOMENT).problem
    assert problem is not None
    assert problem.code == "foreign_currency"


def test_an_amount_comes_back_from_its_text() -> None:
    for amount in (Amount(Decimal("1.5"), None, "a|b"), Amount(None, Decimal(100)), Amount(None, None)):
        assert amount_of(str(amount)) == amount
    assert Amount(Decimal(5), None, "件").times(Decimal("0.1")) == Amount(Decimal("0.50"), None, "件")
