"""Enter a need or an offer."""

import re

import pytest
from django.http import HttpResponse

from shanghui.exchange.models import Listing
from tests.exchange.conftest import FIRM, Market, make_class
from tests.factories import exchange as make
from tests.factories import network

NEW = "/exchange/listings/new/?side=need"
SENT = {
    "kind": "product", "title": "10.9级高强度螺栓，5万件", "audience": "federation", "enterprise": FIRM, "req-rows": "2",
    "req-0-attribute": "grade", "req-0-relation": "at_least", "req-0-value": "10.9级", "req-0-must": "on",
    "req-1-attribute": "size", "req-1-relation": "equal", "req-1-value": "",
}  # fmt: skip


def post(market: Market, role: str = "secretary", url: str = NEW, **sent: str) -> HttpResponse:
    return market.client(role).post(url, SENT | sent)


def only() -> Listing:
    return Listing.objects.unrestricted("test").get()


def test_draft_with_all_that_was_written(market: Market) -> None:
    make_class()
    answer = post(market, class_1="螺栓", quantity="50000", unit="件", nearby="on", anonymous="on", draft="1")
    row = only()
    assert answer["Location"] == f"/exchange/listings/{row.pk}/"
    assert (row.state, row.side, row.enterprise, row.quantity, row.unit, row.nearby, row.anonymous) == (
        "draft", "need", market.firm, 50000, "件", True, True
    )  # fmt: skip
    assert [one.name for one in row.product_classes.all()] == ["螺栓"]
    assert [one.value for one in row.requirements.all()] == ["10.9级"]


def test_offer_saved_and_submitted(market: Market) -> None:
    post(market, url="/exchange/listings/new/?side=offer", submit="1")
    assert (only().state, only().side) == ("submitted", "offer")


def test_firm_enters_its_own(market: Market) -> None:
    assert post(market, "member", organisation=str(market.chamber.pk)).status_code == 302
    assert (only().enterprise, only().organisation) == (market.firm, market.chamber)


def test_organisation_lists_for_itself(market: Market) -> None:
    post(market, "officer", enterprise="")
    assert (only().enterprise, only().organisation) == (None, market.world.federation)


@pytest.mark.parametrize("text", ["13812345678", "微信：gucz_88", "a@firm.example"])
@pytest.mark.parametrize("field", ["title", "summary", "description", "partner_kind", "req-1-value"])
def test_contact_is_refused_and_what_was_typed_stays(market: Market, field: str, text: str) -> None:
    answer = post(market, **{field: f"请找{text}"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "正文里有联系方式" in page
    assert f"请找{text}" in page
    assert "10.9级" in page
    assert not Listing.objects.unrestricted("test").exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"anonymous": "on", "description": f"{FIRM}急要"}, "选了不显示企业名称"),
        ({"quantity": "5", "quantity_most": "3"}, "上限比下限小"),
    ],
)
def test_what_she_can_mend_is_said_in_the_form(market: Market, sent: dict[str, str], said: str) -> None:
    answer = post(market, **sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_foreign_member_is_not_found(market: Market) -> None:
    network.make_enterprise("上海外厂", market.neighbour)
    answer = post(market, enterprise="上海外厂")
    assert answer.status_code == 422
    assert "没有找到会员“上海外厂”" in answer.content.decode()


def test_alike_ones_are_shown_once_before_it_is_written(market: Market) -> None:
    known = make.make_need(market.neighbour, title="10.9级高强度螺栓5万件", anonymous=True, enterprise=market.firm)
    page = post(market).content.decode()
    assert f"/exchange/listings/{known.pk}/" in page
    assert "不是同一条，保存" in page
    assert Listing.objects.unrestricted("test").count() == 1
    assert 'name="anyway" value="on"' in page
    assert post(market, anyway="on").status_code == 302
    assert Listing.objects.unrestricted("test").count() == 2


def test_alike_anonymous_firm_of_others_is_not_named(market: Market) -> None:
    firm = network.make_enterprise("上海密字厂", market.neighbour)
    make.make_need(market.neighbour, firm, title="10.9级高强度螺栓5万件", anonymous=True)
    page = post(market).content.decode()
    assert "一家会员企业" in page
    assert "密字厂" not in page


def test_one_more_row_works_without_a_script(market: Market) -> None:
    answer = post(market, more="1", title="")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="req-rows" value="3"' in page
    assert 'value="10.9级"' in page
    assert "sh-errors" not in page
    assert FIRM in page
    assert len(re.findall(r'name="req-\d-value"', page)) == 3


@pytest.mark.parametrize("role", ["convener", "general_convener", "visitor"])
def test_others_do_not_enter(market: Market, role: str) -> None:
    assert market.client(role).get(NEW).status_code == 403
    assert post(market, role).status_code == 403


@pytest.mark.parametrize("query", ["side=both", "x=1"])
def test_unknown_keys_are_refused(market: Market, query: str) -> None:
    assert market.client("secretary").get(f"/exchange/listings/new/?{query}").status_code == 400


def test_members_are_offered_to_their_secretary(market: Market) -> None:
    url = "/exchange/members/pick/?kind=member&q=chengyu"
    page = market.client("secretary").get(url).content.decode()
    assert f'data-text="{FIRM} E{market.firm.pk}"' in page
    assert FIRM not in market.client("near").get(url).content.decode()
    assert market.client("member").get(url).status_code == 403
    assert market.client("visitor").get(url).status_code == 403
    assert market.client("secretary").get("/exchange/members/pick/?phone=1").status_code == 400
