"""The list and one listing, as pages."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shanghui.core.audience import Audience
from shanghui.exchange.rules import ListingState
from shanghui.network.models import Enterprise
from tests.exchange.conftest import FIRM, Market, make_class
from tests.factories import exchange as make
from tests.factories import network
from tests.network.views.test_pages import FRAME

#: the rows' keys, the rows, their classes, whose they are (2), the areas; of what waits also the last change
LIST = 6
#: the row, whose it is (2), requirements, classes, who else could check, history
ONE = 7
ANY = "一家会员企业"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    [("", LIST), ("tab=offers", LIST), ("tab=own", LIST - 1), ("tab=own&state=submitted", LIST - 1), ("tab=check", LIST + 1),
     ("q=供需&sort=expiring", LIST), ("region=310114", LIST + 2), ("area={area}", LIST + 2)],
)  # fmt: skip
def test_list_costs_the_same_for_one_and_three(
    market: Market, query: str, queries: int, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region = network.make_region()
    for at in range(number):
        firm = network.make_enterprise(f"上海{at}厂", market.chamber)
        for side in ("need", "offer"):
            row = make.make_listing(side, market.chamber, firm, region=region)  # type: ignore[arg-type]
            row.product_classes.set([make_class(f"{side}{at}"[:12], f"{side}{at}")])
        make.make_need(market.chamber, firm, state=ListingState.SUBMITTED).product_classes.set([make_class(f"s{at}")])
    client = market.client("secretary")
    with django_assert_num_queries(queries + FRAME):
        page = client.get("/exchange/?" + query.format(area=market.world.north.pk))
    assert len(page.context["rows"]) >= number


@pytest.mark.parametrize("number", [1, 3])
def test_listing_costs_the_same_for_one_and_three(
    market: Market, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = make.make_need(
        market.chamber, market.firm, state=ListingState.SUBMITTED, entered_by=market.user("secretary"),
        region=network.make_region(),
    )  # fmt: skip
    for at in range(number):
        row.product_classes.add(make_class(f"c{at}"))
        row.requirements.create(attribute="grade", relation="equal", value=f"{at}级")
    client = market.client("secretary")
    with django_assert_num_queries(ONE + FRAME):
        client.get(f"/exchange/listings/{row.pk}/")


def test_list_answers_htmx_with_the_list_alone(market: Market) -> None:
    make.make_need(market.chamber, title="螺栓")
    text = market.client("other").get("/exchange/", headers={"HX-Request": "true"}).content.decode()
    assert "螺栓" in text
    assert "<html" not in text


@pytest.mark.parametrize(
    "query", ["x=1", "tab=all", "sort=phone", "kind=x", "state=draft", "after=9", "area=999", "organisation=x"]
)
def test_list_refuses_what_it_does_not_know(market: Market, query: str) -> None:
    assert market.client("secretary").get(f"/exchange/?{query}").status_code == 400
    assert market.client("secretary").get(f"/exchange/listings.csv?{query.replace('after', 'page')}").status_code == 400


def test_unclear_place_is_said_and_not_refused(market: Market) -> None:
    page = market.client("secretary").get("/exchange/?region=哪里")
    assert page.status_code == 200
    assert "没有找到“哪里”" in page.content.decode()


@pytest.mark.parametrize(
    ("role", "doors"),
    [
        ("secretary", "own check new"),
        ("officer", "own check new"),
        ("member", "own new"),
        ("convener", ""),
        ("visitor", ""),
    ],
)
def test_tabs_and_buttons_are_there_for_whoever_may(market: Market, role: str, doors: str) -> None:
    text = market.client(role).get("/exchange/").content.decode()
    shown = {"own": "?tab=own", "check": "?tab=check", "new": "/exchange/listings/new/"}
    assert {name for name, part in shown.items() if part in text} == set(doors.split())


@pytest.mark.parametrize("tab", ["needs", "offers", "own", "check"])
def test_empty_list_says_why(market: Market, tab: str) -> None:
    assert "sh-empty" in market.client("secretary").get(f"/exchange/?tab={tab}").content.decode()
    assert "清除条件" in market.client("secretary").get(f"/exchange/?tab={tab}&q=没有").content.decode()


PAGES = ["/exchange/?tab=needs", "/exchange/?q={title}", "/exchange/listings.csv", "/exchange/listings/{pk}/"]


@pytest.mark.parametrize("role", ["near", "other", "officer", "convener", "contact", "visitor"])
def test_anonymous_firm_stands_nowhere_for_others(market: Market, role: str) -> None:
    row = make.make_need(
        market.chamber, market.firm, title="要螺栓", anonymous=True, audience=Audience.PUBLIC, description="急要"
    )
    client = market.client(role)
    for page in PAGES:
        answer = client.get(page.format(pk=row.pk, title=row.title))
        text = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert ANY in text, page
        assert "澄屿" not in text, page
        assert f"enterprises/{market.firm.pk}/" not in text
    for name in ("澄屿", FIRM):
        assert client.get("/exchange/", {"q": name}).context["page"].rows == []
        assert client.get("/exchange/", {"q": name}, headers={"HX-Request": "true"}).context["page"].rows == []


def test_own_people_know_whose_it_is_but_the_message_does_not_say(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, anonymous=True)
    for role in ("secretary", "lin", "member"):
        page = market.client(role).get(f"/exchange/listings/{row.pk}/")
        assert FIRM in page.content.decode()
        assert FIRM not in page.context["message"].text
        assert ANY in page.context["message"].text


def test_message_tells_the_listing_in_plain_text(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, title="A&B螺栓", quantity=50000, unit="件", price_most="2.2")
    row.requirements.create(attribute="grade", relation="at_least", value="10.9级")
    message = market.client("other").get(f"/exchange/listings/{row.pk}/").context["message"]
    lines = message.text.splitlines()
    assert lines[0] == "【需求】A&B螺栓"
    assert {"数量：5万件", "价格：2.2元以内", "要求：等级：不低于10.9级（最好）", f"{FIRM}，紧固件协会经办。"} <= set(
        lines
    )
    assert lines[-1].endswith(f"/exchange/listings/{row.pk}/")
    assert message.qr.startswith("data:image/")


@pytest.mark.parametrize("role", ["secretary", "member", "near", "other", "officer", "visitor"])
def test_contacts_of_the_firm_stand_on_no_page(market: Market, role: str) -> None:
    Enterprise.objects.unrestricted("test").filter(pk=market.firm.pk).update(
        email="a@firm.example", contact_name="顾某"
    )
    row = make.make_need(market.chamber, market.firm, audience=Audience.PUBLIC)
    for page in PAGES:
        answer = market.client(role).get(page.format(pk=row.pk, title=row.title))
        text = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert not [word for word in ("13900001234", "a@firm.example", "顾某") if word in text], page


@pytest.mark.parametrize("state", ListingState)
@pytest.mark.parametrize("role", ["other", "officer", "convener", "contact", "visitor"])
def test_unseen_is_as_absent(market: Market, role: str, state: ListingState) -> None:
    row = make.make_need(market.chamber, market.firm, state=state, audience=Audience.OWN)
    one, other = (market.client(role).get(f"/exchange/listings/{pk}/") for pk in (row.pk, 99999))
    assert (one.status_code, other.status_code) == (404, 404)


def test_history_and_reason_are_for_those_who_keep_it(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, state=ListingState.SUBMITTED)
    market.client("lin").post(f"/exchange/listings/{row.pk}/reject/", {"reason": "写清楚数量"})
    text = market.client("member").get(f"/exchange/listings/{row.pk}/").content.decode()
    assert "写清楚数量" in text
    assert "退回" in text


def test_pages_ask_for_sign_in(client: Client, db: None) -> None:
    for path in ("", "listings.csv", "listings/1/", "listings/new/", "listings/1/edit/", "paste/", "members/pick/"):
        assert client.get(f"/exchange/{path}").status_code == 302
