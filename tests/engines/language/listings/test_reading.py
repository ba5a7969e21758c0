from datetime import date
from decimal import Decimal

import pytest
from benchmarks.parsing import MENDED, UNSEEN, engine, f1, records_of, score
from hypothesis import given, settings
from hypothesis import strategies as st

from shanghui.engines.language.listings import (
    Attribute,
    Kind,
    Quantity,
    ReadRegion,
    Relation,
    Requirement,
    Side,
    read_listings,
)
from tests.engines.language.listings.support import BOLTS, TODAY, one

PIECES = st.sampled_from(
    ["求购", "供应", "【供】", "1、", "①", "5万件", "M12×80", "8月底前", "嘉定", "张三 2026-03-09 10:22\n", "\n\n", "最好", "单价3元/件",
     "2月31日", "13900001111", "半", "亿", "每", "/", "以内", "鋁合金", "螺栓", ":", ";", "。", "@张三 ", "99999年", "9999999999999"]
)  # fmt: skip


def test_the_example_is_read_completely() -> None:
    listing = one(BOLTS)
    assert (listing.side, listing.kind, listing.product) == (Side.NEED, Kind.PRODUCT, "高强度螺栓")
    assert listing.quantity == Quantity(Decimal(50_000), Decimal(50_000), "件")
    assert listing.deadline == date(2026, 8, 31)
    assert listing.regions == (ReadRegion("310114", "嘉定区", near=True),)
    assert set(listing.requirements) == {
        Requirement(Attribute.GRADE, Relation.EQUAL, "10.9"),
        Requirement(Attribute.SIZE, Relation.EQUAL, "M12×80"),
        Requirement(Attribute.CERTIFICATE, Relation.EQUAL, "质检报告", must=True),
    }
    assert (listing.is_urgent, listing.missing) == (True, ())
    marked = {mark.field: BOLTS[mark.start : mark.end] for mark in listing.marks}
    assert marked == {
        "urgent": "急", "side": "急求", "grade": "10.9级", "product": "高强度螺栓", "size": "M12×80", "quantity": "5万件",
        "deadline": "8月底前", "region": "嘉定或周边", "certificate": "质检报告",
    }  # fmt: skip


@pytest.mark.parametrize("path", MENDED, ids=lambda path: path.stem)
def test_slots_agree_with_what_people_read(path: object) -> None:
    right = score(engine, records_of(path))  # type: ignore[arg-type]
    assert f1(right["all"]) >= 0.90


def test_messages_that_nothing_was_mended_for_are_not_read_worse_than_before() -> None:
    assert f1(score(engine, records_of(UNSEEN))["all"]) >= 0.80


def test_an_export_keeps_who_said_it_and_counts_from_that_day() -> None:
    text = "张三 2026-02-02 10:22\n@所有人 求购塑料托盘200个\n李四 2026-02-02 10:25\n收到\n张三 2026-02-02 10:31\n本周内要,[图片]\n李四 10:40\n谢谢"
    listing = one(text)
    assert (listing.said_by, listing.said_on, listing.deadline) == ("张三", date(2026, 2, 2), date(2026, 2, 8))
    assert text[listing.start : listing.end] == listing.text


def test_places_are_those_of_the_original_in_any_script() -> None:
    text = "大家好\n\n急需:鋁合金型材,約兩噸半,下週五前送到青浦"
    listing = one(text)
    marked = {mark.field: text[mark.start : mark.end] for mark in listing.marks}
    assert marked["product"] == "鋁合金型材"
    assert marked["deadline"] == "下週五前"
    assert marked["region"] == "青浦"


@pytest.mark.parametrize(
    "text", ["", "收到", "谢谢老板🙏", "今天天气很好", "明天下午2点开会", "\x00\ud800", "[图片]", "@张三 好的"]
)
def test_talk_gives_nothing(text: str) -> None:
    assert read_listings(text, today=TODAY) == ()


def test_contacts_are_found_however_long_the_message() -> None:
    listing = one("求购螺栓5吨," + "质量要好," * 2_000 + "电话13900001111")
    assert [contact.value for contact in listing.contacts] == ["13900001111"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join)), st.dates())
def test_any_text_on_any_day_is_survived(text: str, today: date) -> None:
    listings = read_listings(text, today=today)
    assert listings == read_listings(text, today=today)
    for listing in listings:
        assert listing.text == text[listing.start : listing.end]
        assert len(listing.title) <= 60
        assert all(0 <= mark.start < mark.end <= len(text) for mark in listing.marks)


@pytest.mark.parametrize(
    ("text", "side", "product"),
    [
        ("急寻304不锈钢法兰600片 松江交货", Side.NEED, "不锈钢法兰"),
        ("各位会长，本会会员企业求购电动三轮车20辆", Side.NEED, "电动三轮车"),
        ("找一家做食品级PE袋的厂 20万个", Side.NEED, "PE袋"),
        ("想找代理商代理我们的净水器 华东区", Side.NEED, "净水器"),
        ("寻找猪饲料生产厂家 月需求50吨", Side.NEED, "猪饲料"),
        ("10KV变压器 求购2台 油浸式 要检测报告", Side.NEED, "10KV变压器"),
    ],
)
def test_side_and_goods_in_the_words_of_a_group(text: str, side: Side, product: str) -> None:
    [listing] = read_listings(text, today=date(2026, 11, 27))
    assert (listing.side, listing.product) == (side, product)


def test_a_rate_of_tax_is_no_size() -> None:
    [listing] = read_listings("需要一批劳保鞋 300双 开13%专票", today=date(2026, 11, 27))
    assert [one.value for one in listing.requirements] == ["专票"]


@pytest.mark.parametrize(
    ("text", "product", "amount", "price"),
    [
        ("出租厂房1500平,带5吨行车,宿舍60人,年租18万,宁波慈溪", "厂房", (1500, "平方米"), (180_000, 180_000, "year")),
        ("招电焊工5名,6-8K,包吃住,昆山", "电焊工", (5, "人"), (6000, 8000, "month")),
        ("公司有60人,求团餐配送,苏州园区", "团餐配送", None, None),
        ("长三角食品厂老板看过来,出售二手叉车3台", "二手叉车", (3, "台"), None),
    ],
)
def test_an_amount_is_the_goods_own(
    text: str, product: str, amount: tuple[int, str] | None, price: tuple[int, int, str] | None
) -> None:
    listing = one(text)
    quantity, paid = listing.quantity, listing.price
    assert listing.product == product
    assert (quantity and (quantity.minimum, quantity.unit)) == amount
    assert (paid and (paid.minimum, paid.maximum, paid.per)) == price


def test_a_certificate_that_is_wanted_itself_is_no_condition() -> None:
    wanted = one("找能做REACH检测的机构,苏州")
    assert (wanted.product, wanted.requirements) == ("REACH检测", ())


def test_a_finish_is_a_condition_in_a_clause_of_its_own_only() -> None:
    offered = one("出售镀锌管20吨,表面喷塑")
    assert offered.product == "镀锌管"
    assert [requirement.value for requirement in offered.requirements] == ["喷塑"]


def test_who_seeks_work_offers_it() -> None:
    listing = one("求职:焊工,10年经验,昆山")
    assert (listing.side, listing.kind, listing.product) == (Side.OFFER, Kind.TALENT, "焊工")


def test_a_province_called_by_its_short_name_is_read() -> None:
    assert [region.name for region in one("河南客户求购拖拉机配件").regions] == ["河南省"]
