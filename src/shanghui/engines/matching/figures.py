"""Quantities, prices and times as people write them: 5万件, 月产300吨, 15个工作日, 2026年12月31日."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_TIMES = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_DIGITS = {digit: at for at, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PIECES = dict.fromkeys("件 个 只 支 枚 颗 粒 pcs pc ea".split(), ("件", 1.0))
_UNITS = _PIECES | {
    **{
        "吨": ("公斤", 1000.0),
        "t": ("公斤", 1000.0),
        "公斤": ("公斤", 1.0),
        "千克": ("公斤", 1.0),
        "kg": ("公斤", 1.0),
    },
    **{"斤": ("公斤", 0.5), "克": ("公斤", 0.001), "g": ("公斤", 0.001)},
    **{"公里": ("米", 1000.0), "千米": ("米", 1000.0), "km": ("米", 1000.0), "米": ("米", 1.0), "m": ("米", 1.0)},
    **{
        "平方米": ("平方米", 1.0),
        "平米": ("平方米", 1.0),
        "m2": ("平方米", 1.0),
        "立方米": ("立方米", 1.0),
        "m3": ("立方米", 1.0),
    },
    **{"升": ("升", 1.0), "l": ("升", 1.0), "毫升": ("升", 0.001), "ml": ("升", 0.001), "打": ("件", 12.0)},
}
_FIGURE = r"(?<![\d.a-z])(\d[\d,]*(?:\.\d+)?|[零一二两三四五六七八九十百千]+)\s*(十|百|千|万|亿)?"
_AMOUNT = re.compile(_FIGURE + r"\s*多?余?(平方米|立方米|公斤|千克|公里|千米|平米|毫升|pcs|[㐀-鿿]|[a-z]{1,2}[23]?)?")
_PERIOD = re.compile(
    r"[每/]?\s*(年|月|周|天|日)\s*(?:生?产[能量]?|供[货应]|可供|加工|供)?(?:能力)?\s*(?:约|达|可达|为|[::])?\s*$"
)
_PER = re.compile(r"\s*[/每]\s*(年|月|周|天|日)")
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")
_SPELL = re.compile(r"(\d+|[一二两三四五六七八九十]+|半)\s*个?\s*(工作日|天|日|周|星期|月)")
_DAYS_IN = {"天": 1.0, "日": 1.0, "工作日": 1.4, "周": 7.0, "星期": 7.0, "月": 30.0}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in its base unit (公斤, 米, 件 …; any other as written, "" without one).

    `period`: "年", "月", "周", "天" for a rate. `start` and `end`: its place in the text.
    """

    value: float
    unit: str
    period: str = ""
    start: int = 0
    end: int = 0


def in_base_unit(value: float, unit: str) -> tuple[float, str]:
    """Give an amount in the base of its unit: 3 吨 → 3000 公斤, 5 万件 → 50000 件; unknown units stay."""
    unit = unit.strip().lower()
    times = 1.0
    if len(unit) > 1 and unit[0] in "百千万亿" and unit not in _UNITS:
        times, unit = _TIMES[unit[0]], unit[1:]
    base, factor = _UNITS.get(unit, (unit, 1.0))
    return value * times * factor, base


@lru_cache(maxsize=4096)  # an offer's text is read for its stock, its smallest order and each requirement
def amounts(folded: str) -> tuple[Amount, ...]:
    """Find the figures of a folded text that stand before a unit or alone."""
    return tuple(_amount(found, folded) for found in _AMOUNT.finditer(folded))


def _amount(found: re.Match[str], folded: str) -> Amount:
    figure, times, unit = found.groups()
    value, base = in_base_unit(number(figure) * _TIMES[times or ""], unit or "")
    before = _PERIOD.search(folded, max(0, found.start() - 12), found.start())
    after = None if before else _PER.match(folded, found.end())
    period = before[1] if before else after[1] if after else ""
    return Amount(value, base, period.replace("日", "天"), found.start(), found.end())


def number(figure: str) -> float:
    """Read digits with or without commas, or Chinese numerals below ten thousand: 1,200, 一百二十."""
    if figure[0].isdigit():
        return float(figure.replace(",", ""))
    total, digit = 0, 0
    for character in figure:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total, digit = total + (digit or 1) * int(_TIMES[character]), 0
    return float(total + digit)


def day(folded: str) -> date | None:
    """Give the first date of a folded text, None if there is none or it is not in the calendar."""
    found = _DAY.search(folded)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def days(folded: str) -> float | None:
    """Give the first stretch of time of a folded text in calendar days; a working day counts 1.4."""
    found = _SPELL.search(folded)
    if not found:
        return None
    count = 0.5 if found[1] == "半" else number(found[1])
    return count * _DAYS_IN[found[2]]


def days_until(folded: str, today: date | None) -> float | None:
    """Give how many days a deadline leaves: 30天 leaves 30, a date those from today; None if neither is known."""
    last = day(folded)
    if last is not None:
        return float((last - today) / timedelta(days=1)) if today else None
    return days(folded)
