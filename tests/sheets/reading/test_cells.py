"""Cells as the texts that a person sees."""

import datetime as dt

import pytest

from shanghui.sheets.reading.cells import cell_text, row_texts


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        ("商会", "商会", "t"),
        ("", "", " "),
        (None, "", " "),
        (True, "TRUE", "b"),
        (False, "FALSE", "b"),
        (3.0, "3", "n"),
        (-7, "-7", "n"),
        (0.1 + 0.2, "0.3", "n"),
        (1e-7, "0.0000001", "n"),
        (91310114.5, "91310114.5", "n"),
        (13800000001.0, "13800000001", "n"),
        (310114198001011234.0, "310114198001011000", "p"),
        (1e15, "1000000000000000", "p"),
        (float("nan"), "", "e"),
        (float("-inf"), "", "e"),
        (dt.datetime(2026, 3, 1), "2026-03-01", "d"),
        (dt.datetime(2026, 3, 1, 8, 29, 59, 999_600), "2026-03-01 08:30:00", "d"),
        (dt.date(2026, 3, 1), "2026-03-01", "d"),
        (dt.time(8, 30), "08:30:00", "d"),
        (dt.timedelta(hours=30), "1 day, 6:00:00", "t"),
    ],
)
def test_value_as_text(value: object, text: str, kind: str) -> None:
    assert cell_text(value) == (text, kind)  # type: ignore[arg-type]
    assert row_texts([value, "x"]) == ([text, "x"], [kind, "t"])  # type: ignore[list-item]
