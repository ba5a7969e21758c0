"""What the demo's activities are, as data: twelve of all kinds and states, around the day on which the demo is made."""

from dataclasses import dataclass, field

from shanghui.activities.rules import ActivityKind, Confirmation, QuestionKind
from shanghui.core.audience import Audience

FASTENERS, INDUSTRY, JIADING = "上海市紧固件工业协会", "上海市工商联工业品服务商会", "上海市嘉定区工商业联合会"
ANHUI, LOGISTICS, SURFACE = "上海市安徽商会", "上海市工商联物流商会", "上海市表面处理行业协会"
NORTH, FEDERATION = "北片区", "上海市工商业联合会"


@dataclass(frozen=True)
class Scene:
    """`day`: days from today; `ends`: how it stands today: draft, published, closed, cancelled.

    `guests`: seats or places in line that are taken; `unconfirmed`, `cancelled`, `declined`: guests in those states.
    """

    host: str
    kind: ActivityKind
    title: str
    day: int
    hour: int = 14
    hours: int = 3
    venue: str = "嘉定区工商联三楼会议室"
    summary: str = ""
    series: str = ""
    public: str = ""
    co_hosts: tuple[str, ...] = ()
    agenda: tuple[tuple[str, str, str], ...] = ()
    questions: tuple[tuple[str, QuestionKind, tuple[str, ...], bool], ...] = ()
    invitations: tuple[tuple[str, int | None], ...] = ()
    audience: Audience = Audience.FEDERATION
    confirmation: Confirmation = Confirmation.SECRETARY
    capacity: int | None = None
    quota_per_unit: int | None = None
    ends: str = "published"
    guests: int = 0
    unconfirmed: int = 0
    cancelled: int = 0
    declined: int = 0
    reason: str = ""
    by_invitation: bool = False
    units: tuple[str, ...] = field(default=(FASTENERS, INDUSTRY, JIADING, ANHUI))


MEAL = ("中午一起用餐吗？", QuestionKind.YES, (), True)
WISH = ("最想认识哪类企业？", QuestionKind.TEXT, (), False)
BRINGS = ("带什么来？", QuestionKind.MANY, ("样品", "图纸", "目录"), False)
PEOPLE = ("一共来几位？", QuestionKind.NUMBER, (), True)
TALK = (("13:30", "签到", ""), ("14:00", "行业形势", "沈知微"), ("15:00", "会员分享", ""), ("16:00", "自由交流", ""))

SCENES = (
    Scene(
        FASTENERS, ActivityKind.MATCHMAKING, "紧固件供需对接会", 9, 13, 4, "嘉定国际汽车城会议中心二楼",
        "采购方带清单来，供应方带样品来，一对一谈。", "紧固件对接", "紧固件采购与供应企业", (INDUSTRY, ANHUI),
        (("12:30", "签到", ""), ("13:00", "主办方介绍", "沈知微"), ("13:20", "一对一洽谈", ""), ("16:30", "登记下一步", "")),
        (BRINGS, PEOPLE), capacity=40, quota_per_unit=15, guests=36, unconfirmed=4, cancelled=2, declined=1,
    ),
    Scene(
        JIADING, ActivityKind.FEATURED, "嘉定制造业采购经理沙龙", 10, 15, 2, "安亭镇商会会客厅", "采购经理的小圈子。",
        "采购沙龙", "紧固件采购与供应企业", capacity=20, guests=12, unconfirmed=2,
    ),
    Scene(
        NORTH, ActivityKind.BRAND, "北片区企业家下午茶", 4, 15, 2, "静安区工商联", "每月一次，轮值单位主持。",
        "北片区下午茶", "企业负责人", (JIADING,), TALK, (WISH,), capacity=12, guests=17, unconfirmed=1, cancelled=1,
    ),
    Scene(
        FEDERATION, ActivityKind.TRAINING, "秘书长业务培训班", 16, 9, 8, "市工商联大会议室", "怎么办活动、怎么引荐。",
        "秘书长培训", "商会秘书长", (), (("09:00", "开班", ""), ("09:30", "怎么写一条说得清的需求", ""), ("14:00", "分组练习", "")),
        (MEAL,), quota_per_unit=2, guests=22, confirmation=Confirmation.NONE,
    ),
    Scene(
        INDUSTRY, ActivityKind.PARTY_BUILDING, "党建联建走进龙头企业", 21, 9, 3, "宝山区罗店镇", "", "党建联建", "会员企业党员",
        (FASTENERS,), invitations=((FASTENERS, 10), (SURFACE, 5)), by_invitation=True, guests=6, units=(FASTENERS, INDUSTRY),
    ),
    Scene(
        ANHUI, ActivityKind.FEATURED, "徽商返乡考察说明会", 27, 14, 2, "安徽商会会议室", "介绍三个园区的条件。", "",
        "有意投资的企业", confirmation=Confirmation.CODE, audience=Audience.PUBLIC, guests=8,
    ),
    Scene(
        FASTENERS, ActivityKind.TRAINING, "出口认证与反倾销应对", 35, 14, 3, series="会员课堂", public="出口企业",
        agenda=TALK, ends="draft",
    ),
    Scene(
        LOGISTICS, ActivityKind.OTHER, "仓储企业参观日", 13, 9, 4, "宝山区月浦镇", capacity=30, guests=5, ends="cancelled",
        reason="场地临时检修，另择日期。", units=(LOGISTICS, FASTENERS),
    ),
    Scene(
        FASTENERS, ActivityKind.MATCHMAKING, "标准件年度供需会", -40, 13, 4, "嘉定区工商联三楼会议室", "", "紧固件对接",
        "紧固件采购与供应企业", (INDUSTRY,), TALK, ends="closed", capacity=60, guests=48, cancelled=3,
    ),
    Scene(
        NORTH, ActivityKind.BRAND, "北片区企业家下午茶（上月）", -26, 15, 2, "虹口区工商联", "", "北片区下午茶", "企业负责人",
        ends="closed", capacity=20, guests=18,
    ),
    Scene(
        JIADING, ActivityKind.TRAINING, "数字化转型公开课", -75, 14, 3, "南翔镇商会", "", "会员课堂", "制造企业",
        ends="closed", guests=31, units=(JIADING, FASTENERS, ANHUI),
    ),
    Scene(
        SURFACE, ActivityKind.PARTY_BUILDING, "绿色电镀主题党日", -5, 9, 3, "宝山区顾村镇", "", "党建联建", "会员企业党员",
        guests=14, units=(SURFACE, INDUSTRY),
    ),
)  # fmt: skip
