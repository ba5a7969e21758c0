"""What people type into cells."""

from datetime import date

import pytest

from shanghui.sheets.cell_values import (
    Moment,
    amount_reader,
    choice_reader,
    date_reader,
    phone_reader,
    read_email,
    read_website,
    text_reader,
)

MOMENT = Moment(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023.5", "2023-05-01"), ("2023年5月1日", "2023-05-01"), ("2023/5/1", "2023-05-01"), ("20230501", "2023-05-01"),
        ("44927", "2023-01-01"), ("２０２３年", "2023-01-01"), ("2023-05-01 00:00:00", "2023-05-01"), ("无", None),
    ],
)  # fmt: skip
def test_dates_are_read(text: str, value: str | None) -> None:
    assert date_reader()(text, MOMENT).value == value
    assert date_reader()(text, MOMENT).problem is None


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("去年底", "2025-12-31"), ("2026.13.5", "2026-05-13"), ("2026.2.30", "2026-02-28"), ("下个月中", "2026-12-15"),
        ("23.5.1", "2023-05-01"), ("上月底", "2026-10-31"), ("大约2020年吧", "2020-01-01"), ("很久以前", ""), ("今年初", "2026-01-01"),
    ],
)  # fmt: skip
def test_dates_that_cannot_be_read_are_suggested(text: str, suggestion: str) -> None:
    reading = date_reader()(text, MOMENT)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.suggestion == suggestion


def test_bare_months_end_on_their_last_day_where_an_end_is_meant() -> None:
    assert date_reader(at_end=True)("2024.2", MOMENT).value == "2024-02-29"
    assert date_reader(at_end=True)("2024.12", MOMENT).value == "2024-12-31"


@pytest.mark.parametrize(
    ("text", "value"),
    [("500万", "500"), ("1,000万元", "1000"), ("1亿", "10000"), ("5000000元", "500"), ("约80.5", "80.5"), ("０", "0")],
)
def test_amounts_are_read_in_ten_thousands(text: str, value: str) -> None:
    assert amount_reader(unit=10_000)(text, MOMENT).value == value


@pytest.mark.parametrize(
    ("text", "code"), [("300万美元", "foreign_currency"), ("面议", "number_unreadable"), ("-5", "number_out_of_range")]
)
def test_amounts_that_cannot_be_read_say_why(text: str, code: str) -> None:
    problem = amount_reader(unit=10_000)(text, MOMENT).problem
    assert problem is not None
    assert problem.code == code


def test_head_counts_are_whole() -> None:
    assert amount_reader(whole=True)("约80人", MOMENT).value == 80
    problem = amount_reader(whole=True)("50-60", MOMENT).problem
    assert problem is not None
    assert problem.suggestion == "50"


def test_choices_texts_and_contacts() -> None:
    grades = choice_reader({"会员": "member", "理事": "council"})
    assert grades("理 事", MOMENT).value == "council"
    assert grades("荣誉会员", MOMENT).problem is not None
    assert read_email(" a@b.cn ", MOMENT).value == "a@b.cn"
    assert read_email("a@b。cn", MOMENT).problem is not None
    assert read_website("A.cn/X", MOMENT).value == "http://A.cn/X"
    assert read_website("没有网站", MOMENT).problem is not None
    assert phone_reader(40)("138", MOMENT).problem is not None
    assert text_reader(3)("一二三四", MOMENT).problem is not None


@pytest.mark.parametrize(
    ("text", "value", "code", "blocks"),
    [
        ("无", None, None, None),
        ("021-5988 1234", "021-5988 1234", None, None),
        ("转前台", "转前台", "phone_odd", False),
        ("1" * 41, None, "too_long", True),
    ],
)
def test_phone_numbers_stay_as_typed(text: str, value: str | None, code: str | None, blocks: bool | None) -> None:
    reading = phone_reader(40)(text, MOMENT)
    assert reading.value == value
    assert (reading.problem and (reading.problem.code, reading.problem.blocks)) == (code and (code, blocks))
