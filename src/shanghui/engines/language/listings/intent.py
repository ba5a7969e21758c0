"""Whether a message wants or offers something, and of what kind."""

import re

from shanghui.engines.language.listings.model import Kind, Side

Place = tuple[int, int] | None

NEEDS = (
    "紧急求购|紧急采购|急求购|求购|急求|急购|急采|球购|秋购|跪求|诚求|寻求|寻找|急找|急寻|求租|承租|想租|求推荐|求介绍|求助|有偿求|求一|采购|询价|收购|回收|(?:高价|长期|常年|大量)收(?!购)|急需|需要|急用|急缺|要(?=[一二两三几\\d])|谁懂|谁会|谁了解|[订定]制|缺(?=[一二两三\\d流资人货设])|请教|"
    "招聘|诚聘|急聘|聘请|诚招|急招|招募|诚征|招代理|招商|招收|高薪聘|招(?=[\u4e00-\u9fff\\d])|想找|想(?=申请|贷|借|融|做|搞|收|定|换|租|招)|要找|帮找|帮忙找|找一家|找一个|找个|找家|在找|找人|找做|想买|要买|想要|想进|想订|想采|订购|订做|定做|定制一批|需(?=定|订|购|采|做|加工|找|租|招)|团购|拼单|集采|想问下?哪|"
    "谁有|谁家|谁能|谁做过?|谁知道|有谁|有没有|哪家|哪里有|哪位|哪个厂|有做|有会|能做.{0,8}的(?=请|联系|私)|有[^,。;\n]{1,10}的(?:请|可以?)?(?:联系|私|加|找)我?|融资|贷款需求|需求|需采|需购|欲购|拟采|拟购|征集|寻(?=[\u4e00-\u9fff【])|找(?=[\u4e00-\u9fff])|求(?=[:\u4e00-\u9fff\\d])|收(?=一批|二手|旧)"
)
OFFERS = (
    "供应(?!链|商)|供给|长期供|现货供|大量供|出售|急售|低价售|转卖|急转|急出|(?:低价|便宜|特价|折价)出|出租|招租|转租|转让|出让|提供|承接|承揽|代工|我这有|我这里有|我这边有|手[上里头]有|代办|"
    "(?:我们?|本|自家|自己)(?:们|人)?(?:工?厂|公司|家|店|单位|司|事务所|团队|工作室|机构)?(?:这边|这里)?(?:专业|专门|长期|现)?(?:专门做|专业做|可以|能(?!不能)|会(?!员|会|长|展|计|求|采购|需|想|找|寻)|有(?!意|需|没)|生产|加工|供|出售)|有(?=[\u4e00-\u9fff]{2,12}(?:技术|专利|成果))|"
    "研发的|已获[^,。]{0,4}专利|可以做|(?:可做|能做)(?=[,。!\\s]|$)|自产自销|厂家直[销供]|批发(?!市场)|清仓|清库存|处理一批|处理(?!器|剂|设备|一)|甩卖|出一批|出一台|出(?=一|几|库存|二手|闲置|自用)|库存|闲置|现有|"
    "特价|促销|优惠|对外|资金方|想投|可投|求职|找工作|供货(?!商)|供(?=:)|卖(?=[\u4e00-\u9fff])|有售|可供|可接|接单|富余|空闲|空置|专利:"
)
# who says what her firm does may go on to want something
_INTRODUCES = re.compile(
    "代理记账|代账|我们(?:公司|厂)?(?:是|主要)?做|我是做|我司(?:专业|主要)?做|(?:公司|厂里|本厂|我厂)(?:专业)?(?:做|生产|加工)|专业(?:从事|生产|承接|提供|做)|专做|主营|主要做|主做|经营|欢迎"
)
_BRACKETED = re.compile(
    r"[【\[(]\s?(?P<word>求购|采购|需求|求|收|招|寻|找|供应|供给|供|出售|售|出|出租|租|转让|转)\s?[】\])]"
)
_NEED_IN_BRACKETS = {"求购", "采购", "需求", "求", "收", "招", "寻", "找"}
_SIDES = re.compile(f"(?P<need>{NEEDS})|(?P<offer>{OFFERS})")
_BOTH_WAYS = re.compile("(?:招租|招商引资)")
_FOR_BUYERS = re.compile("有(?:谁|没有)?人?需?要[^,。?!\n]{1,14}的?[吗么嘛]|谁需?要(?!求)|有人要")
_BUDGET = re.compile("预算|不超过|控制在|要货|报个?价|求报价")
_WEAK_NEED = re.compile("不超过|预算|采|要货|急|交货|(?:前|要|需|内)到货|要(?!的)|求|之?前(?:交|到|要|送)|报价|需")
_WEAK_OFFER = re.compile(
    "到货|整车|可谈|元每|送货上门|现货|有货|库存|私我|私聊|要的|直供|元/|出厂价|包邮|承接|可做|月产|日产|年产|位于|经验|我司|我厂"
)
_NOT_WANTED = re.compile("有?需要?[的者]|有需要?|需要?请|如需|供需|不招|不收|不求|要求|追求|求实|征求")
_URGENT = re.compile("尽快|加急|火急|十万火急|急(?![救停诊])|越快越好|马上要|立即|立刻要")

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.IDEA, re.compile("想法|点子|能不能搞|要不要一起|倡议|提议|建议(?:咱|大家|商会|我们)|金点子|脑洞")),
    (Kind.TALENT, re.compile("招聘|诚聘|急聘|高薪聘|招工|(?:[焊钳电车铣磨木瓦普技杂]工|技师|师傅|司机|业务员|工程师|会计|文员|经理)\\s?(?:\\d+|[一二两三四五六七八九十几]+)\\s?[人名位]|急招(?!商|代理|租)|招(?=\\d|[一二两三四五六七八九十几]名|普工|师傅|会计|司机|文员|人|销售|业务员|操作工|工程师)|求职|找工作|岗位|简历|招[\u4e00-\u9fff]{0,6}工(?![厂程业具艺资])|日结|月薪|年薪|底薪|(?<!可)兼职|全职|技工|聘请|(?:招|寻|找|求|缺|急需|要).{0,12}(?:跟单|文员|学徒|实习生|前台|助理|主播|采购员|仓管|保安|会计|司机|工程师|技师|师傅|业务员|会计|操作工|焊工|电工|普工|总监|主管|店长|厨师|司机)")),
    (Kind.TECHNOLOGY, re.compile("技术合作|专利|(?<!没)有[\u4e00-\u9fff]{2,12}技术(?![员工人支])|一起开发|联合开发|合作开发|共同开发|联合研发|合作研发|共同研发|产学研|技术转让|技术攻关|技术难题|成果转化|技术方案|工艺方案|工艺改进|研发合作|技术支持合作|解决.{0,12}技术|技术团队|中试|成果对接|技术.{0,4}寻.{0,8}合作|技术入股")),
    (Kind.CAPITAL, re.compile("融资|贷款|想贷|资金方|借款|股权|授信|保理|过桥|(?:流动|闲置|自有|募集|找|需要?|缺|周转)资金|资金(?:需求|支持|周转)|想投|天使轮|A轮|投资人|投资方|垫资|承兑|贴现|入股")),
    (Kind.MARKET, re.compile("招代理|代理商|区域代理|寻[^,。;]{0,8}代理|地区代理|代理费|渠道|经销商|加盟|分销|代理权|独家代理|城市合伙人|合伙人|拓展.{0,6}市场|打开.{0,6}市场|市场资源|招商(?!引资)|(?:出口|产品|品牌|总)代理|客户资源|带货")),
    (Kind.SPACE, re.compile("(?:求租|出租|招租|转租|租赁|想租|承租|租|转让|共享|提供|平|找|闲置).{0,14}(?:厂房|仓库|研发楼|办公楼|门店|铺面|办公室|场地|工位|会议室|展厅|商铺|写字楼|车间|门面|店面|库房|冷库|宿舍|孵化器|摊位|展位|地块|堆场)|(?:厂房|仓库|研发楼|办公楼|门店|铺面|办公室|场地|工位|会议室|展厅|商铺|写字楼|车间|门面|店面|库房|冷库|堆场).{0,14}(?:出租|求租|招租|租|转让|平方|平米|㎡|\\d平|空置|共享|闲置)")),
    (Kind.SERVICE, re.compile("检测(?!仪|设备|报告|机|线)|物流(?!箱|设备|园|车|筐|托盘)|运输(?!车|带|机)|快递(?!袋|盒|箱|柜)|货代|报关|清关|海运|空运|陆运|专线|仓储服务|法律|律师|法务|诉讼|代办|代账|记账|税务|审计|评估(?!报告)|设计(?!师|款)|策划|咨询|培训|翻译|喷涂(?!机|设备|线)|喷塑(?!机)|喷漆(?!房)|电镀(?!设备|添加)|热处理(?!炉|设备)|阳极氧化|镀锌加工|抛光加工|线切割(?!机)|激光切割(?!机(?!空|有空|可|对外))|CNC(?!机床|加工中心|刀)|(?:机|精|来料|代|外协|委托|零件|机械|钣金|五金|注塑|车床|铣床|激光|冲压|来图|数控|焊接|模具|承接.{0,10})加工(?!中心|设备|机床|厂|小厂)|加工服务|OEM|ODM|贴牌|维修(?!工具)|维保|安装|保洁|家政|绿化养护|搬家|搬厂|吊装|拆除|软件开发|小程序|APP开发|网站建设|系统(?:开发|对接|集成|实施)|ERP|MES|广告(?!牌|机|笔)|印刷服务|摄影|拍摄|直播服务|短视频|代运营|推广|体检|保险|(?:做|办|代理).{0,14}认证|认证(?:服务|咨询|机构|的机构|辅导)|高新技术企业认定|商标|知识产权|专利代理|猎头|派遣|劳务外包|人事外包|消毒服务|危废处[置理]|废水处理服务|环评|外贸单证|会展|搭建|团建|餐饮配送|食堂承包|配送|打样服务|翻新|施工|装修(?!材料)|改造|承接|承揽|商标注册|编制|核查|编写|测绘|勘察|监理|造价|提供[^,。;]{0,16}服务|顾问")),
)  # fmt: skip
_SPARE_MACHINE = re.compile("(?:切割|加工|注塑|冲压|折弯|设备|产能|机床).{0,6}(?:空闲|富余|有空|对外)")


