"""Three hundred invented firms in plausible trades. Seeded: the same firms on every machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from shanghui.engines.language.credit_code import check_character, organisation_check_character
from shanghui.network.demo.places import AREAS
from shanghui.network.rules import Grade

SEED = 20230918
COUNT = 300
FIRST = "砺迅博沪澄岚衡予品申嘉曜泓锐恺铭晟昱煜朗骏霁嵘珩翊琰砚栩湛沐澜溪屿岫槿"
SECOND = "锋拓岩鸣屿川麓安冶岳盛越渊驰成联诺泰源信凯瑞杰宏远达晖程博铎钧铂舟帆"
FORMS = ["有限公司", "有限公司", "有限公司", "有限公司", "股份有限公司", "厂", "（上海）有限公司"]
ROADS = ["砺新路", "澄岚路", "衡麓路", "迅嘉路", "博屿路", "沪鸣路", "曜盛路", "泓源路"]
SURNAMES = "沈周陆苏梁顾韩罗李程方许郑何孟叶钟魏姚戴"
GIVEN = [
    "知微",
    "以宁",
    "怀瑾",
    "敬言",
    "书亦",
    "承舟",
    "叙",
    "嘉宁",
    "若谷",
    "景明",
    "思远",
    "予安",
    "清和",
    "望舒",
    "明哲",
]


@dataclass(frozen=True)
class Trade:
    """A trade with its GB/T 4754 class, what its firms sell, and the city-level bodies that they join."""

    word: str
    industry: str
    sells: tuple[str, ...]
    joins: tuple[str, ...] = ()
    weight: int = 2


@dataclass(frozen=True)
class DemoFirm:
    name: str
    short_name: str
    credit_code: str
    district: str
    address: str
    industry: str
    main_business: str
    contact_name: str
    phone: str
    founded_year: int
    staff: int
    capital: int
    joins: tuple[tuple[str, Grade], ...]


TRADES = [
    Trade("标准件", "3482", ("高强度螺栓", "螺母", "垫圈"), ("上海市紧固件工业协会",), 6),
    Trade("紧固件", "3482", ("10.9级螺栓", "地脚螺栓", "不锈钢螺钉"), ("上海市紧固件工业协会",), 6),
    Trade("冷镦成型", "3482", ("冷镦异形件", "铆钉", "螺柱"), ("上海市紧固件工业协会",), 3),
    Trade("弹簧", "3483", ("压簧", "拉簧", "碟簧"), ("上海市紧固件工业协会",)),
    Trade("特钢", "3130", ("冷镦盘条", "合金结构钢", "弹簧钢丝"), ("上海市工商联工业品服务商会",), 3),
    Trade("表面处理", "3360", ("达克罗涂覆", "热镀锌", "磷化"), ("上海市表面处理行业协会",), 4),
    Trade("热处理", "3360", ("调质", "渗碳", "真空淬火"), ("上海市表面处理行业协会",), 2),
    Trade("精密机械", "3525", ("冷镦模具", "五轴加工", "工装夹具"), ("上海市模具技术协会",), 4),
    Trade("泵业", "3441", ("离心泵", "真空泵"), ("上海市工商联工业品服务商会",)),
    Trade("轴承", "3451", ("深沟球轴承", "圆锥滚子轴承"), ("上海市工商联工业品服务商会",)),
    Trade("电缆", "3831", ("电力电缆", "控制电缆"), ("上海市江苏商会",)),
    Trade("风电装备", "3415", ("风电塔筒", "塔筒法兰"), ("上海内蒙古商会",)),
    Trade("医疗器械", "3581", ("骨科器械", "监护设备"), ("上海市工商联医疗器械商会",), 3),
    Trade("包装", "2926", ("周转箱", "防锈包装", "纸箱"), ("上海市包装技术协会",), 3),
    Trade("物流", "5431", ("干线运输", "仓储", "冷链配送"), ("上海市工商联物流商会",), 3),
    Trade("检测技术", "7452", ("力学检测", "金相分析", "盐雾试验"), ("上海市工商联工业品服务商会",), 2),
    Trade("软件", "6513", ("生产管理软件", "供应链平台"), ("上海市工商联软件商会",), 4),
    Trade("工业设计", "7491", ("结构设计", "外观设计"), ("上海市工商联文化商会",), 2),
    Trade("文化传播", "8810", ("活动策划", "展厅设计", "宣传片"), ("上海市工商联文化商会",), 4),
    Trade("会展服务", "7281", ("展台搭建", "会议服务"), ("上海市工商联会展商会",), 2),
    Trade("食品", "1411", ("糕点", "中央厨房配餐"), ("上海市工商联食品商会",), 3),
    Trade("茶业", "1530", ("绿茶", "红茶", "茶礼"), ("上海市安徽商会",), 2),
    Trade("农业科技", "0514", ("净菜", "有机大米"), ("上海市工商联农业商会",), 2),
]
HOMES = [
    "上海市安徽商会",
    "上海市合肥商会",
    "上海内蒙古商会",
    "上海市浙江商会",
    "上海市温州商会",
    "上海市江苏商会",
    "上海市福建商会",
]
DISTRICTS = {code: (district, area) for area, all_ in AREAS.items() for district, code in all_.items()}
GRADES = [Grade.MEMBER] * 12 + [Grade.COUNCIL] * 4 + [Grade.STANDING_COUNCIL] * 2 + [Grade.VICE_PRESIDENT]


def firms() -> Iterator[DemoFirm]:
    """COUNT firms, half of them in the North Area."""
    dice, taken = Random(SEED), set[str]()
    weights = [trade.weight for trade in TRADES]
    codes = list(DISTRICTS)
    near = [12 if DISTRICTS[code][1] == "北片区" else 4 for code in codes]
    for number in range(COUNT):
        trade = dice.choices(TRADES, weights)[0]
        yield _firm(dice, taken, trade, dice.choices(codes, near)[0], number)


def person_name(dice: Random) -> str:
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def _firm(dice: Random, taken: set[str], trade: Trade, district: str, number: int) -> DemoFirm:
    core = dice.choice(FIRST) + dice.choice(SECOND)
    while core in taken:
        core = dice.choice(FIRST) + dice.choice(SECOND)
    taken.add(core)
    form = dice.choice(FORMS)
    name = f"{core}{trade.word}{form}" if form.startswith("（") else f"上海{core}{trade.word}{form}"
    place = DISTRICTS[district][0]
    sells = "、".join(dice.sample(trade.sells, k=min(2, len(trade.sells))))
    joins = [f"上海市{place}区工商业联合会", *trade.joins, *([dice.choice(HOMES)] if dice.random() < 0.35 else [])]
    return DemoFirm(
        name=name,
        short_name=core + trade.word,
        credit_code=_credit_code(dice, district),
        district=district,
        address=f"上海市{place}区{dice.choice(ROADS)}{dice.randint(8, 1999)}号",
        industry=trade.industry,
        main_business=sells,
        contact_name=person_name(dice),
        phone=f"1990000{number:04d}",
        founded_year=dice.randint(1994, 2022),
        staff=dice.choice([8, 15, 26, 40, 68, 120, 260, 480]),
        capital=dice.choice([50, 100, 200, 500, 1000, 3000]),
        joins=tuple((join, dice.choice(GRADES)) for join in dict.fromkeys(joins)),
    )


def _credit_code(dice: Random, district: str) -> str:
    """A code that passes GB 32100's check and belongs to nobody: its body begins with the invented letters MAQ."""
    body = "MAQ" + "".join(dice.choice("0123456789") for _ in range(5))
    head = "91" + district + body + organisation_check_character(body)
    return head + check_character(head)
