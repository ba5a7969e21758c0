"""Days that people count by: 年前, 国庆前, 中秋前."""

from datetime import date, timedelta
from functools import cache

from shanghui.engines.language.tables import lines_of

_FIXED = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "十一": (10, 1), "国庆": (10, 1), "双十一": (11, 11), "双11": (11, 11),
          "618": (6, 18), "双十二": (12, 12), "圣诞": (12, 25), "清明": (4, 4), "三八": (3, 8), "六一": (6, 1), "开学": (9, 1)}  # fmt: skip
_LUNAR = {"春节": 0, "过年": 0, "年": 0, "大年三十": 0, "除夕": 0, "端午": 1, "中秋": 2}
NAMES = "|".join(sorted({*_FIXED, *_LUNAR} - {"年"}, key=len, reverse=True))


def festival_from(name: str, today: date) -> date | None:
    """Give the next day of this name that is after today; None for a name or a year that is not in the tables."""
    years = (today.year, today.year + 1)
    if name in _FIXED:
        days = [date(year, *_FIXED[name]) for year in years]
    else:
        days = [_lunar()[year][_LUNAR[name]] for year in years if name in _LUNAR and year in _lunar()]
    return next((day for day in days if day > today), None)


def lantern_festival_from(today: date) -> date | None:
    """Give the fifteenth day of the next first lunar month."""
    days = [_lunar()[year][0] + timedelta(14) for year in (today.year, today.year + 1) if year in _lunar()]
    return next((day for day in days if day > today), None)


@cache
def _lunar() -> dict[int, tuple[date, ...]]:
    table = {}
    for line in lines_of("listing_festivals.txt"):
        year, *days = line.split()
        table[int(year)] = tuple(date.fromisoformat(f"{year}-{day}") for day in days)
    return table
