"""From what people type into a cell to a value, or to a problem with a suggestion. Pure Python."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from shanghui.engines.language import normalise, to_hans

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell: `code` is how it is mended, so problems are grouped by it.

    `suggestion` is a text that would be right; `blocks` false: it only reminds.
    """

    code: str
    suggestion: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell's value (JSON) and its problem; both when the problem only reminds."""

    value: Value = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What a reading may depend on besides the cell."""

    today: date


Parse = Callable[[str, Moment], Reading]
NOTHING = Reading()
_BLANK = frozenset({"", "-", "--", "—", "——", "/", "无", "暂无", "不详", "n/a", "#n/a", "null", "none"})
_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ t]\d{1,2}:\d{2}(?::\d{2})?)?")
_YM = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?")
_SHORT_YEAR = re.compile(r"(\d{2})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_START = date(1899, 12, 30)
_NUMBER = re.compile(
    r"([+-]?\d+(?:\.\d+)?)\s*(亿|千万|百万|十万|万|千|百)?\s*(元|人|名|位|家|rmb|人民币)*\s*(?:人民币)?"
)
_SCALE = {None: 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_HEDGES = re.compile(r"^(?:约|近|大约|超过|逾|人民币|rmb|¥|￥|注册资本)+|(?:左右|以上|余|多|整|\+)+$")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*[-~–—至到]\s*\d+(?:\.\d+)?")
_FOREIGN = re.compile(r"美元|美金|港币|港元|欧元|日元|英镑|台币|usd|hkd|eur|jpy|\$|€|£")
_EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
)
_WEBSITE = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"[+\d][\d\s\-()/;,、转x*]{4,}\d")


def is_blank(text: str) -> bool:
    """Do people mean "nothing" by this cell?"""
    return normalise(text) in _BLANK


def text_reader(limit: int) -> Parse:
    """Texts up to `limit` characters, white space tidied."""

    def read(text: str, moment: Moment) -> Reading:
        tidy = " ".join(text.split())
        if is_blank(tidy):
            return NOTHING
        return Reading(tidy) if len(tidy) <= limit else Reading(None, Problem("too_long", tidy[:limit]))

    return read


def date_reader(*, at_end: bool = False) -> Parse:
    """Dates as ISO text; `at_end`: a bare month or year means its last day."""

    def read(text: str, moment: Moment) -> Reading:
        tidy = to_hans(normalise(text))
        if tidy in _BLANK or tidy in {"至今", "长期", "现任", "永久"}:
            return NOTHING
        found = _exact_date(tidy, at_end)
        if found is not None:
            return Reading(found.isoformat())
        suggested = _suggested_date(tidy, moment.today, at_end)
        return Reading(None, Problem("date_unreadable", suggested.isoformat() if suggested else ""))

    return read


def _exact_date(text: str, at_end: bool) -> date | None:
    if match := _YMD.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    if match := _YM.fullmatch(text):
        return _of_month(int(match[1]), int(match[2]), at_end)
    if match := _YEAR.fullmatch(text):
        return date(int(match[1]), 12, 31) if at_end else date(int(match[1]), 1, 1)
    if _SERIAL.fullmatch(text) and 10_000 <= float(text) <= 80_000:
        return _SERIAL_START + timedelta(days=int(float(text)))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1800 <= year <= 2200 else None
    except ValueError:
        return None


def _of_month(year: int, month: int, at_end: bool) -> date | None:
    first = _day(year, month, 1)
    if first is None or not at_end:
        return first
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _suggested_date(text: str, today: date, at_end: bool) -> date | None:
    if match := _SHORT_YEAR.fullmatch(text):
        century = 2000 if int(match[1]) <= today.year % 100 + 10 else 1900
        month, day = int(match[2]), int(match[3] or 0)
        year = century + int(match[1])
        return _day(year, month, day) if day else _of_month(year, month, at_end)
    if match := _YMD.fullmatch(text):  # day before month, or a day that the month lacks
        year, month, day = (int(part) for part in match.groups())
        return _day(year, day, month) or _of_month(year, month, True)
    if match := re.search(r"((?:19|20)\d{2})(?:\s*[-/.年]\s*(\d{1,2}))?", text):
        return _of_month(int(match[1]), int(match[2] or (12 if at_end else 1)), at_end)
    return _spoken_date(text, today)


def _spoken_date(text: str, today: date) -> date | None:
    years = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "年底": 0, "年初": 0, "明年": 1}
    offset = next((years[word] for word in years if text.startswith(word)), None)
    if offset is not None:
        year = today.year + offset
        return date(year, 1, 1) if "初" in text else date(year, 6, 30) if "中" in text else date(year, 12, 31)
    months = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
    offset = next((months[word] for word in months if text.startswith(word)), None)
    if offset is None:
        return None
    number = today.year * 12 + today.month - 1 + offset
    if "中" in text:
        return date(number // 12, number % 12 + 1, 15)
    return _of_month(number // 12, number % 12 + 1, "底" in text or "末" in text)


def amount_reader(*, unit: int = 1, whole: bool = False, highest: Decimal = Decimal(10**12)) -> Parse:
    """Numbers as decimal text, in units of `unit` (10,000: 万元). A number of that unit may stand bare."""

    def read(text: str, moment: Moment) -> Reading:
        tidy = to_hans(normalise(text)).replace(",", "").replace(" ", "")
        if tidy in _BLANK:
            return NOTHING
        if _FOREIGN.search(tidy):
            return Reading(None, Problem("foreign_currency"))
        value = _scaled(_HEDGES.sub("", tidy), unit)
        if value is None:
            match = _RANGE.search(tidy)
            return Reading(None, Problem("number_unreadable", match[1] if match else ""))
        if whole:
            value = value.to_integral_value()
        if not 0 <= value <= highest:
            return Reading(None, Problem("number_out_of_range"))
        return Reading(int(value) if whole else plain(value))

    return read


def _scaled(text: str, unit: int) -> Decimal | None:
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    number = Decimal(match[1])
    if match[2] is None and match[3] is None:
        return number
    return number * _SCALE[match[2]] / unit


def plain(value: Decimal) -> str:
    """Two places at most, no zeros that say nothing: "500", "0.5"."""
    rounded = value.quantize(Decimal("0.01"))
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"


def choice_reader(words: Mapping[str, str]) -> Parse:
    """One of some words, by name or by-name; a word that begins or contains one of them is suggested."""
    known = {_tight(word): value for word, value in words.items()}
    names = {value: word for word, value in reversed(list(words.items()))}

    def read(text: str, moment: Moment) -> Reading:
        tidy = _tight(text)
        if tidy in _BLANK:
            return NOTHING
        if tidy in known:
            return Reading(known[tidy])
        near = max((word for word in known if word in tidy or tidy in word), key=len, default=None)
        return Reading(None, Problem("choice_unknown", names[known[near]] if near else ""))

    return read


def _tight(word: str) -> str:
    return to_hans(normalise(word)).replace(" ", "")


def read_email(text: str, moment: Moment) -> Reading:
    if is_blank(text):
        return NOTHING
    tidy = normalise(text).replace(" ", "")
    if _EMAIL.fullmatch(tidy) and len(tidy) <= 254:
        return Reading(text.strip() if text.strip().lower() == tidy else tidy)
    mended = tidy.replace("。", ".").replace("，", ".").replace(",", ".").replace("#", "@").strip(".;；")
    return Reading(None, Problem("email_unreadable", mended if _EMAIL.fullmatch(mended) else ""))


def phone_reader(limit: int) -> Parse:
    """Phone numbers stay as typed; one that cannot be dialled only reminds."""

    def read(text: str, moment: Moment) -> Reading:
        tidy = " ".join(text.split())
        if is_blank(tidy):
            return NOTHING
        if len(tidy) > limit:
            return Reading(None, Problem("too_long", tidy[:limit]))
        return Reading(tidy, None if _PHONE.fullmatch(normalise(tidy)) else Problem("phone_odd", blocks=False))

    return read


def read_website(text: str, moment: Moment) -> Reading:
    if is_blank(text):
        return NOTHING
    tidy = "".join(text.split())
    full = tidy if "://" in tidy else f"http://{tidy}"
    if _WEBSITE.fullmatch(full) and len(full) <= 200:
        return Reading(full)
    return Reading(None, Problem("website_unreadable"))
