"""Messages from a chat group become drafts."""

import re

import pytest
from django.http import HttpResponse

from shanghui.exchange.models import Listing
from tests.exchange.conftest import FIRM, Market

TEXT = "1、求购10.9级高强度螺栓5万件，12月20日前，电话13812345678\n2、出租标准厂房2000平方米，嘉定江桥，微信gucz_88"
URL = "/exchange/paste/"


def card(number: int, **more: str) -> dict[str, str]:
    facts = {"side": "need", "kind": "product", "title": f"第{number}种螺栓", "audience": "federation", "enterprise": FIRM,
             "req-rows": "1", "req-0-attribute": "grade", "req-0-relation": "equal", "req-0-value": "10.9级"}  # fmt: skip
    return {f"card-{number}-{name}": value for name, value in (facts | more).items()}


def post(market: Market, role: str = "secretary", **sent: str) -> HttpResponse:
    return market.client(role).post(URL, {"text": TEXT} | sent)


def rows() -> list[Listing]:
    return list(Listing.objects.unrestricted("test").order_by("pk"))


def test_text_is_read_into_cards_and_nothing_is_written(market: Market) -> None:
    page = post(market, read="1")
    text = page.content.decode()
    assert len(page.context["cards"]) == 2
    assert re.search(r"<mark>[^<]*5万件", text)
    assert "2条全部存为草稿" in text
    assert 'name="card-1-title"' in text
    assert rows() == []


def test_empty_page_and_empty_text(market: Market) -> None:
    assert "把群里的消息粘进来" in market.client("secretary").get(URL).content.decode()
    assert "还没有内容" in post(market, text=" ", read="1").content.decode()


def test_all_at_once(market: Market) -> None:
    answer = post(market, all="1", **card(0, title="要螺栓"), **card(1, title="出租厂房", side="offer", kind="space"))
    assert (answer.status_code, answer["Location"]) == (302, "/exchange/?tab=own&state=draft")
    assert [(row.title, row.side, row.state, row.origin, row.enterprise) for row in rows()] == [
        ("要螺栓", "need", "draft", "paste", market.firm), ("出租厂房", "offer", "draft", "paste", market.firm),
    ]  # fmt: skip
    assert [one.value for one in rows()[0].requirements.all()] == ["10.9级"]


def test_one_card_and_then_the_rest(market: Market) -> None:
    both = card(0, title="要螺栓") | card(1, title="出租厂房", side="offer", description="改过的说明")
    first = post(market, only="0", **both)
    text = first.content.decode()
    assert [row.title for row in rows()] == ["要螺栓"]
    assert f'name="card-0-saved" value="{rows()[0].pk}"' in text
    assert "改过的说明" in text
    saved = {"card-0-saved": str(rows()[0].pk)}
    assert post(market, all="1", **(both | saved)).status_code == 302
    assert [row.title for row in rows()] == ["要螺栓", "出租厂房"]


def test_one_wrong_card_keeps_all_from_being_written_and_nothing_is_lost(market: Market) -> None:
    answer = post(
        market, all="1", **card(0, title="要螺栓"), **card(1, title="厂房", side="", description="写好的说明")
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert rows() == []
    assert "写好的说明" in text
    assert "要螺栓" in text
    assert "13812345678" in text  # in the pasted text, which stays hers


@pytest.mark.parametrize("field", ["title", "description", "req-0-value"])
def test_contact_that_was_put_back_is_refused(market: Market, field: str) -> None:
    answer = post(market, all="1", **card(0, **{field: "找13812345678"}), **card(1, title="出租厂房"))
    assert answer.status_code == 422
    assert "正文里有联系方式" in answer.content.decode()
    assert rows() == []


def test_alike_ones_are_shown_before_it_is_written_again(market: Market) -> None:
    both = card(0, title="要高强度螺栓") | card(1, title="出租厂房")
    post(market, only="0", **both)
    again = post(market, only="0", **both)
    text = again.content.decode()
    assert "可能已经有这一条" in text
    assert 'name="card-0-anyway" value="on"' in text
    assert len(rows()) == 1
    post(market, only="0", **both, **{"card-0-anyway": "on"})
    assert len(rows()) == 2


def test_text_without_a_listing_stays_in_the_field(market: Market) -> None:
    text = post(market, text="收到，谢谢", read="1").content.decode()
    assert "收到，谢谢" in text


def test_unsaved_cards_are_not_thrown_away_by_reading_on(market: Market) -> None:
    assert 'name="read"' not in post(market, read="1").content.decode()
    both = card(0, title="要螺栓") | card(1, title="出租厂房", side="offer")
    assert 'name="read"' not in post(market, only="0", **both).content.decode()


def test_number_of_no_card_writes_nothing(market: Market) -> None:
    for number in ("7", "x", "-1"):
        assert post(market, only=number, **card(0)).status_code == 422
    assert rows() == []


@pytest.mark.parametrize("role", ["convener", "visitor"])
def test_others_paste_nothing(market: Market, role: str) -> None:
    assert market.client(role).get(URL).status_code == 403
    assert post(market, role, read="1").status_code == 403


def test_unknown_keys_are_refused(market: Market) -> None:
    assert market.client("secretary").get(URL + "?text=x").status_code == 400


def test_markup_of_a_message_is_text(market: Market) -> None:
    text = post(market, text="求购<script>alert(1)</script>螺栓5万件", read="1").content.decode()
    assert "<script>alert" not in text
