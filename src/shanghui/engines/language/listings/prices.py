"""Prices and budgets: 单价3.5元/件, 预算20万以内, 年薪15-20万, 租金2元/平/天, 85一个, 每个不超过1毛5, 面议."""

import re
from decimal import Decimal

from shanghui.engines.language.listings.amounts import AFTER, BEFORE, bounds
from shanghui.engines.language.listings.model import Kind, Quantity, Range
from shanghui.engines.language.listings.numerals import ARABIC, SPAN
from shanghui.engines.language.listings.page import Page
from shanghui.engines.language.listings.units import PERIOD, PERIODS, UNIT, plain_unit

_CAUSE = r"(?P<cause>年薪|月薪|日薪|时薪|薪资|薪水|薪酬|工资|底薪|待遇|综合|预算|租金|月租金?|年租金?|日租金?|单价|[\u4e00-\u9fff]{0,2}价格?|价位|总价|[\u4e00-\u9fff]{1,3}费|费用|报价|收费|服务费|加盟费|押金|首批进货|进货|拿货|到手|悬赏|奖励|赏金|酬金)\s?[::为是在约]{0,2}\s?"
_GOODS = rf"(?:{UNIT}|半天|次|小时|人|家|单|千克|平|票|趟|篇|页|分钟|课时|枚|天)"
_MONEY = r"(?:元|块钱|(?<=\d)块(?=\s?[/每一·,。;!\s]|以|左|$)|万元|RMB|rmb|(?:毛|块)(?P<tenth>\d)(?!\d)|毛|(?<=\d)角|(?<=\d)分钱?)(?:人民币|左右)?"
_PER = rf"(?:\s?(?:/|每|一|·)\s?(?P<unit>{_GOODS}|{PERIOD}))?(?:\s?(?:/|每|一|·)\s?(?P<per>{_GOODS}|{PERIOD}))?"
_EACH = rf"(?:每一?(?P<each>{_GOODS}|{PERIOD})|(?P<once>半天|一天|一年|一个月|首年|一次|一小时))\s?"
_FORMS = (
    re.compile(rf"(?:{_CAUSE})?(?:{_EACH})?{BEFORE}[¥￥]?\s?{SPAN}\s?(?P<money>{_MONEY}){_PER}{AFTER}"),
    re.compile(rf"(?:{_CAUSE})?每一?(?P<each>{_GOODS})\s?{BEFORE}(?P<low>{ARABIC})(?P<high>\b\B)?{AFTER}(?!\s?(?:{UNIT}|{PERIOD}|[-~元块%]))"),
    re.compile(rf"(?:{_CAUSE})?{BEFORE}[¥￥]\s?{SPAN}{_PER}{AFTER}"),
    re.compile(rf"(?:{_CAUSE})?{BEFORE}{SPAN}\s?(?:/|每)\s?(?P<unit>{_GOODS}|{PERIOD})(?:\s?(?:/|每)\s?(?P<per>{PERIOD}))?{AFTER}"),
    re.compile(rf"(?:{_CAUSE})?{BEFORE}(?P<low>{ARABIC})(?P<high>\b\B)?一个?(?P<unit>{_GOODS}|月|年|天){AFTER}"),
    re.compile(rf"{_CAUSE}(?:{_EACH})?{BEFORE}{SPAN}{_PER}{AFTER}(?!\s?(?:{UNIT}|年|天|个月|%))"),
)  # fmt: skip
_SALARY = re.compile(
    rf"(?<![\d.])(?P<low>\d{{1,2}}(?:\.\d)?[kK]?|[3-9]\d{{3}}|[1-4]\d{{4}})\s?[-~]\s?(?P<high>\d{{1,2}}(?:\.\d)?[kK]|[3-9]\d{{3}}|[1-4]\d{{4}})(?![\d.A-Za-z]|\s?{UNIT})"
)
_PERIOD_OF_CAUSE = {"年": "year", "月": "month", "日": "day", "时": "hour"}
_ONCE = {"一天": "天", "一年": "年", "首年": "年", "一个月": "月", "一小时": "小时", "一次": "次"}
_NEGOTIABLE = re.compile("面议|面谈|价格好说|价格可谈|价格好商量|价格可议|可议价|价格私聊|价格电联|电议|议价")
_CAPITAL = re.compile(rf"{BEFORE}{SPAN}\s?(?P<money>元|块|人民币|RMB)?{AFTER}")
_TURNOVER = re.compile(
    rf"(?:零售价?|市场价|原价|吊牌价?|月息|日息|营业额|产值|销售额|年销|流水|估值|注册资本|标的|营收|保额)\D{{0,3}}{SPAN}\s?(?:元|分\d?|厘|以上)?"
)
_LUMP_SUM = re.compile(
    r"(?:(?:打包价?|一口价|全部)\s?(?=\d{3,6}(?:[,。;!\s元]|$))|(?:打包价?|一口价|总共|共|价)?(?=[\d.]{1,6}[万wW]))(?<![\d.])(?P<low>\d{1,6}(?:\.\d)?(?:[万wW]\d?)?)(?P<after>起)?(?=[,。;!\s]|$|[出卖转拿]|处理)"
)
_BUDGET_SUM = re.compile(
    r"(?<![\d.])(?P<low>\d{1,4}(?:\.\d)?[万wW]\d?)\s?(?P<after>以内|以下|之内|封顶|左右|上下)(?=[,。;!\s]|$)"
)
_TENTHS = {"毛": Decimal("0.1"), "角": Decimal("0.1"), "分": Decimal("0.01")}


