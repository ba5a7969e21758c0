"""A cell's value as the text that a person sees, with a letter for the kind that it had."""

import datetime as dt
import math
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

TEXT, NUMBER, DATE, BOOLEAN, ERROR, IMPRECISE, EMPTY = "t", "n", "d", "b", "e", "p", " "

# Excel keeps 15 significant digits: a longer code typed as a number has lost its end.
DIGITS_KEPT = 15

Value = str | bool | int | float | dt.datetime | dt.date | dt.time | dt.timedelta | None


def cell_text(value: Value) -> tuple[str, str]:
    """(text, kind letter). Dates in ISO 8601, numbers without exponent and without a trailing `.0`."""
    if isinstance(value, str):
        return value, TEXT if value else EMPTY
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), BOOLEAN
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return datetime_text(value), DATE
    if isinstance(value, dt.timedelta):
        return str(value), TEXT
    if value is None:
        return "", EMPTY
    return value.isoformat(), DATE


def row_texts(values: Iterable[Value]) -> tuple[list[str], list[str]]:
    """Texts and kinds of a row; most cells are texts, and there may be millions."""
    cells, kinds = [], []
    for value in values:
        if type(value) is str:
            cells.append(value)
            kinds.append(TEXT if value else EMPTY)
        else:
            text, kind = cell_text(value)
            cells.append(text)
            kinds.append(kind)
    return cells, kinds


def number_text(value: float) -> tuple[str, str]:
    if abs(value) < 10**DIGITS_KEPT and value == int(value):
        return str(int(value)), NUMBER
    if not math.isfinite(value):
        return "", ERROR
    text = f"{Decimal(f'{value:.{DIGITS_KEPT}g}'):f}"
    return text, IMPRECISE if abs(value) >= 10**DIGITS_KEPT else NUMBER


@lru_cache(maxsize=4096)
def datetime_text(value: dt.datetime) -> str:
    """Serial numbers hold fractions of a day, so a second may come as .9996 of it: rounded."""
    value = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ")
