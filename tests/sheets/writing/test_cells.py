"""The text that stands for a value, the same in every kind of file."""

import datetime as dt
from decimal import Decimal

import pytest

from shanghui.sheets.writing.cells import LONGEST, fits_number, serial_number, written_text

CHINA = dt.timezone(dt.timedelta(hours=8))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("商会", "商会"),
        ("a\x00b\ud800c\uffff\n", "abc\n"),
        (True, "TRUE"),
        (False, "FALSE"),
        (0, "0"),
        (913101140000000012345678, "913101140000000012345678"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (-0.0, "0"),
        (100.0, "100"),
        (Decimal("1.500"), "1.5"),
        (Decimal("100"), "100"),
        (float("nan"), ""),
        (Decimal("Infinity"), ""),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.datetime(2026, 3, 1), "2026-03-01"),
        (dt.datetime(2026, 3, 1, 8, 30, 0, 999), "2026-03-01 08:30:00"),
        (dt.datetime(2026, 3, 1, tzinfo=CHINA), "2026-03-01 00:00:00+08:00"),
    ],
)
def test_cell_as_text(cell: object, text: str) -> None:
    assert written_text(cell) == text  # type: ignore[arg-type]


def test_text_is_cut_where_a_spreadsheet_program_would() -> None:
    assert len(written_text("长" * 40_000)) == LONGEST


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("123456789012345", True),
        ("1234567890123456", False),
        ("-0.5", True),
        ("0", True),
        ("1000000000000000000", True),
    ],
)
def test_numbers_of_too_many_digits_are_known(text: str, fits: bool) -> None:
    assert fits_number(text) is fits


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (dt.date(1900, 3, 1), 61),
        (dt.date(1900, 2, 28), None),
        (dt.datetime(1899, 1, 1, 8), None),
        (dt.datetime(2026, 3, 1, 12), 46082.5),
        (dt.datetime(2026, 3, 1, 12, tzinfo=CHINA), None),
    ],
)
def test_day_as_a_serial_number(day: dt.date, number: float | None) -> None:
    assert serial_number(day) == number
