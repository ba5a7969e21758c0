"""The day by which something is wanted: 8月底前, 下周五, 三天内, 年前, Q3, 8.31前."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from shanghui.engines.language.listings.festivals import NAMES, festival_from, lantern_festival_from
from shanghui.engines.language.listings.numerals import NUMBER, number
from shanghui.engines.language.listings.page import Page

_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_OF_PART = {"初": 5, "上旬": 10, "中旬": 20, "中": 15}
_WEEKDAYS = (
    {sign: at for at, sign in enumerate("一二三四五六日")} | {"天": 6, "末": 6} | {str(at + 1): at for at in range(6)}
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NEAR = {"今天": 0, "今日": 0, "当天": 0, "今晚": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_SMALL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_MONTH = r"(?P<month>(?<!\d)(?:1[0-2]|0?[1-9])|十[一二]?|[一二三四五六七八九])\s?月份?"

Count = Callable[[re.Match[str], date], date | None]


def _exact(found: re.Match[str], today: date) -> date | None:
    year = int(found["year"])
    return date(year + 2000 if year < 100 else year, int(found["month"]), int(found["day"]))


def _month_day(found: re.Match[str], today: date) -> date | None:
    return _next(today, int(number(found["month"])), int(number(found["day"])))


def _month_part(found: re.Match[str], today: date) -> date | None:
    month = int(number(found["month"]))
    if found["year"]:
        year = {"今": today.year, "明": today.year + 1}.get(found["year"][0]) or 2000 + int(found["year"][-3:-1])
        return _part(year, month, found["part"])
    day = _part(today.year, month, found["part"])
    return day if day >= today else _part(today.year + 1, month, found["part"])


def _relative_part(found: re.Match[str], today: date) -> date | None:
    ahead = {"下下": 2, "下": 1, "次": 1}.get(found["which"] or "", 0)
    months = today.year * 12 + today.month - 1 + ahead
    day = _part(months // 12, months % 12 + 1, found["part"] or "底")
    return day if day >= today else None


def _day_of_month(found: re.Match[str], today: date) -> date | None:
    day = int(number(found["day"]))
    for ahead in range(3):
        months = today.year * 12 + today.month - 1 + ahead
        if day <= monthrange(months // 12, months % 12 + 1)[1] and (ahead or day >= today.day):
            return date(months // 12, months % 12 + 1, day)
    return None


def _weekday(found: re.Match[str], today: date) -> date | None:
    monday = today - timedelta(today.weekday())
    which = found["which"] or ""
    day = monday + timedelta(7 * which.count("下") + _WEEKDAYS[found["day"] or "日"])
    return day if day >= today or which else day + timedelta(7)


def _within(found: re.Match[str], today: date) -> date | None:
    text, unit = found["count"], found["unit"]
    count = number(text)
    if found["half"]:
        count += number("半")
    if unit in ("年", "个月", "月") and count == int(count):
        months = today.year * 12 + today.month - 1 + int(count) * (12 if unit == "年" else 1)
        return date(months // 12, months % 12 + 1, min(today.day, monthrange(months // 12, months % 12 + 1)[1]))
    days = {
        "天": 1,
        "日": 1,
        "个工作日": 1,
        "工作日": 1,
        "周": 7,
        "个星期": 7,
        "星期": 7,
        "礼拜": 7,
        "个礼拜": 7,
        "年": 365,
    }
    return today + timedelta(int(count * days.get(unit, 30)))


def _near_day(found: re.Match[str], today: date) -> date | None:
    return today + timedelta(_NEAR[found["day"]])


def _festival(found: re.Match[str], today: date) -> date | None:
    day = lantern_festival_from(today) if found["name"] == "元宵" else festival_from(found["name"], today)
    return day and (day if found["until"] is None else day - timedelta(1))


def _quarter(found: re.Match[str], today: date) -> date | None:
    month = 3 * _QUARTERS[found["quarter"]]
    day = _part(today.year, month, "底")
    return day if day >= today else _part(today.year + 1, month, "底")


def _half_year(found: re.Match[str], today: date) -> date | None:
    return _next(today, *((6, 30) if found["half"] == "上" else (12, 31)))


def _year_end(found: re.Match[str], today: date) -> date | None:
    return date(today.year + (found["year"] == "明"), 12, 31)


def _part(year: int, month: int, part: str) -> date:
    return date(year, month, _DAYS_OF_PART.get(part) or monthrange(year, month)[1])


def _next(today: date, month: int, day: int) -> date:
    """Give the next such day from today on; a 29 February of a short year is the 28th."""
    if day > _LONGEST_MONTH[month - 1]:
        raise ValueError(day)
    days = (date(year, month, min(day, monthrange(year, month)[1])) for year in (today.year, today.year + 1))
    return next(one for one in days if one >= today)


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a day; a loose one counts only with a word such as 前 or 交货 beside it.

    A term (20天交货) is a day for who wants it; who offers only says how long she takes.
    """

    pattern: re.Pattern[str]
    count: Count
    is_loose: bool = False
    is_term: bool = False


