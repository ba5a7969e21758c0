from datetime import date

import pytest

from shanghui.engines.matching.figures import Amount, amounts, day, days, days_until, in_base_unit, number


@pytest.mark.parametrize(
    ("text", "value", "unit", "period"),
    [
        ("5万件", 50_000, "件", ""),
        ("1,200 个", 1200, "件", ""),
        ("月产能50万件", 500_000, "件", "月"),
        ("年产3000吨", 3_000_000, "公斤", "年"),
        ("20 万套/月", 200_000, "套", "月"),
        ("每日供货2吨", 2000, "公斤", "天"),
        ("一百二十台", 120, "台", ""),
        ("三十", 30, "", ""),
        ("2.5亿元", 250_000_000, "元", ""),
        ("300平方米", 300, "平方米", ""),
    ],
)
def test_amounts_are_read(text: str, value: float, unit: str, period: str) -> None:
    found, *_ = amounts(text)
    assert (found.value, found.unit, found.period) == (value, unit, period)


def test_places_of_amounts_are_kept() -> None:
    assert list(amounts("要5万件")) == [Amount(50_000, "件", "", 1, 4)]
    assert list(amounts("没有数字")) == []


def test_figures_inside_words_are_no_amounts() -> None:
    assert [one.value for one in amounts("m12 q235 10.9级")] == [10.9]


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        (3, "吨", (3000, "公斤")),
        (5, "万件", (50_000, "件")),
        (2, "打", (24, "件")),
        (7, "坛", (7, "坛")),
        (7, "", (7, "")),
        (1, "KG", (1, "公斤")),
    ],
)
def test_units_have_a_base(value: float, unit: str, base: tuple[float, str]) -> None:
    assert in_base_unit(value, unit) == base


@pytest.mark.parametrize(("figure", "value"), [("十二", 12), ("两百", 200), ("一千零五", 1005), ("1,000.5", 1000.5)])
def test_numbers_are_read(figure: str, value: float) -> None:
    assert number(figure) == value


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026年12月31日前", date(2026, 12, 31)),
        ("2026-1-5", date(2026, 1, 5)),
        ("2026/02/30", None),
        ("月底前", None),
    ],
)
def test_dates_are_read(text: str, read: date | None) -> None:
    assert day(text) == read


@pytest.mark.parametrize(
    ("text", "read"), [("15个工作日", 21), ("两周", 14), ("半个月", 15), ("30天", 30), ("3个月", 90), ("尽快", None)]
)
def test_stretches_of_time_are_read(text: str, read: float | None) -> None:
    assert days(text) == (pytest.approx(read) if read is not None else None)


def test_deadlines_leave_days() -> None:
    assert days_until("2026-12-06", date(2026, 11, 26)) == 10
    assert days_until("2026-12-06", None) is None
    assert days_until("20天", None) == 20
    assert days_until("", date(2026, 11, 26)) is None
