"""Organisations of the demo network. Bodies bear public or plausible names; their people and members are invented."""

from dataclasses import dataclass

from shanghui.network.rules import OrganisationKind


@dataclass(frozen=True)
class DemoOrganisation:
    """`above`: names of its superiors by order (administrative, area, trade, hometown); codes are GB/T 2260."""

    name: str
    short_name: str
    kind: OrganisationKind
    district: str = ""
    hometown: str = ""
    area: str = ""
    administrative: str = ""
    trade: str = ""
    home: str = ""
    founded: int = 2004


FEDERATION = "上海市工商业联合会"
AREAS: dict[str, dict[str, str]] = {
    "北片区": {"静安": "310106", "虹口": "310109", "宝山": "310113", "嘉定": "310114"},
    "东片区": {"浦东新": "310115", "杨浦": "310110", "奉贤": "310120", "崇明": "310151"},
    "南片区": {"徐汇": "310104", "闵行": "310112", "松江": "310117", "金山": "310116"},
    "西片区": {"黄浦": "310101", "长宁": "310105", "普陀": "310107", "青浦": "310118"},
}
LOCAL: dict[str, list[str]] = {
    "静安": ["江宁路街道商会", "大宁路街道商会", "彭浦镇商会"],
    "虹口": ["北外滩街道商会", "四川北路街道商会"],
    "宝山": ["顾村镇商会", "罗店镇商会", "月浦镇商会"],
    "嘉定": ["南翔镇商会", "安亭镇商会", "江桥镇商会"],
    "浦东新": ["张江镇商会", "川沙新镇商会"],
    "杨浦": ["五角场街道商会"],
    "奉贤": ["奉城镇商会"],
    "崇明": ["城桥镇商会"],
    "徐汇": ["漕河泾街道商会"],
    "闵行": ["莘庄镇商会", "颛桥镇商会"],
    "松江": ["九亭镇商会"],
    "金山": ["亭林镇商会"],
    "黄浦": ["豫园街道商会"],
    "长宁": ["新泾镇商会"],
    "普陀": ["桃浦镇商会"],
    "青浦": ["赵巷镇商会"],
}
_TRADE, _HOME, _TRADES = (
    OrganisationKind.TRADE_CHAMBER,
    OrganisationKind.HOMETOWN_CHAMBER,
    OrganisationKind.INDUSTRY_ASSOCIATION,
)
CITY_LEVEL: list[DemoOrganisation] = [
    DemoOrganisation("上海市工商联文化商会", "市工商联文化商会", _TRADE, "310106", area="北片区"),
    DemoOrganisation("上海市工商联工业品服务商会", "工业品服务商会", _TRADE, "310113", area="北片区"),
    DemoOrganisation(
        "上海市紧固件工业协会", "紧固件协会", _TRADES, "310114", area="北片区", trade="上海市工商联工业品服务商会"
    ),
    DemoOrganisation("上海市安徽商会", "安徽商会", _HOME, "310106", "340000", area="北片区"),
    DemoOrganisation("上海内蒙古商会", "内蒙古商会", _HOME, "310109", "150000", area="北片区"),
    DemoOrganisation("上海市合肥商会", "合肥商会", _HOME, "310114", "340100", area="北片区", home="上海市安徽商会"),
    DemoOrganisation(
        "上海市表面处理行业协会", "表面处理协会", _TRADES, "310113", area="北片区", trade="上海市工商联工业品服务商会"
    ),
    DemoOrganisation("上海市工商联物流商会", "物流商会", _TRADE, "310113", area="北片区"),
    DemoOrganisation("上海市工商联软件商会", "软件商会", _TRADE, "310115", area="东片区"),
    DemoOrganisation("上海市浙江商会", "浙江商会", _HOME, "310115", "330000", area="东片区"),
    DemoOrganisation("上海市温州商会", "温州商会", _HOME, "310110", "330300", area="东片区", home="上海市浙江商会"),
    DemoOrganisation("上海市工商联农业商会", "农业商会", _TRADE, "310151", area="东片区"),
    DemoOrganisation("上海市工商联医疗器械商会", "医疗器械商会", _TRADE, "310104", area="南片区"),
    DemoOrganisation("上海市模具技术协会", "模具协会", _TRADES, "310112", area="南片区"),
    DemoOrganisation("上海市江苏商会", "江苏商会", _HOME, "310112", "320000", area="南片区"),
    DemoOrganisation("上海市工商联食品商会", "食品商会", _TRADE, "310118", area="西片区"),
    DemoOrganisation("上海市工商联会展商会", "会展商会", _TRADE, "310105", area="西片区"),
    DemoOrganisation("上海市福建商会", "福建商会", _HOME, "310107", "350000", area="西片区"),
    DemoOrganisation("上海市包装技术协会", "包装协会", _TRADES, "310107", area="西片区"),
]


def organisations() -> list[DemoOrganisation]:
    """All of them, superiors first."""
    found = [DemoOrganisation(FEDERATION, "市工商联", OrganisationKind.FEDERATION, "310000", founded=1951)]
    found += [DemoOrganisation(area, area, OrganisationKind.AREA, area=FEDERATION, founded=2023) for area in AREAS]
    for area, districts in AREAS.items():
        for district, code in districts.items():
            name = f"上海市{district}区工商业联合会"
            kind = OrganisationKind.DISTRICT_FEDERATION
            found.append(
                DemoOrganisation(name, f"{district.removesuffix('新')}区工商联", kind, code, "", area, FEDERATION)
            )
            found += [_local(local, code, name) for local in LOCAL[district]]
    return found + [_city_level(one) for one in CITY_LEVEL]


def _local(name: str, district: str, above: str) -> DemoOrganisation:
    return DemoOrganisation(name, name, OrganisationKind.LOCAL_CHAMBER, district, administrative=above, founded=2009)


def _city_level(one: DemoOrganisation) -> DemoOrganisation:
    return DemoOrganisation(**{**one.__dict__, "administrative": FEDERATION})
