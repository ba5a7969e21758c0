"""Quantities, and what prices have in common with them: bounds such as 不少于, 以内, 左右."""

import re
from decimal import Decimal

from shanghui.engines.language.listings.model import Attribute, Quantity, Relation, Requirement
from shanghui.engines.language.listings.numerals import SPAN, span
from shanghui.engines.language.listings.page import Page
from shanghui.engines.language.listings.units import PERIODS, UNIT, plain_unit

BEFORE = r"(?P<before>起订量?|起批量?|不少于|不低于|至少|最少|最低|不超过|不高于|不多于|不大于|最多|最高|控制在|超过|大于|高于|小于|低于|少于|≥|≤|>=|<=|>|<)?\s?(?:约|大约|大概|差不多)?\s?"
AFTER = r"(?P<after>\s?(?:及?以上|起订|起批|起售|起[租送]|起(?![^\s,。;!)）])|打底|以内|之内|以下|封顶|以里|内(?=[,。;\s]|$)|\+(?=[\s,。;!)]|$)))?"
_AT_MOST = {"不超过", "不高于", "不多于", "不大于", "最多", "最高", "控制在", "小于", "低于", "少于", "≤", "<=", "<"}
_ENDS_AT_MOST = {"以内", "之内", "以下", "封顶", "以里", "内"}
_MORE = r"(?P<more>\s?(?:\+|多|余|来|几))?"
_QUANTITY = re.compile(
    rf"{BEFORE}{SPAN}{_MORE}\s?(?P<unit>{UNIT})(?P<half>半)?(?:\s?(?:/|每|一个?)(?P<per>天|日|月|年))?{AFTER}"
)
_ARTICLE = re.compile("一[件套](?:起|起订|起批)|一(?:[个份种批款家次条块面位打对副头把张根本包]|支)$")
_OF_OTHERS = re.compile(
    r"(?:团队|员工|职工|工人|人员|每[车箱包托柜盘次]|做过了?|服务过)[有约几]{0,2}\s?$"
)  # not of the listing
_OF_FIRM = re.compile("(?:公司|企业|厂里?|规模|我们)[有约共]{0,2}\\s?$")  # how many work there
_MACHINE = re.compile("[\u4e00-\u9fff]{0,3}[吊车机炉锤床叉]")
_PER_BEFORE = re.compile(
    r"(?:每个?(?P<per>月|年|日|天)|(?P<made>月|年|日|天)(?:产|供|需|用|采购|消耗|均|处理|出货?))[^\d,。;]{0,6}$"
)
_PER_ALONE = re.compile("(?:^|[,。;、 ])(?P<made>月|年|日)$")
_PER_ONE = re.compile("一个?(?P<made>年|月|天)(?:大概|大约|约|要|用)?$")
_PER_NOT = re.compile(r"(?:[\d一二三四五六七八九十](?:个)?(?:月|年|日|天)|上个?月|下个?月)[^\d,。;]{0,3}$")
# a mass or volume beside a number of these says how big each of them is: 叉车3吨, 一台; 储气罐1立方, 2个
_PIECES = {"具", "台", "辆", "个", "只", "套", "组"}
_SIZES = {
    "吨": {"台", "辆", "组", "套"},
    "公斤": _PIECES | {"瓶", "袋"},
    "立方米": _PIECES,
    "升": _PIECES,
    "米": _PIECES | {"支", "根", "张", "块", "条"},
}
_LONGEST_SIZE = 50  # more metres are an amount

Bounds = tuple[Decimal | None, Decimal | None]


def bounds(low: str, high: str | None, before: str | None, after: str | None) -> Bounds:
    """Give (minimum, maximum) of a number with the words before and after it; None on a side that stays open."""
    least, greatest = span(low, high)
    before, after = (before or "").strip(), (after or "").strip()
    if before in _AT_MOST or after in _ENDS_AT_MOST:
        return (least if high else None), greatest
    if before or after:
        return least, (greatest if high else None)
    return least, greatest


