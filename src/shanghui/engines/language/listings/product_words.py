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
    "(?:(?:一[套项种])?(?:专利|发明|核心|成熟)技术|额度|城市|区域|省级|全国|(?:企业)?技术(?:难题|需求|攻关)|代工|外协|(?:老乡|朋友|兄弟|家人|亲|姐妹|同学|群友|老铁)们?|加我|介绍一下|一下|[一这那几哪][个家批种款些]|是?这样|(?:日本|德国|美国|韩国|台湾|欧洲)?(?:原装)?进口|(?:闲置)?(?:技术|资金|项目|设备|产品|渠道|人才|业务|货源|市场|厂家|资源|工厂|供需信息|供求信息|信息|需求|合作|团队|企业|公司|以下产品|东西|现货|厂|证|场地|材料|样品|首单|代工厂|跨境电商|二手|全新|国产|进口|大型|小型|认证|股权|加盟|提议|专利|加工|定做|定制|临时|长期|本地))"
)
# what follows says what is to be done with the goods, or how
_RELATIVE = re.compile("(?:有|能|会|懂|含|具备|拥有|带有)[^的]{1,12}的(?=[\u4e00-\u9fff]{2})")
# 懂海外众筹的团队: who is wanted is named by what she can do
_ABLE = re.compile(
    "(?:有|能|会修?|懂|做|搞|修|擅长|熟悉)(?P<what>[^的]{2,14})的?(?:专业)?(?:团队|公司|机构|厂家|工厂|厂|老板|人|供应商|单位|企业|朋友|商家|高手|大神|大佬)(?:推荐|介绍)?$"
)
_CUT = re.compile(
    "(?<=[\u4e00-\u9fffA-Za-z]{2})(?:处理(?=一)|(?<=厂)(?=[开做来帮给能可订])|要(?=打样|镀|做|交|定|开|找|送|到|换|修|维修|外发|出手|转让|处理|出租|租|卖|拉|发)|想(?=[出卖租转找]|处理)|帮|用于|用来|来做|做成|控制在|降到|达到|提升到|陪同|做(?![工旧])(?=[一-鿿]{2})|因为|所以|可以|可对外|能不能|也行|也可|就行|长期供货|寻求?企业|寻求?合作|看看|到货|闲置(?![一-鿿]{3})|挂职|有吗|找谁|谁(?=做|有|能|知道)|怎么|如何|多少)"
)


def stripped(words: str, start: int, end: int) -> tuple[int, int]:
    """Take words of wanting, offering and talking off both ends of a piece; give the places of what is left."""
    side: Side | None = None
    while step := _step(words[start : min(end, start + 24)], side):
        start, side = start + step[0], step[1]
    if able := _ABLE.match(words[:end], start):
        start, end = able.span("what")
    elif relative := _RELATIVE.match(words, start, end):
        start = relative.end()
    if cut := _CUT.search(words, min(start + 2, end), end):
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
