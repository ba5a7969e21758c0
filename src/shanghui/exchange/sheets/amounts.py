"""Quantities and prices as they stand in cells: 5万, 1-2万件, 3.5 吨, 不少于200吨, 月产5万件, 3.5元/件, 20万以内."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from shanghui.engines.language import to_hans
from shanghui.sheets.cell_values import NOTHING, Moment, Problem, Reading, is_blank

#: fits `quantity` and the prices of a listing
HIGHEST = Decimal(10**13)
LONGEST_UNIT = 20
_SCALES = {
    "": 1, "十": 10, "百": 100, "千": 1000, "k": 1000, "万": 10**4, "w": 10**4, "十万": 10**5, "百万": 10**6,
    "千万": 10**7, "亿": 10**8,
}  # fmt: skip
_OPEN = frozenset(
    {"若干", "不限", "待定", "面议", "面谈", "详谈", "另议", "长期", "大量", "少量", "批量", "按需", "电议", "议价"}
)
_SCALE = r"(?:[十百千]?万|亿|[十百千]|[wWkK](?![A-Za-z]))?"
_NUMBER = rf"\d+(?:\.\d+)?{_SCALE}"
_BEFORE = (
    r"(?P<before>不少于|不低于|不小于|至少|最少|最低|大于|超过|高于|≥|>=|>"
    r"|不超过|不高于|不多于|不大于|最多|最高|控制在|低于|小于|少于|≤|<=|<)?"
)
_ABOUT = r"(?:约|近|大约|大概|差不多|合计|共)?"
_HIGH = rf"(?:(?:-|~|—|–|至|到)+(?P<high>{_NUMBER}))?(?:多|余|\+)?"
_SPAN = rf"(?P<low>{_NUMBER})(?P<between>[^\d\-~至到]{{0,4}}?){_HIGH}"
_AFTER = r"(?P<after>及?以上|起订|起|以内|之内|以下|封顶|左右|上下)?"
_AT_MOST = frozenset(
    {"不超过", "不高于", "不多于", "不大于", "最多", "最高", "控制在", "低于", "小于", "少于", "≤", "<=", "<"}
    | {"以内", "之内", "以下", "封顶"}
)
_PER = r"(?:(?P<per>[年月日]|每[年月日天])(?:产能?|产量|供应?量?|需求?量?|用量?|采购量?)?(?:[为:])?)?"
_QUANTITY = re.compile(rf"{_PER}{_BEFORE}{_ABOUT}{_SPAN}(?P<unit>(?:m[23]|[^\d])*?){_AFTER}")
_TENTHS = {"毛": Decimal("0.1"), "角": Decimal("0.1"), "分": Decimal("0.01")}
_YUAN = "(?:元|块钱?|rmb|RMB)"
_MONEY = rf"(?P<money>{_YUAN}|[毛角分])?(?:钱|人民币)?"
_PRICE = re.compile(
    rf"(?:单价|预算|价格|报价|总价|目标价|[:为])*{_BEFORE}{_ABOUT}[¥￥]?(?:每一?(?P<each>[^\d]{{1,6}}?))?"
    rf"(?P<low>{_NUMBER}){_YUAN}?{_HIGH}{_MONEY}(?P<after1>以内|之内|以下|左右|以上|起)?(?:[/每一](?P<unit>(?:m[23]|[^\d])+?))?{_AFTER}"
)
_FOREIGN = re.compile(r"美元|美金|港币|港元|欧元|日元|英镑|台币|usd|hkd|eur|jpy|\$|€|£", re.IGNORECASE)
_FIRST = re.compile(rf"{_NUMBER}(?:[-~至到]{_NUMBER})?(?:件|个|台|套|吨|公斤|平方米|米|辆|箱|批|元)?")
_UNITS = {
    "m2": "平方米",
    "m3": "立方米",
    "平": "平方米",
    "平米": "平方米",
    "方": "立方米",
    "kg": "公斤",
    "KG": "公斤",
    "t": "吨",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`; an end that is not said is None. An exact number stands in `low` alone."""

    low: Decimal | None
    high: Decimal | None
    unit: str = ""

    def times(self, scale: Decimal) -> "Amount":
        """In another coin: 5毛 is half a yuan."""
        ends = [None if end is None else (end * scale).quantize(Decimal("0.01")) for end in (self.low, self.high)]
        return Amount(ends[0], ends[1], self.unit)

    def __str__(self) -> str:
        return f"{_written(self.low)}|{_written(self.high)}|{self.unit}"