def read_quantity(page: Page) -> tuple[Quantity | None, tuple[Requirement, ...]]:
    """Give the first quantity and mark it. A mass beside a number of machines (叉车3吨,一台) is their size."""
    found: list[tuple[re.Match[str], Quantity]] = []
    for match in page.find(_QUANTITY):
        if _is_article(page, match):
            continue
        found.append((match, _quantity(page, match)))
    units = {quantity.unit for _, quantity in found}
    sizes: list[tuple[re.Match[str], Quantity]] = []
    kept: list[tuple[re.Match[str], Quantity]] = []
    for match, quantity in found:
        is_small = (quantity.maximum or quantity.minimum or 0) < _LONGEST_SIZE or quantity.unit != "米"
        is_size = bool(units & _SIZES.get(quantity.unit, set())) and not quantity.per and is_small
        is_size = is_size or (quantity.unit in _SIZES and page.words[match.end() : match.end() + 1] == "的")
        (sizes if is_size else kept).append((match, quantity))
    requirements = tuple(_as_size(page, match) for match, _ in sizes)
    if not kept:
        return None, requirements
    first, quantity = min(kept, key=lambda one: (one[1].unit == "人" and len(kept) > 1, one[0].start()))
    for match, _ in kept:
        page.take("quantity" if match is first else "", *match.span())
    return quantity, requirements


def _is_article(page: Page, match: re.Match[str]) -> bool:
    """Tell whether 一 and a measure word only lead to a noun (有一套系统), or the amount is that of a free delivery."""
    before = page.words[max(0, match.start() - 1) : match.start()]
    if _OF_OTHERS.search(page.words, max(0, match.start() - 6), match.start()):
        return True
    if plain_unit(match["unit"]) == "人" and _OF_FIRM.search(page.words, max(0, match.start() - 6), match.start()):
        return True
    if match["low"] == "一" and before in ("有", "是", "另", "同") and match["unit"] not in ("台", "辆"):
        return True
    if match["unit"] in ("公里", "km") and (match["low"][-1] in "万wW"):  # how far a car has run
        return True
    if match["unit"] == "吨" and before in ("有", "配") and _MACHINE.match(page.words, match.end()):
        return True  # 有80吨汽车吊: a machine that does the work
    is_last = (
        page.words[match.end() : match.end() + 1] in ("", ",", "。", ";", "\n") and before not in "有是另同要来做 ,。;"
    )
    if is_last and match["low"] == "一" and match["unit"] in ("个", "件", "套", "副", "张", "根"):
        return False  # 储气罐一个, but not 一个懂日语的
    return match["low"] == "零" or before == "满" or bool(_ARTICLE.fullmatch(match[0].strip()))


def _quantity(page: Page, match: re.Match[str]) -> Quantity:
    is_more = (match["more"] or "").strip() == "+"
    minimum, maximum = bounds(match["low"], match["high"], match["before"], "+" if is_more else match["after"])
    if match["half"] and minimum is not None and maximum is not None:  # 两吨半
        minimum, maximum = minimum + Decimal("0.5"), maximum + Decimal("0.5")
    per = PERIODS.get(match["per"] or "", "")
    head = page.words[max(0, match.start() - 8) : match.start()]
    if not per and (said := _PER_BEFORE.search(head)) and not _PER_NOT.search(head):
        per = PERIODS[said["per"] or said["made"]]
    if not per and (alone := _PER_ALONE.search(head) or _PER_ONE.search(head)):
        per = PERIODS[alone["made"]]
    return Quantity(minimum, maximum, plain_unit(match["unit"]), per)


def _as_size(page: Page, match: re.Match[str]) -> Requirement:
    low, high = bounds(match["low"], match["high"], match["before"], match["after"])
    relation = Relation.AT_MOST if low is None else Relation.AT_LEAST if high is None else Relation.EQUAL
    value = page.words[match.start("low") : match.end("unit")]
    page.take(Attribute.SIZE.value, *match.span(), value)
    return Requirement(Attribute.SIZE, relation, value)
