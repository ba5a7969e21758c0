import pytest

from shanghui.engines.language.listings.contacts import read_contacts
from tests.engines.language.listings.support import one, page


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("联系13812345678", "phone", "13812345678"), ("135 0000 3333", "phone", "135 0000 3333"), ("021-58881234", "phone", "021-58881234"),
        ("400-820-8820", "phone", "400-820-8820"), ("微信:zjhy888", "wechat", "zjhy888"), ("VX:kuaiji_666", "wechat", "kuaiji_666"),
        ("QQ 12345678", "qq", "12345678"), ("hr@abc.com", "email", "hr@abc.com"), ("联系人:陈工", "name", "陈工"),
        ("请联系采购部李经理", "name", "李经理"), ("找Lucy", "name", "Lucy"), ("联系人 欧阳明", "name", "欧阳明"),
    ],
)  # fmt: skip
def test_ways_to_reach_a_person_are_read(text: str, kind: str, value: str) -> None:
    assert [(contact.kind, contact.value) for contact in read_contacts(page(text))] == [(kind, value)]


@pytest.mark.parametrize("text", ["专利号ZL202310001234.5", "全国施工", "5000000件", "花生油", "精加工", "高工资"])
def test_other_words_and_numbers_are_not(text: str) -> None:
    assert read_contacts(page(text)) == ()


def test_names_beside_numbers_are_read_but_places_are_not() -> None:
    read = {contact.value for contact in read_contacts(page("地点:宁波 13900001111 王生"))}
    assert read == {"13900001111", "王生"}


def test_places_are_those_of_the_pasted_text() -> None:
    text = "求購螺栓5噸,聯繫人:王小明 13900001111"
    contacts = one(text).contacts
    assert [text[contact.start : contact.end] for contact in contacts] == ["王小明", "13900001111"]
