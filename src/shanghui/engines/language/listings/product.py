"""What a listing is about: the goods, the post, the service, in the writer's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shanghui.engines.language.listings.heads import kind_of_head
from shanghui.engines.language.listings.model import Kind, Side
from shanghui.engines.language.listings.page import PAINTED, Page
from shanghui.engines.language.listings.product_weights import weight, weight_beside
from shanghui.engines.language.listings.product_words import INTENT, TOO_GENERAL, stripped

_CHUNK = re.compile(rf"[^{PAINTED}\s,。;:!?()\[\]【】\"“”'《》<>|~+→]+")
_FIELD = re.compile("(?:产品名称|产品(?:是|为)?|品名|货物|名称|物料|岗位|职位|项目|服务内容|标的物)$")
_MEANS_GOODS = re.compile("[\u4e00-\u9fffA-Za-z]{2}")
_ONE_SIGN_GOODS = frozenset("纸油煤米铜铝钢沙石砖茶酒糖盐鱼肉蛋菜花布棉炭铁锌虾蟹")
_ROOM = re.compile(
    "(?:单层|多层|独栋|高标准|标准|带冷库的?|共享|精装修?|联合|临街|沿街|独门独院)?(?:厂房|仓库|研发楼|写字楼|办公室|办公楼|会议室|展厅|商铺|门面房?|店面|车间|工位|场地|冷库|库房|堆场|宿舍|孵化器|摊位|展位|地块)"
)
_BRAND = re.compile(
    "(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fffA-Za-z]{3,12})(?:诚招|招募|诚征)(?=[^,。;]{0,12}(?:代理|加盟|经销|\x00))"
    "|(?:代理|经销)(?:我们|咱们|我厂|本厂|我司|公司|自家)的(?P<own>[\u4e00-\u9fffA-Za-z]{2,12})"
)
_LONGEST = 24
_MOST_CHUNKS = 200
_LEAST_SCORE = -3


@dataclass(frozen=True, slots=True)
class Product:
    """The places of the words for the goods on the page, and how likely these are they."""

    start: int
    end: int
    score: int


def read_product(page: Page, side: Side, kind: Kind) -> Product | None:
    """Give the likeliest name of what is wanted or offered among the words that nothing else was read in.

    Pieces right after a word of wanting (or, in an offer, of offering) come first, then earlier ones; what is left of
    the name of a town and pieces with words of trade (联系, 交货) come last.
    """
    if kind is Kind.SPACE and (room := _ROOM.search(page.rest)):
        return Product(*room.span(), 0)
    if kind is Kind.MARKET and (brand := _BRAND.search(page.rest)):
        return Product(*brand.span(brand.lastgroup or 0), 0)
    best = max(_products(page, side, kind), key=lambda one: one.score, default=None)
    return best if best is not None and best.score >= _LEAST_SCORE else None


def _products(page: Page, side: Side, kind: Kind) -> Iterator[Product]:
    rest, after_intent = page.rest, False
    intent = INTENT[Side.UNKNOWN if kind in (Kind.MARKET, Kind.IDEA) else side]
    towns = {mark.end - page.start for mark in page.marks if mark.field == "region"}
    for order, chunk in enumerate(_CHUNK.finditer(rest)):
        if order > _MOST_CHUNKS:
            break
        is_field = bool(_FIELD.search(chunk[0])) and page.words[chunk.end() : chunk.end() + 1] == ":"
        start, end = stripped(rest, *chunk.span())
        wants = bool(intent.search(rest, chunk.start(), max(start, chunk.start() + 2))) or after_intent
        after_intent = wants or is_field
        if not is_field and _is_name(rest[start:end]):
            is_town = chunk.start() == start and start in towns and end - start <= 3
            is_town = is_town and kind_of_head(rest[start:end]) is Kind.UNKNOWN
            score = weight(rest[start:end], order, kind, is_wanted=wants) - 5 * is_town
            score += weight_beside(page, chunk.start(), start, end, Side.UNKNOWN if wants else side)
            if kind is Kind.TALENT:  # 会法语的外贸跟单: what stands before 的 only describes
                start = max(start, rest.rfind("的", start, end - 1) + 1)
            yield Product(_with_size(page, start, end), min(end, start + _LONGEST), score)
            after_intent = wants and bool(TOO_GENERAL.fullmatch(rest, start, end))


def _is_name(words: str) -> bool:
    return bool(_MEANS_GOODS.search(words)) or words in _ONE_SIGN_GOODS


def _with_size(page: Page, start: int, end: int) -> int:
    """Give where a name of one character begins with the size before it: A4纸."""
    places = (mark.start - page.start for mark in page.marks if mark.end - page.start == start and end - start == 1)
    return next(places, start)
