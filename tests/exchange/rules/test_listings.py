"""States, texts and clocks of listings. Introductions have their own file."""

from datetime import date
from decimal import Decimal

import pytest

from shanghui.exchange import rules
from shanghui.exchange.rules import ListingState, Side

STEPS = {
    ListingState.DRAFT: "submitted published closed",
    ListingState.SUBMITTED: "published rejected closed",
    ListingState.REJECTED: "submitted published closed",
    ListingState.PUBLISHED: "closed",
    ListingState.CLOSED: "",
}


@pytest.mark.parametrize("state", ListingState)
@pytest.mark.parametrize("wanted", ListingState)
def test_listing_goes_its_steps_and_no_other(state: ListingState, wanted: ListingState) -> None:
    if wanted.value in STEPS[state].split():
        rules.ensure_listing_step(state, wanted)
    else:
        with pytest.raises(rules.ListingStepRefused):
            rules.ensure_listing_step(state, wanted)


@pytest.mark.parametrize(
    "text",
    ["电话13812345678", "138 1234 5678", "138-1234-5678", "１３８１２３４５６７８", "138\u200b12345678", "021-55550000",
     "02155550000", "a.b@firm.example", "微信：gucz_88", "微信号 gucz88", "QQ12345678", "vx:gucz88", "wechat gucz88",
     "微\u200b信gucz88", "400-820-1234", "ａ＠ｂ.example"],
)  # fmt: skip
def test_contact_in_a_text_is_refused_in_whatever_dress(text: str) -> None:
    with pytest.raises(rules.ContactsInText):
        rules.ensure_no_contacts("要螺栓", f"急要{text}，谢谢")


@pytest.mark.parametrize(
    "text",
    [
        "M12×80，5万件",
        "10.9级，GB/T 5782-2016",
        "预算4000000000元",
        "12月20日前，2026-12-20",
        "直径138±0.5",
        "0.75千瓦",
    ],
)
def test_plain_figures_are_no_contacts(text: str) -> None:
    rules.ensure_no_contacts(text)


def test_refusal_says_what_was_found() -> None:
    with pytest.raises(rules.ContactsInText) as refused:
        rules.ensure_no_contacts("找13812345678谈")
    assert refused.value.context == {"found": "13812345678"}


def test_anonymous_text_names_nobody() -> None:
    rules.ensure_unnamed(["上海澄屿装备有限公司", "澄屿", ""], "澄屿这样的两个字什么都可能是")
    for text in ("上海澄屿装备有限公司求购", "上海澄屿装备\u200b有限公司", "澄屿装备急要"):
        with pytest.raises(rules.NameInText):
            rules.ensure_unnamed(["上海澄屿装备有限公司", "澄屿装备"], "螺栓", text)


def test_range_stands_upright() -> None:
    for low, high in ((None, None), (Decimal(1), None), (None, Decimal(1)), (Decimal(1), Decimal(1))):
        rules.ensure_range(low, high)
    with pytest.raises(rules.RangeUpsideDown):
        rules.ensure_range(Decimal(2), Decimal(1))


@pytest.mark.parametrize(
    ("side", "deadline", "end"),
    [
        (Side.NEED, None, date(2026, 4, 1)),
        (Side.OFFER, None, date(2027, 1, 1)),
        (Side.NEED, date(2026, 2, 1), date(2026, 2, 1)),
        (Side.NEED, date(2026, 12, 1), date(2026, 4, 1)),
        (Side.NEED, date(2025, 12, 1), date(2026, 4, 1)),
    ],
)
def test_listing_lives_its_life_or_until_its_deadline(side: Side, deadline: date | None, end: date) -> None:
    assert rules.expiry(side, date(2026, 1, 1), deadline) == end


def test_other_side() -> None:
    assert (Side.NEED.other, Side.OFFER.other) == (Side.OFFER, Side.NEED)
