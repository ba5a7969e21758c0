"""What a listing is about: the goods, the post, the service, in the writer's own words."""

import re
from dataclasses import dataclass

from shanghui.engines.language.listings.intent import NEEDS, OFFERS
from shanghui.engines.language.listings.page import PAINTED, Page

_CHUNK = re.compile(rf"[^{PAINTED}\s,。;:!?()\[\]【】\"“”'《》<>|~+→]+")
_FIELD = re.compile("(?:产品名称|产品|品名|货物|名称|物料|岗位|职位|项目|服务内容|标的物)$")
# verbs that hardly ever stand inside the name of goods: what comes before them is no part of it
_VERBS = (
    "求购|急求|急需|急招|需要|想找|找一家|想投|出售|转让闲置设备|承接|可承接|提供|专业代办|代办|谁家有|谁有|有没有做|有没有|有做|能做|做过很多家|做|群里有|我这有|我有个专利|我有|想问下|哪家|哪里有|能不能搞|"
    "诚聘|招聘|诚招|寻找|一起开发|联合开发|合作开发|开发|研发|生产|主营|经营|从事|收购|供应|出租|求租|转让|采购|订购|处理|回收|需|寻|要能开|能开|想买|想要|想订|可做|印刷|招|出|现有"
)
_RISKY = "处理|采购|开发|生产|印刷|供应|提供|收购|转让|出租|求租|研发|回收|需|寻|招|出|做|经营|现有|现货"
_SAFE = "|".join(verb for verb in _VERBS.split("|") if verb not in _RISKY.split("|"))
_LEAD = re.compile(
    f"(?:{NEEDS}|{OFFERS}|{_RISKY}|"
    "有偿|长期|大量|常年|本周|本月|本公司|我公司|我们公司|我司|我厂|厂里|公司|本人|我们|咱们|我|大家好|大家|各位|群友|老板们?|请问|想问一?下|问一?下|问下|转发|转|某央企|某|商会|可以|可|能|有|的话|想|要|先|再|另外?|还|也|现|因|拟|主要是|主要|专业|批量|"
    "(?:一|几|这|那)(?:批|家|个|种|份|款|台|些)|个(?![护人体性])|家(?![居具电纺政装用庭长乡])|批(?![发量次])|款(?!式)|种(?![植子苗])|些|的|了|在|是(?!否)|为|对(?!讲|接|联)|做(?!工)|和(?!田|牛)|及|与|、|:|-|\\.|/|\\d{1,2}[、.)]|[①-⑮]|急|诚|全新|以下|关于|供(?!应链|暖|电|水|氧)|求|收(?!银|纳|音)|找(?!平)|售|卖|专利|高校|院所)"
)  # fmt: skip
_BEFORE_VERB = re.compile(f"^.{{0,14}}?(?:{_SAFE}|(?<!所)需(?![求方]))")
_TAIL = re.compile(
    "(?:的|了|吗|嘛|么|呢|吧|啊|哦|哈|呀|老板|大佬|朋友|厂家|供应商|生产商|工厂|公司|商家|企业|单位|店家|一批|若干|等等?|合作|业务|需求|大概|大约|约|共|总共|一共|合计|数量|单价|价格|售价|月产能?|年产能?|日产能?|产能|现货|库存|"
    "回收|出租|招租|转让|出售|出让|求租|求购|空闲|富余|有空|优先|都行|都可以|都可以做|可以|为主|系列|材质|材料的|急用|急|有货|要|到|送|在|一个|一台|每|区域代理商|代理商|经销商|区域代理|代理|加盟商|预算|租金|月租|月薪|年薪|日薪|规格|型号|尺寸|牌号|厚|长|宽|高|总|需要|联系|请|找|左右|"
    "有哪家|哪家有|谁有|怎么卖|什么价|多少钱|报个?价|需|用|各|、|/|-|\\*|和|及|与|或|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+)$"
)
_NOT_GOODS = re.compile(
    "联系|电话|微信|手机|交货|送到|送货|收货|自提|要求|有意|欢迎|价格|单价|包吃|包住|五险|双休|可办|质量|发货|报价|到货|大家好|收到|谢谢|预算|首批|处理价|先款|数量|男款|女款|需附|符合|位于|地点|地址|不成功|标的|期限|工期|入驻|优惠|供货|出发|出报告|资质|"
    "认证|都有|都可|都行|后面|一年大概|帮我们|打样|请|谢|私|老板|推荐|靠谱|如下|汇总|急用|可谈|面议|好说|左右|以上|以内|优先|附近|周边|厂家|有货|长期|合作愉快|简历|上班|加班|工资|待遇|专利号|想进|单笔|八折|折|会员|机器|看货|以下|你们|支持|可接|每天|牌号|规格|开票|发票|来料|空闲|内容|说明|投产|验收|经验|学历|熟练|以上|随时|配合|方便|满意|诚信|服务好|实力|正规|客户|订单|用于|配送|安装|售后|质保|一年|月底|年底|分批|付款|账期|结算|结|产地|新旧|成色|原价|年份"
)
_TOO_GENERAL = re.compile("(?:闲置)?(?:技术|资金|项目|设备|产品|渠道|人才|业务|货源|市场|厂家|资源|工厂|供需信息|信息|需求|合作|团队|企业|公司|以下产品|东西)")
# what follows says what is to be done with the goods
_CUT = re.compile("(?<=[\u4e00-\u9fffA-Za-z]{2})(?:处理(?=一)|帮|用于|用来|来做|做成|因为|所以)")
_MEANS_GOODS = re.compile("[\u4e00-\u9fffA-Za-z]")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Product:
    """The words for the goods and their places on the page."""

    start: int
    end: int


