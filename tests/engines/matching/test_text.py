import pytest

from shanghui.engines.matching.model import Listing, Requirement, Side, Span
from shanghui.engines.matching.text import (
    BREAK,
    asked_head,
    body_of,
    fold,
    head_of,
    items_of,
    placed,
    without_buyer,
    without_empty_words,
)


@pytest.mark.parametrize("written", ["M12×80", "m12*80", "Ｍ１２ｘ８０", "M12 X 80", "M12✕80"])
def test_measures_have_one_form(written: str) -> None:
    assert fold(written) == "m12x80"


@pytest.mark.parametrize("written", ["GB/T 5783", "GB/T5783", "gb-t 5783", "ＧＢ／Ｔ　5783"])
def test_standards_have_one_form(written: str) -> None:
    assert fold(written) == "gbt5783"


def test_standards_are_seen_beside_han() -> None:
    assert fold("通过ISO 9001认证") == "通过iso9001认证"


def test_traditional_is_simplified() -> None:
    assert fold("礪鋒標準件") == "砺锋标准件"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2026年度螺栓采购项目公开招标公告", "螺栓"),
        ("求购螺栓", "螺栓"),
        ("第二批次螺栓(重发)", "螺栓()"),
        ("物流服务", "物流"),
        ("服务器", "服务器"),
        ("供应链", "供应链"),
        ("一次性手套", "一次性手套"),
        ("服务业", "服务业"),
        ("jb04-03-22a地块沙盘", "沙盘"),
        ("7#厂房门窗", "厂房门窗"),
    ],
)
def test_empty_words_do_not_count(text: str, left: str) -> None:
    stripped = without_empty_words(text)
    assert stripped.replace(BREAK, "") == left
    assert len(stripped) == len(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("海州公共交通集团有限公司离合器配件采购公告", "离合器配件采购公告"),
        ("海州地铁运营分公司空调采购", "空调采购"),
        ("砺锋公司离合器", "砺锋公司离合器"),
        ("离合器采购", "离合器采购"),
        ("进口中心2025年离合器采购", "2025年离合器采购"),
        ("浙江省宁波市离合器采购", "离合器采购"),
        ("浙江省宁波市采购", "浙江省宁波市采购"),
        ("海州集团公司采购公告", "海州集团公司采购公告"),
    ],
)
def test_buyer_of_a_notice_does_not_count(text: str, left: str) -> None:
    assert without_buyer(text).replace(BREAK, "") == left


def test_head_of_an_offer_holds_its_classes_and_firm() -> None:
    listing = Listing("1", "螺栓", product_classes=("0101", "紧固件"), enterprise="上海砺锋标准件有限公司")
    assert head_of(listing, Side.OFFER).split(BREAK) == ["螺栓", "紧固件", "砺锋标准件"]
    assert "砺锋" not in head_of(listing, Side.NEED)


def test_own_firm_and_empty_words_are_not_asked_for() -> None:
    listing = Listing("1", "砺锋标准件求购螺栓", enterprise="上海砺锋标准件有限公司")
    assert asked_head(listing).replace(BREAK, "") == "标准件螺栓"


def test_goods_of_a_notice_count_twice() -> None:
    assert asked_head(Listing("1", "公寓楼家具采购公告")).split(BREAK)[-1] == "家具"
    assert asked_head(Listing("1", "瓶坯、瓶盖采购公告")).split(BREAK)[-2:] == ["瓶坯", "瓶盖"]
    assert asked_head(Listing("1", "机关信创产品采购公告")).split(BREAK)[-1] == "信创产品"
    assert asked_head(Listing("1", "公寓楼家具")) == "公寓楼家具"
    assert asked_head(Listing("1", "采购公告")).replace(BREAK, "") == ""


def test_body_holds_the_values_of_requirements() -> None:
    listing = Listing("1", "螺栓", "镀锌" + "长" * 2000, requirements=(Requirement("grade", "equal", "10.9级"),))
    described, *values = body_of(listing).split(BREAK)
    assert (len(described), values) == (1000, ["10.9级"])


@pytest.mark.parametrize(
    ("written", "piece", "found"),
    [
        ("供应 M12 × 80 螺栓", "m12x80", "M12 × 80"),
        ("供應：高強度螺栓", "高强度螺栓", "高強度螺栓"),
        ("按GB/T 5783-2016", "gbt5783", "GB/T 5783"),
        ("面积 20㎡", "20m2", "20㎡"),
    ],
)
def test_pieces_are_found_where_they_were_written(written: str, piece: str, found: str) -> None:
    span = placed(written).find(piece, "title")
    assert span is not None
    assert written[span.start : span.end] == found


def test_missing_pieces_have_no_place() -> None:
    assert placed("螺栓").find("螺母", "title") is None
    assert placed("螺栓").find("", "title") is None
    assert placed("").text == ""


def test_placed_text_is_the_folded_text() -> None:
    for written in ("  供應\nM12×80 ", "ＩＳＯ　9001", "①㎡…", "乾照光電"):
        one = placed(written)
        assert one.text.strip() == fold(written)
        assert len(one.text) == len(one.places)
    assert placed("螺栓").span("title", 0, 2) == Span("title", 0, 2)


@pytest.mark.parametrize(
    ("title", "sought"),
    [
        ("海州新城地块建设项目二期I标段LED屏采购项目采购公告", ["led屏"]),
        ("海州大厦项目（一期）穿孔铝板采购项目招标公告", [")穿孔铝板", "铝板"]),
        ("综合市场仓库维修项目（施工）采购公告", ["综合市场仓库维修", "维修"]),
        ("二楼功能区服务外包项目采购公告", ["二楼功能区", "外包", "外包"]),
        ("环卫所项目收集车（8吨）采购项目招标公告", ["收集车(8吨)", "集车"]),
        ("采购公告：海州劳保用品", [":海州劳保用品", "劳保用品"]),
    ],
)
def test_a_notice_seeks_what_stands_before_its_first_word(title: str, sought: list[str]) -> None:
    assert [line for line in asked_head(Listing("1", title)).split(BREAK) if line] == sought


@pytest.mark.parametrize(
    ("title", "items"),
    [
        ("求购螺栓、螺母及垫圈", ("螺栓", "螺母", "垫圈")),
        ("2025年软密封闸阀、铜芯闸阀采购项目招标公告", ("软密封闸阀", "铜芯闸阀")),
        ("雍园、龙宸小区泵房改造采购公告", ()),
        ("求购螺栓", ()),
    ],
)
def test_several_things_may_be_sought(title: str, items: tuple[str, ...]) -> None:
    assert items_of(asked_head(Listing("1", title)), title) == items