_FORMS = (
    _Form(re.compile(r"(?<!\d)(?P<year>20\d\d|\d\d(?=年))[-/.年]\s?(?P<month>1[0-2]|0?[1-9])[-/.月]\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?"), _exact),
    _Form(re.compile(rf"{_MONTH}(?P<day>3[01]|[12]\d|0?[1-9]|{_SMALL})(?!\d)[日号]?(?![件套只个台吨])"), _month_day),
    _Form(re.compile(rf"(?P<year>今年|明年|\d\d年|20\d\d年)?\s?{_MONTH}(?P<part>底|末|初|上旬|中旬|下旬|中|内|前|之前|以前)"), _month_part),
    _Form(re.compile(r"(?P<which>下下|下|次|本|这|当)?个?月(?P<part>底|末|初|上旬|中旬|下旬|中(?!旬|心))"), _relative_part),
    _Form(re.compile(r"(?P<which>下下|下|本|这|当)个?月(?P<part>内)?(?!租|薪|产|亮)"), _relative_part, True),
    _Form(re.compile(r"(?P<which>下下|下|本|这)?(?:个)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末1-6])(?![年期到至\d])"), _weekday),
    _Form(re.compile(r"(?P<which>下下|下|本|这)(?:个)?(?:周|星期|礼拜)(?P<day>)(?:内|之内)?"), _weekday),
    _Form(re.compile(rf"(?P<count>{NUMBER})个(?P<half>半)(?P<unit>月)\s?(?:以内|之内|内)(?!的)"), _within),
    _Form(re.compile(rf"(?P<count>{NUMBER})(?P<unit>个?工作日|天|日|个?星期|个?礼拜|周|个?月)(?P<half>半)?\s?(?:时间)?(?:以内|之内|内)(?!的)"), _within),
    _Form(re.compile(rf"(?P<count>{NUMBER})(?P<half>\b\B)?(?P<unit>个?工作日|天|周|个?月)(?=\s?(?:左右)?(?:交货|交付|交模|交样|到货|出货|完成))"), _within, is_term=True),
    _Form(re.compile(r"(?P<day>今天|今日|(?<!现货)当天(?!发|入职|出|到账|结)|今晚|明天|明日|大后天|后天)"), _near_day, True),
    _Form(re.compile(rf"(?P<name>{NAMES}|元宵)节?(?P<until>之?前|以前)"), _festival),
    _Form(re.compile(r"(?<![\d一二两三四五六七八九十百几多数半往去当])(?P<name>年)(?P<until>前)(?!景)"), _festival),
    _Form(re.compile(r"(?:[qQ]|第?(?=[一二三四1-4]季))(?P<quarter>[一二三四1-4])(?!\d)(?:季度?)?(?:末|底)?"), _quarter),
    _Form(re.compile(r"(?P<half>[上下])半年"), _half_year, True),
    _Form(re.compile(r"(?P<year>明)?年(?:底|末)|(?:今|本)年(?:内|底)|(?<![\d一二两三四五六七八九十半几每])年内"), _year_end),
    _Form(re.compile(r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])(?![\d./])[日号]?(?!\s?[元块万吨米kKmM公件级%折倍亿])"), _month_day, True),
    _Form(re.compile(r"(?<![\d.])(?P<day>3[01]|[12]\d|[1-9])[号日](?![钢线楼门店厂库仓元院车机])"), _day_of_month, True),
)  # fmt: skip
_AFTER = re.compile(
    r"\s?(?:早上|上午|中午|下午|晚上|一早)?(?:\d{1,2}[点时]半?)?\s?(?:缺|之前|以前|前|以内|之内|内|截止|交|到|入驻|上线|要|送|发|完|启动|供货|报|投产|进场|提货|用|必须|就|需(?!求)|看|开工|开标|结束|收货|安装)"
)
_BEFORE = re.compile(
    r"(?:交期|交货期?|到货|截止|最晚|最迟|期限|工期|时间|日期|要求|deadline|于|在|希望|赶在)[日期]{0,2}\s?[::为是]?\s?$"
)
_NOT_AFTER = re.compile(r"(?:每|成立|始于|自|从|生产|出厂|购于|建于|源于)[^,。;\n]{0,6}$")
_TAIL = re.compile(r"\s?(?:早上|上午|中午|下午|晚上|一早)?(?:\d{1,2}[点时]半?)?(?:之前|以前|前|以内|之内|内|截止)?")

_DONE = re.compile(r"\s?(?:启动|上线|入驻|投产|进场|提货|开工|开标|完工|交货|交付|到货|安装|结束|收货|供货|截止)")


def read_deadline(page: Page, today: date, *, only_backed: bool = False, is_offer: bool = False) -> date | None:
    """Give the day by which it is wanted and mark it; days in the past and days that something dates from are none.

    `only_backed`: a day without a word such as 前 or 交货 beside it is none either (the date of a list).
    """
    best: tuple[int, int, date, int] | None = None
    for form in _FORMS:
        for found in page.find(form.pattern):
            day = _counted(form, found, today)
            backed = _is_backed(page.words, found.start(), found.end())
            if (form.is_loose or only_backed) and not backed:
                continue
            page.paint(*found.span())
            if day is None or day < today or (form.is_term and is_offer):
                continue
            if _NOT_AFTER.search(page.words[max(0, found.start() - 12) : found.start()]):
                continue
            if best is None or (not backed, found.start()) < best[:2]:
                best = (not backed, found.start(), day, found.end())
    if best is None:
        return None
    tail = _TAIL.match(page.words, best[3])
    end = tail.end() if tail else best[3]
    page.take("deadline", best[1], end, best[2].isoformat())
    if done := _DONE.match(page.words, end):
        page.paint(*done.span())
    return best[2]


def _counted(form: _Form, found: re.Match[str], today: date) -> date | None:
    try:
        return form.count(found, today)
    except (ValueError, OverflowError, StopIteration):  # 31 February, the year 10,000
        return None


def _is_backed(words: str, start: int, end: int) -> bool:
    text_before = words[max(0, start - 10) : start]
    return words[end - 1] in "前内" or bool(_AFTER.match(words, end) or _BEFORE.search(text_before))
