"""What a listing is about: the goods, the post, the service, in the writer's own words."""

import re
from dataclasses import dataclass

from shanghui.engines.language.listings.intent import NEEDS, OFFERS
from shanghui.engines.language.listings.model import Kind, Side
from shanghui.engines.language.listings.page import PAINTED, Page
from shanghui.engines.language.tables import lines_of

_CHUNK = re.compile(rf"[^{PAINTED}\s,。;:!?()\[\]【】\"“”'《》<>|~+→]+")
_FIELD = re.compile("(?:产品名称|产品|品名|货物|名称|物料|岗位|职位|项目|服务内容|标的物)$")


_LOOK = re.compile(r"\(\?<?[!=].*?\)")


def _expressions(name: str) -> str:
    """Join the expressions of one list of the file, the longest first."""
    rows = (line.split() for line in lines_of("listing_product_words.txt"))
    words = (word for row in rows if row[0] == name for word in row[1:])
    return "|".join(sorted(words, key=lambda word: len(_LOOK.sub("", word)), reverse=True))


_WANTING = {Side.NEED: NEEDS, Side.OFFER: OFFERS, Side.UNKNOWN: f"{NEEDS}|{OFFERS}"}
_INTENT = {side: re.compile(words) for side, words in _WANTING.items()}
_VERB = re.compile(f"^.{{0,14}}?(?:{_expressions('cut')})")
_LEAD = re.compile(f"{NEEDS}|{OFFERS}|{_expressions('risky')}|{_expressions('lead')}")
_TAIL = re.compile(f"(?:{_expressions('tail')})$")
_NOT_GOODS = re.compile(_expressions("stop"))
_TOO_GENERAL = re.compile(
    "(?:闲置)?(?:技术|资金|项目|设备|产品|渠道|人才|业务|货源|市场|厂家|资源|工厂|供需信息|供求信息|信息|需求|合作|团队|企业|公司|以下产品|东西|现货|厂|证|场地|材料|样品|首单|代工厂|跨境电商)"
)
# what follows says what is to be done with the goods, or how
_CUT = re.compile("(?<=[\u4e00-\u9fffA-Za-z]{2})(?:处理(?=一)|帮|用于|用来|来做|做成|因为|所以|可以|可对外|能不能|也行|也可|就行|长期供货|看看|有吗)")
_MEANS_GOODS = re.compile("[\u4e00-\u9fffA-Za-z]{2}")
_LONGEST = 24
_MOST_CHUNKS = 200


@dataclass(frozen=True, slots=True)
class Product:
    """The places of the words for the goods on the page."""

    start: int
    end: int


def read_product(page: Page, side: Side, kind: Kind) -> Product | None:
    """Give the likeliest name of what is wanted or offered among the words that nothing else was read in.

    Pieces right after a word of wanting (or, in an offer, of offering) come first, then earlier ones; what is left of
    the name of a town and pieces with words of trade (联系, 交货) come last.
    """
    rest = page.rest
    intent = _INTENT[Side.UNKNOWN if kind in (Kind.MARKET, Kind.IDEA) else side]
    towns = {mark.end - page.start for mark in page.marks if mark.field == "region"}
    best: tuple[int, Product] | None = None
    after_intent = False
    for order, chunk in enumerate(_CHUNK.finditer(rest)):
        if order > _MOST_CHUNKS:
            break
        is_field = bool(_FIELD.search(chunk[0])) and page.words[chunk.end() : chunk.end() + 1] == ":"
        start, end = _stripped(rest, *chunk.span())
        wants = bool(intent.search(rest, chunk.start(), max(start, chunk.start() + 2)))
        if end - start < 2 or is_field or not _MEANS_GOODS.search(rest, start, end):
            after_intent = after_intent or wants or is_field
            continue
        is_town = chunk.start() in towns and end - start <= 3
        score = _score(rest[start:end], wants or after_intent, order) - 5 * is_town
        if best is None or score > best[0]:
            best = (score, Product(start, min(end, start + _LONGEST)))
        after_intent = (wants or after_intent) and bool(_TOO_GENERAL.fullmatch(rest[start:end]))
    return best[1] if best is not None and best[0] > -4 else None


def _score(words: str, is_wanted: bool, order: int) -> int:
    bad = 6 if _NOT_GOODS.search(words) else 0
    general = 4 if _TOO_GENERAL.fullmatch(words) else 0
    return 4 * is_wanted - bad - general - min(order, 6) // 2 - words.isascii() - (len(words) > 14)


def _stripped(words: str, start: int, end: int) -> tuple[int, int]:
    """Take words of wanting, offering and talking off both ends of a piece."""
    while lead := _lead(words[start : min(end, start + 24)]):
        start += lead
    if cut := _CUT.search(words, start, end):
        end = cut.start()
    while end > start and (tail := _TAIL.search(words[max(start, end - 8) : end])):
        end -= len(tail[0])
    return start, end


def _lead(head: str) -> int:
    """Give how many characters at the head are no part of a name; a verb in the middle cuts only what leaves a name."""
    verb = _VERB.match(head)
    if verb and len(head) - verb.end() >= 2:
        return verb.end()
    lead = _LEAD.match(head)
    return lead.end() if lead else 0