def read_price(page: Page) -> Range | None:
    """Give the first price and mark it; all further ones are painted over, so that no quantity is read in them."""
    price: Range | None = None
    for turnover in page.find(_TURNOVER):
        page.paint(*turnover.span())
    for form in _FORMS:
        for match in page.find(form):
            if _is_pieces(match):
                continue
            if price is None and (price := _price(match)) is not None:
                page.take("price", *match.span())
            else:
                page.paint(*match.span())
    return price


def _is_pieces(match: re.Match[str]) -> bool:
    """Tell whether 3块 are three pieces: yuan only after a word such as 单价, for something, or with 以内."""
    parts = match.groupdict()
    is_bare = not any(parts.get(name) for name in ("cause", "each", "once", "unit", "before", "after"))
    return (parts.get("money") or "") == "块" and is_bare


def read_lump_sum(page: Page, *, is_budget: bool = False) -> Range | None:
    """Give a sum in 万 that stands alone in an offer (3万8, 12万) and mark it."""
    match = next(page.find(_BUDGET_SUM if is_budget else _LUMP_SUM), None)
    if match is None:
        return None
    page.take("price", *match.span())
    after = None if match["after"] in ("左右", "上下") else match["after"]
    return Range(*bounds(match["low"], None, None, after))


def read_negotiable(page: Page) -> bool:
    """Tell whether the price is left to talks (面议), and mark the word."""
    match = next(page.find(_NEGOTIABLE), None)
    if match is not None:
        page.take("price", *match.span())
    return match is not None


def read_capital(page: Page) -> Quantity | None:
    """Give the sum that is sought or offered where the listing is about money; 500万 alone is yuan."""
    for match in page.find(_CAPITAL):
        if match["money"] or re.search("[万亿wW]", match[0]):
            minimum, maximum = bounds(match["low"], match["high"], match["before"], match["after"])
            page.take("quantity", *match.span())
            return Quantity(minimum, maximum, "元")
    return None


def read_salary(page: Page) -> Range | None:
    """Give the pay a month of a post where it stands alone: 6-8K, 6500-8000."""
    match = next(page.find(_SALARY), None)
    if match is None:
        return None
    page.take("price", *match.span())
    low, high = bounds(match["low"], match["high"], None, None)
    return Range(low, high, "", "month")


def is_price(kind: Kind, words: str) -> bool:
    """Tell whether a sum is a price even where the listing is about money."""
    return kind is not Kind.CAPITAL or bool(re.search("费|价格|报价", words))


def _price(match: re.Match[str]) -> Range | None:
    parts = match.groupdict()
    minimum, maximum = bounds(match["low"], parts["high"], match["before"], match["after"])
    money = parts.get("money") or ""
    scale = _TENTHS.get(money[:1], Decimal(10_000) if money.startswith("万") else Decimal(1))
    extra = Decimal(parts.get("tenth") or 0) * (Decimal("0.01") if money.startswith("毛") else Decimal("0.1"))
    units = [
        parts.get("unit"),
        parts.get("per"),
        parts.get("each"),
        _ONCE.get(parts.get("once") or "", parts.get("once")),
    ]
    said = [unit for unit in units if unit]
    periods = [PERIODS[unit] for unit in said if unit in PERIODS]
    goods = [plain_unit(unit) for unit in said if unit not in PERIODS]
    cause = parts.get("cause") or ""
    per = periods[0] if periods else _PERIOD_OF_CAUSE.get(cause[:1], "")
    return Range(_scaled(minimum, scale, extra), _scaled(maximum, scale, extra), goods[0] if goods else "", per)


def _scaled(value: Decimal | None, scale: Decimal, extra: Decimal) -> Decimal | None:
    """The sum in yuan; without tenths that nobody named (18万 is 180000, not 180000.0)."""
    if value is None:
        return None
    total = value * scale + extra
    whole = total.to_integral_value()
    return whole.quantize(Decimal(1)) if total == whole else total