def read_product(page: Page, side_place: tuple[int, int] | None) -> Product | None:
    """Give the likeliest name of what is wanted or offered among the words that nothing else was read in.

    Chunks right after a word of wanting or offering come first, then earlier ones; phrases of trade (联系, 交货) come last.
    """
    best: tuple[int, Product] | None = None
    after_intent = False
    for order, chunk in enumerate(_CHUNK.finditer(page.rest)):
        if order > 200:
            break
        is_field = bool(_FIELD.search(chunk[0])) and page.words[chunk.end() : chunk.end() + 1] == ":"
        start, end, has_intent = _stripped(page.rest, *chunk.span())
        if end - start < 2 and not has_intent:
            after_intent = after_intent or is_field
            continue
        if end - start < 2 or is_field:
            after_intent = True
            continue
        score = _score(page.rest[start:end], has_intent, after_intent, order)
        if _MEANS_GOODS.search(page.rest, start, end) and (best is None or score > best[0]):
            best = (score, Product(start, min(end, start + _LONGEST)))
        after_intent = False
    return best[1] if best is not None and best[0] > -4 else None


def _score(words: str, has_intent: bool, after_intent: bool, order: int) -> int:
    bad = 6 if _NOT_GOODS.search(words) else 0
    latin = 1 if words.isascii() else 0
    bad += 3 if _TOO_GENERAL.fullmatch(words) else 0
    return 4 * has_intent + 3 * after_intent - bad - min(order, 6) // 2 - latin - (len(words) > 14)


def _stripped(words: str, start: int, end: int) -> tuple[int, int, bool]:
    """Take words of wanting, offering and talking off both ends; tell whether one of wanting or offering was there."""
    has_intent = False
    while True:
        head = words[start : min(end, start + 20)]
        verb = _BEFORE_VERB.match(head)
        lead = verb or _LEAD.match(head)
        if not lead or not lead.end() or (end - start - lead.end() < 2 and end - start <= 3 and not verb and has_goods(head)):
            break
        has_intent = has_intent or bool(verb) or bool(re.match(f"{NEEDS}|{OFFERS}|{_RISKY}", lead[0]))
        start += lead.end()
    if cut := _CUT.search(words, start, end):
        end = cut.start()
    while end > start and (tail := _TAIL.search(words[max(start, end - 8) : end])):
        end -= len(tail[0])
    return start, end, has_intent


def has_goods(words: str) -> bool:
    """Tell whether a short word is a name of goods although it begins like a word of talk (有机肥, 出口)."""
    return words in {"和田玉", "家具", "个护", "要素", "收纳", "转子", "求精"}
