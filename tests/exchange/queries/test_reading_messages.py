"""A pasted message in the words of the exchange."""

from datetime import date

import pytest

from shanghui.exchange.queries import reading_messages
from shanghui.exchange.queries.reading_messages import FIELDS, Reading, read_messages, without_contacts
from shanghui.exchange.rules import Attribute, ensure_no_contacts
from tests.exchange.conftest import FIRM, Market, make_class
from tests.factories import network

TODAY = date(2026, 11, 26)
TEXT = (
    "求购10.9级高强度螺栓，M12×80，5万件，12月20日前送到上海市嘉定区，要有第三方检测报告，"
    "单价2.2元以内。联系人王经理，电话13812345678"
)


def read(market: Market, text: str = TEXT, role: str = "secretary") -> list[Reading]:
    return read_messages(market.actor(role), text, today=TODAY).listings


def test_fields_are_filled_from_the_message(market: Market) -> None:
    network.make_region()
    [one] = read(market)
    fields = one.fields
    assert (fields["side"], fields["quantity"], fields["unit"], fields["deadline"]) == (
        "need",
        50000,
        "件",
        date(2026, 12, 20),
    )
    assert str(fields["region"]).endswith("嘉定区 310114")
    assert {(condition.attribute, condition.value) for condition in one.conditions} >= {(Attribute.SIZE, "M12×80")}


def test_nothing_by_which_a_person_is_reached_is_published(market: Market) -> None:
    [one] = read(market)
    for text in (str(one.fields["title"]), str(one.fields["description"])):
        ensure_no_contacts(text)
        assert "王经理" not in text
        assert not text.endswith(("电话", "联系人"))
    assert "13812345678" in "".join(piece.text for piece in one.pieces)


def test_pieces_are_the_whole_text_with_what_was_read_marked(market: Market) -> None:
    [one] = read(market)
    assert "".join(piece.text for piece in one.pieces).strip() == TEXT
    marked = {piece.text: piece.label for piece in one.pieces if piece.label}
    assert any("5万件" in text and label == "数量" for text, label in marked.items())
    assert marked["13812345678"] == "联系方式，不会发布"
    assert set(marked.values()) <= {str(label) for label in FIELDS.values()}


def test_class_is_found_by_the_product_and_the_member_by_who_said_it(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_class("0102", "高强度螺栓")
    export = f"2026-11-19 16:42:03 澄屿装备\n{TEXT}"
    [one] = read(market, export)
    if one.said_by:
        assert one.fields.get("enterprise") == f"{FIRM} E{market.firm.pk}"
    assert one.fields.get("class_1") in {None, "高强度螺栓 0102"}


def test_text_without_a_listing_comes_back_whole(market: Market) -> None:
    text = "大家好\n收到"
    found = read_messages(market.actor("secretary"), text, today=TODAY)
    assert found.rest == text or "".join(piece.text for one in found.listings for piece in one.pieces)


def test_what_is_too_much_for_one_time_comes_back(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_messages, "MOST_AT_ONCE", 1)
    first, second = "求购螺栓5万件", "求购叉车3台，12月10日前"
    found = read_messages(market.actor("secretary"), f"1、{first}\n2、{second}", today=TODAY)
    assert len(found.listings) == 1
    assert second in found.rest
    monkeypatch.setattr(reading_messages, "LONGEST_TEXT", 10)
    long = read_messages(market.actor("secretary"), "求购螺栓5万件，" + "很多" * 20, today=TODAY)
    assert long.rest.endswith("很多")


@pytest.mark.parametrize(
    ("text", "spans", "left"),
    [
        ("要螺栓，电话13812345678，谢谢", [(6, 17)], "要螺栓，谢谢"),
        ("要螺栓，电话13812345678", [(6, 17)], "要螺栓"),
        ("要螺栓 138 1234 5678", [], "要螺栓"),
        ("王经理要螺栓", [(0, 3), (1, 2)], "要螺栓"),
        ("要螺栓，联系人", [], "要螺栓，联系人"),
    ],
)
def test_contacts_are_cut_out(text: str, spans: list[tuple[int, int]], left: str) -> None:
    assert without_contacts(text, spans).replace("，，", "，") == left
