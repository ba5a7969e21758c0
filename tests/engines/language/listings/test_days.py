from datetime import date

import pytest

from shanghui.engines.language.listings.days import read_deadline
from tests.engines.language.listings.support import TODAY, page


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("月底前", "2026-03-31"), ("8月底前交货", "2026-08-31"), ("2月底前", "2027-02-28"), ("下周五前", "2026-03-20"),
        ("本周内", "2026-03-15"), ("周一前", "2026-03-16"), ("三天内", "2026-03-13"), ("半个月内", "2026-03-25"),
        ("两周内", "2026-03-24"), ("一个半月内", "2026-04-24"), ("3个工作日内", "2026-03-13"), ("两个月内", "2026-05-10"),
        ("国庆前", "2026-09-30"), ("年前", "2027-02-05"), ("中秋节前", "2026-09-24"), ("元宵前", "2027-02-19"), ("Q2交付", "2026-06-30"),
        ("三季度", "2026-09-30"), ("8.31前", "2026-08-31"), ("8/31前", "2026-08-31"), ("2026/8/31", "2026-08-31"),
        ("26年8月31日", "2026-08-31"), ("3月15号之前", "2026-03-15"), ("31号前", "2026-03-31"), ("5号前", "2026-04-05"),
        ("下月中旬前", "2026-04-20"), ("六月十号前", "2026-06-10"), ("年底前", "2026-12-31"), ("明年底前", "2027-12-31"),
        ("明天要", "2026-03-11"), ("上半年交货", "2026-06-30"), ("明年3月底", "2027-03-31"), ("2月29日前", "2027-02-28"),
    ],
)  # fmt: skip
def test_days_count_from_the_message(text: str, day: str) -> None:
    assert read_deadline(page(text), TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "2018年的",
        "成立于3月5日",
        "三年内的机器",
        "尽快",
        "单价3.5元",
        "10.9级",
        "每周三发车",
        "2月31日",
        "昨天2026-03-09",
        "304",
    ],
)
def test_other_times_are_no_deadlines(text: str) -> None:
    assert read_deadline(page(text), TODAY) is None


def test_a_day_with_a_word_beside_it_is_taken_before_others() -> None:
    sheet = page("5月20日有展会,6月1日前交货")
    assert read_deadline(sheet, TODAY) == date(2026, 6, 1)
    assert [mark.value for mark in sheet.marks] == ["2026-06-01"]
    assert read_deadline(page("供求信息(5月20日)"), TODAY, only_backed=True) is None


def test_the_end_of_the_calendar_is_survived() -> None:
    assert read_deadline(page("三个月内"), date(9999, 12, 31)) is None
    assert read_deadline(page("下周五前"), date(9999, 12, 31)) is None
