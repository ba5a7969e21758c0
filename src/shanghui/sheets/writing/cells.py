"""Values that can be written, and the text that stands for each."""

import datetime as dt
import math
import re
from decimal import Decimal
from typing import TypeAlias

Cell: TypeAlias = str | bool | int | float | Decimal | dt.datetime | dt.date | None

# What neither XML 1.0 nor a .csv can carry: control characters, lone surrogates, two non-characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
EPOCH = dt.date(1899, 12, 30)
FIRST_SAFE_DAY = dt.date(1900, 3, 1)
DIGITS_KEPT = 15


def written_text(cell: Cell) -> str:
    """The text of a cell in .csv and .jsonl, the same that reading the .xlsx gives."""
    match cell:
        case None:
            return ""
        case str():
            return clean(cell)
        case bool():
            return "TRUE" if cell else "FALSE"
        case dt.datetime():
            return datetime_text(cell)
        case dt.date():
            return cell.isoformat()
    return number_text(cell)


def clean(text: str) -> str:
    """Without characters that no table can carry, cut at the length that Excel accepts."""
    if UNWRITABLE.search(text):
        text = UNWRITABLE.sub("", text)
    return text[:LONGEST]


def number_text(number: float | Decimal) -> str:
    """Plain decimal notation; nothing for infinity and not-a-number."""
    if isinstance(number, int):
        return str(number)
    if not math.isfinite(number):
        return ""
    text = f"{Decimal(repr(number)) if isinstance(number, float) else number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fits_number(text: str) -> bool:
    """Would a spreadsheet program keep every digit?"""
    return 0 < len(text.lstrip("-").replace(".", "").strip("0")) <= DIGITS_KEPT or text == "0"


def datetime_text(moment: dt.datetime) -> str:
    """To the second; a midnight is a day; with its offset where it has one."""
    moment = moment.replace(microsecond=0)
    if moment.tzinfo is None and moment.time() == dt.time():
        return moment.date().isoformat()
    return moment.isoformat(sep=" ")


def serial_number(day: dt.date) -> float | None:
    """Days since 1899-12-30, None where programs disagree: before March 1900, or in a time zone."""
    if isinstance(day, dt.datetime):
        whole = serial_number(day.date())
        if whole is None or day.tzinfo is not None:
            return None
        return whole + (day.hour * 3600 + day.minute * 60 + day.second) / 86_400
    return (day - EPOCH).days if day >= FIRST_SAFE_DAY else None