def amount_of(text: str) -> Amount:
    """What a reading's value means; the other way round of `str`."""
    low, high, unit = text.split("|", 2)
    return Amount(Decimal(low) if low else None, Decimal(high) if high else None, unit)


def read_quantity(text: str, moment: Moment) -> Reading:
    """A number or a range with its unit inside."""
    tidy = _tidy(text)
    if is_blank(tidy) or tidy in _OPEN:
        return NOTHING
    match = _QUANTITY.fullmatch(tidy)
    if match is None:
        return Reading(None, Problem("number_unreadable", _first(tidy)))
    unit = _unit(match["unit"] or match["between"])
    if match["per"]:
        unit = f"{unit}/{match['per'].removeprefix('每')}"
    return _reading(match, match["after"], unit, places=3)


def read_price(text: str, moment: Moment) -> Reading:
    """Yuan; the unit is what stands after 元/, "" for all together. 面议 is no price."""
    tidy = _tidy(text)
    if is_blank(tidy) or tidy in _OPEN:
        return NOTHING
    if _FOREIGN.search(tidy):
        return Reading(None, Problem("foreign_currency"))
    match = _PRICE.fullmatch(tidy)
    if match is None:
        return Reading(None, Problem("number_unreadable", _first(tidy)))
    goods = _unit(match["unit"] or match["each"] or "")
    reading = _reading(match, match["after1"] or match["after"], goods, places=2)
    tenth = _TENTHS.get(match["money"] or "")
    return Reading(str(amount_of(str(reading.value)).times(tenth))) if tenth and reading.value else reading


def _reading(match: re.Match[str], after: str | None, unit: str, *, places: int) -> Reading:
    first, high = _span(match["low"], match["high"])
    low: Decimal | None = first
    if high is None and (match["before"] in _AT_MOST or after in _AT_MOST):
        low, high = None, first
    smallest = Decimal(1).scaleb(-places)
    if any(end is not None and end >= HIGHEST for end in (low, high)):
        return Reading(None, Problem("number_out_of_range"))
    if low is not None and high is not None and high < low:
        return Reading(None, Problem("range_upside_down", f"{_written(high)}~{_written(low)}{unit}"))
    if len(unit) > LONGEST_UNIT:
        return Reading(None, Problem("unit_too_long", match["low"]))
    ends = [None if end is None else end.quantize(smallest) for end in (low, high)]
    return Reading(str(Amount(ends[0], ends[1], unit)))


def _span(first: str, second: str | None) -> tuple[Decimal, Decimal | None]:
    """In 1-2万 the 万 belongs to both."""
    low, scale = _number(first)
    if second is None:
        return low * scale, None
    high, upper = _number(second)
    if scale == 1 < upper and low < high:
        scale = upper
    return low * scale, high * upper


def _number(text: str) -> tuple[Decimal, int]:
    digits = text.rstrip("十百千万亿wWkK")
    return Decimal(digits), _SCALES[text[len(digits) :].lower()]


def _tidy(text: str) -> str:
    """Half width, simplified, without spaces and thousands' commas; capitals stay, for units have them."""
    folded = to_hans(unicodedata.normalize("NFKC", text))
    return re.sub(r"(?<=\d),(?=\d{3})|\s", "", folded)


def _unit(text: str) -> str:
    tidy = text.strip("()/,.、;:")
    return _UNITS.get(tidy, tidy)


def _first(text: str) -> str:
    """The first number with what may be its unit: what a person is offered instead."""
    match = _FIRST.search(text)
    return match[0] if match and match[0] != text else ""


def _written(number: Decimal | None) -> str:
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
