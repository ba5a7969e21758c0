"""What the listings of the demo say beyond their texts; the whole is in test_load."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shanghui.exchange.demo.brokers import Brokers
from shanghui.exchange.demo.diary import Diary
from shanghui.exchange.demo.entering import CONTACT, Entering
from shanghui.exchange.demo.facts import read_facts
from shanghui.exchange.demo.texts import Text
from shanghui.exchange.demo.trades import Members
from shanghui.exchange.models import Listing
from shanghui.exchange.rules import ListingKind, Side
from tests.factories import network as make


def text(key: str, facts: str, **more: str) -> Text:
    given = {"trade": "紧固件", "at": "紧固件", "owner": "", "title": key, "summary": "", "description": ""} | more
    return Text(key=key, side=Side.NEED, kind=ListingKind.PRODUCT, facts=read_facts(facts), **given)  # type: ignore[arg-type]


@pytest.fixture
def entering(db: None) -> Entering:
    chamber = make.make_organisation("上海市紧固件工业协会")
    make.make_secretary(chamber)
    firm = make.make_enterprise("上海品瑞紧固件有限公司", chamber, short_name="品瑞紧固件")
    make.make_contact(firm, CONTACT)
    make.make_region()
    diary = Diary(timezone.now(), 1)
    return Entering(diary, Brokers(diary.today), Members({chamber.name: chamber}, [firm]), frozenset({"开"}))


def test_a_name_of_several_places_is_the_home_citys(entering: Entering) -> None:
    elsewhere, home = make.make_region("230506", "宝山区"), make.make_region("310113", "宝山区")
    entering.__post_init__()
    entering.lay(text("宝山", "地 宝山区；发 5"))
    entering.diary.play()
    assert Listing.objects.unrestricted("test").get(title="宝山").region == home != elsewhere


def test_a_text_lives_as_it_says(entering: Entering) -> None:
    for one in (
        text("开", "地 嘉定区；限 12；发 20；延期"),
        text("稿", "草稿；发 2"),
        text("退", "退回 请写规格；发 3", owner=CONTACT),
        text("撤", "发 30；撤回 4"),
        text("会", "发 5", trade="本会"),
    ):
        entering.lay(one)
    entering.diary.play()
    rows = {row.title: row for row in Listing.objects.unrestricted("test")}
    assert {title: row.state for title, row in rows.items()} == {
        "开": "published", "稿": "draft", "退": "rejected", "撤": "closed", "会": "published",
    }  # fmt: skip
    assert rows["开"].region is not None
    assert rows["开"].extended
    assert rows["开"].deadline == entering.diary.today + timedelta(days=12)
    assert (rows["开"].audience, rows["开"].anonymous) == ("federation", False)
    assert rows["退"].entered_by_id == entering.contact.user_id
    assert rows["会"].enterprise is None
    assert rows["撤"].closing == "withdrawn"