def read_side(words: str) -> tuple[Side, Place]:
    """Give the side that the words take and where they say it; the first plain word decides, weak ones come last."""
    if bracketed := _BRACKETED.search(words):
        side = Side.NEED if bracketed["word"] in _NEED_IN_BRACKETS else Side.OFFER
        return side, bracketed.span()
    if asked := _FOR_BUYERS.search(words):  # 有需要密封圈的吗 is asked by who sells them
        return Side.OFFER, asked.span()
    plain = _NOT_WANTED.sub(lambda found: "\x00" * len(found[0]), words)
    if found := _BOTH_WAYS.search(plain) or _SIDES.search(plain):
        if found.re is _BOTH_WAYS:
            return Side.OFFER, found.span()
        return (Side.NEED if found["need"] else Side.OFFER), found.span()
    for pattern, side in (
        (_INTRODUCES, Side.OFFER),
        (_BUDGET, Side.NEED),
        (_WEAK_OFFER, Side.OFFER),
        (_WEAK_NEED, Side.NEED),
    ):
        if weak := pattern.search(plain):
            return side, weak.span()
    return Side.UNKNOWN, None


_STRONG = re.compile(
    "\\s*(?:另外?|同时|还|再|并|也|现|长期|大量|紧急|急)?[,:]?\\s?(?:求购|采购|急求|求租|招聘|诚聘|收购|出售|供应|出租|转让|承接|低价出|处理|需采购|[【\\[])"
)


def opens(words: str) -> bool:
    """Tell whether a sentence begins with a plain verb of trade: then it may be a listing of its own."""
    return bool(_STRONG.match(words))


def says_side(words: str) -> bool:
    """Tell whether the words plainly want or offer something."""
    plain = _NOT_WANTED.sub("", words)
    return bool(_BRACKETED.search(plain) or _SIDES.search(plain) or _INTRODUCES.search(plain))


def read_kind(words: str) -> tuple[Kind, Place]:
    """Give the kind and the words that show it, UNKNOWN for what may be goods."""
    if _SPARE_MACHINE.search(words):
        return Kind.SERVICE, None
    for kind, pattern in _KINDS:
        if found := pattern.search(words):
            return kind, found.span()
    return Kind.UNKNOWN, None


def is_service(words: str) -> bool:
    """Tell whether the words name a service."""
    return bool(dict(_KINDS)[Kind.SERVICE].search(words))


def read_urgency(words: str) -> Place:
    """Give the place of the word that says that it is urgent."""
    found = _URGENT.search(words)
    return found.span() if found else None
