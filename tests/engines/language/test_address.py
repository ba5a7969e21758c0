import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanghui.engines.language import Certainty, Gazetteer, Source, address, built_in_regions, gazetteer

ROWS = [
    ("31", "上海市", "", ()),
    ("3101", "市辖区", "", ()),
    ("310106", "静安区", "", ("闸北区",)),
    ("310115", "浦东新区", "", ("南汇区",)),
    ("310114", "嘉定区", "", ()),
    ("310151", "崇明区", "", ()),
    ("33", "浙江省", "", ()),
    ("3302", "宁波市", "", ()),
    ("330211", "镇海区", "", ()),
    ("330281", "余姚市", "", ()),
    ("330282", "慈溪市", "", ()),
    ("330281100", "泗门镇", "", ()),
    ("330282100", "龙山镇", "", ()),
    ("330281101", "开发区", "", ()),
    ("3303", "温州市", "", ()),
    ("330302", "鹿城区", "", ()),
    ("330302100", "龙山镇", "", ()),
    ("32", "江苏省", "", ()),
    ("3201", "南京市", "", ()),
    ("320106", "鼓楼区", "", ()),
    ("320104", "秦淮区", "", ()),
    ("3203", "徐州市", "", ()),
    ("320302", "鼓楼区", "", ()),
    ("44", "广东省", "", ()),
    ("4419", "东莞市", "", ()),
    ("441900", "东莞市", "", ()),
]


@pytest.fixture(scope="module")
def regions() -> Gazetteer:
    return gazetteer(ROWS)


@pytest.mark.parametrize(
    ("text", "hints", "district", "certainty", "evidence"),
    [
        ("上海市浦东新区世纪大道1号", {}, "310115", Certainty.SURE, "浦东新区"),
        ("上海浦東新區世紀大道1號", {}, "310115", Certainty.SURE, "浦东新区"),
        ("闸北区共和新路1号", {"province": "上海", "city": "上海"}, "310106", Certainty.SURE, "闸北区"),
        ("崇明县陈家镇", {"city": "上海市"}, "310151", Certainty.SURE, "崇明县"),
        ("泗门镇海南村", {"province": "浙江", "city": "宁波"}, "330281", Certainty.SURE, "泗门镇"),
        ("泗门工业园1号", {"province": "浙江", "city": "宁波"}, "330281", Certainty.LIKELY, "泗门"),
        ("泗门村1号", {"province": "浙江", "city": "宁波"}, "", Certainty.UNKNOWN, ""),
        ("泗门镇海南村", {}, "330281", Certainty.LIKELY, "泗门镇"),
        ("龙山镇1号", {"city": "温州"}, "330302", Certainty.SURE, "龙山镇"),
        ("龙山镇1号", {"province": "浙江"}, "", Certainty.UNKNOWN, ""),
        ("鼓楼区中山路1号", {}, "", Certainty.UNKNOWN, ""),
        ("江苏徐州鼓楼区中山路1号", {}, "320302", Certainty.SURE, "鼓楼区"),
        ("浦东世纪公园旁", {"city": "上海"}, "310115", Certainty.LIKELY, "浦东"),
        ("嘉定路12号", {"city": "上海"}, "", Certainty.UNKNOWN, ""),
        ("宁波路12号", {"province": "上海"}, "", Certainty.UNKNOWN, ""),
        ("共和新路一千号近闸北区政府", {"city": "上海"}, "310106", Certainty.LIKELY, "闸北区"),
        ("开发区一号", {"city": "宁波"}, "", Certainty.UNKNOWN, ""),
        ("江苏省南京市某地", {"city": "宁波"}, "", Certainty.UNKNOWN, ""),
        ("", {"district": "慈溪市", "city": "宁波"}, "330282", Certainty.SURE, "慈溪市"),
        ("某路1号", {"city": "东莞"}, "441900", Certainty.SURE, "东莞市"),
        ("某路1号", {"city": "宁波", "name": "余姚市立亿压铸厂"}, "330281", Certainty.LIKELY, "余姚市"),
        ("某路1号", {"city": "宁波", "name": "立亿压铸(慈溪)有限公司"}, "330282", Certainty.LIKELY, "慈溪"),
        ("某路1号", {"city": "宁波", "name": "泗门压铸厂"}, "", Certainty.UNKNOWN, ""),
        ("", {}, "", Certainty.UNKNOWN, ""),
    ],
)
def test_address_leads_to_a_district(
    regions: Gazetteer, text: str, hints: dict[str, str], district: str, certainty: Certainty, evidence: str
) -> None:
    reading = address(text, regions, **hints)
    assert (reading.district, reading.certainty, reading.evidence) == (district, certainty, evidence)


def test_evidence_says_where_it_stands(regions: Gazetteer) -> None:
    reading = address("浙江省宁波市余姚市泗门镇1号", regions)
    assert (reading.province, reading.city, reading.district, reading.source) == (
        "33",
        "3302",
        "330281",
        Source.ADDRESS,
    )
    assert "浙江省宁波市余姚市泗门镇1号"[reading.start : reading.end] == reading.evidence == "余姚市"


def test_city_stays_known_without_a_district(regions: Gazetteer) -> None:
    reading = address("某路1号", regions, province="浙江", city="宁波市")
    assert (reading.province, reading.city, reading.district) == ("33", "3302", "")


def test_full_province_in_the_text_outweighs_the_column(regions: Gazetteer) -> None:
    assert address("江苏省南京市鼓楼区1号", regions, city="宁波").district == "320106"


def test_built_in_regions_read_addresses() -> None:
    assert address("浙江省杭州市西湖区文三路1号", built_in_regions()).district == "330106"


@given(st.text("上海市浦东新区静安余姚泗门镇海路一号(）", max_size=20), st.text(max_size=5))
def test_address_never_raises(text: str, city: str) -> None:
    reading = address(text, gazetteer(ROWS), city=city, name=text)
    assert (reading.certainty is Certainty.UNKNOWN) == (reading.district == "")
