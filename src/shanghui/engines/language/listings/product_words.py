"""The words around the name of what is wanted or offered, and how they are taken off it."""

import re

from shanghui.engines.language.listings.intent import NEEDS, OFFERS
from shanghui.engines.language.listings.model import Side
from shanghui.engines.language.tables import lines_of

_LOOK = re.compile(r"\(\?<?[!=].*?\)")


def _expressions(name: str) -> str:
    """Join the expressions of one list of the file, the longest first."""
    rows = (line.split() for line in lines_of("listing_product_words.txt"))
    words = (word for row in rows if row[0] == name for word in row[1:])
    return "|".join(sorted(words, key=lambda word: len(_LOOK.sub("", word)), reverse=True))


_INTRODUCED = "主营|主要做|专做|专业生产"
_WANTING = {Side.NEED: NEEDS, Side.OFFER: f"{OFFERS}|{_INTRODUCED}", Side.UNKNOWN: f"{NEEDS}|{OFFERS}|{_INTRODUCED}"}
INTENT = {side: re.compile(words) for side, words in _WANTING.items()}
_VERB = re.compile(f"^.{{0,14}}?(?:{_expressions('cut')})")
_RISKY = re.compile(_expressions("risky"))
_LEAD = re.compile(_expressions("lead"))
_AFTER = re.compile(_expressions("after"))
_TAIL = re.compile(f"(?:{_expressions('tail')})$")
NOT_GOODS = re.compile(_expressions("stop"))
TOO_GENERAL = re.compile(
    "(?:日本|德国|美国|韩国|台湾|欧洲)?(?:原装)?进口|(?:闲置)?(?:技术|资金|项目|设备|产品|渠道|人才|业务|货源|市场|厂家|资源|工厂|供需信息|供求信息|信息|需求|合作|团队|企业|公司|以下产品|东西|现货|厂|证|场地|材料|样品|首单|代工厂|跨境电商|二手|全新|国产|进口|大型|小型|认证|股权|加盟|提议|专利|加工|定做|定制|临时|长期|本地)"
)
# what follows says what is to be done with the goods, or how
_RELATIVE = re.compile("(?:有|能|会|懂|含|具备|拥有|带有)[^的]{1,12}的(?=[\u4e00-\u9fff]{2})")
_CUT = re.compile(
    "(?<=[\u4e00-\u9fffA-Za-z]{2})(?:处理(?=一)|帮|用于|用来|来做|做成|因为|所以|可以|可对外|能不能|也行|也可|就行|长期供货|寻求?企业|寻求?合作|看看|到货|闲置|挂职|有吗|找谁|谁(?=做|有|能|知道)|怎么|如何|多少)"
)


def stripped(words: str, start: int, end: int) -> tuple[int, int]:
    """Take words of wanting, offering and talking off both ends of a piece; give the places of what is left."""
    side: Side | None = None
    while step := _step(words[start : min(end, start + 24)], side):
        start, side = start + step[0], step[1]
    if relative := _RELATIVE.match(words, start, end):
        start = relative.end()
    if cut := _CUT.search(words, start, end):
        end = cut.start()
    while end > start and (tail := _TAIL.search(words[max(start, end - 8) : end])):
        end -= len(tail[0])
    return start, end


def _step(head: str, side: Side | None) -> tuple[int, Side | None] | None:
    """Give how many characters at the head are no part of a name, and the side that they show.

    A verb in the middle cuts only what leaves a name. After a verb of one side hardly anything but the name follows:
    求购|出租车, 求购|有光纸.
    """
    verb = _VERB.match(head)
    if verb and len(head) - verb.end() >= 2:
        return verb.end(), side or Side.UNKNOWN
    if side is not None:
        more = _AFTER.match(head) or (INTENT[side].match(head) if side is not Side.UNKNOWN else None)
        return (more.end(), side) if more and more.end() else None
    for one in (Side.NEED, Side.OFFER):
        if found := INTENT[one].match(head):
            return found.end(), one
    lead = _RISKY.match(head)
    if lead:
        return lead.end(), Side.UNKNOWN
    lead = _LEAD.match(head)
    return (lead.end(), None) if lead and lead.end() else None
