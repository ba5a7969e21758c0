"""Edit a listing."""

import pytest
from django.http import HttpResponse

from shanghui.exchange.models import Listing
from shanghui.exchange.rules import ListingState
from tests.exchange.conftest import Market, make_class
from tests.factories import exchange as make

SENT = {"kind": "product", "title": "螺栓8万件", "audience": "federation", "version": "1", "req-rows": "1",
        "req-0-attribute": "grade", "req-0-relation": "equal", "req-0-value": "10.9级"}  # fmt: skip


@pytest.fixture
def row(market: Market) -> Listing:
    made = make.make_need(market.chamber, market.firm, title="螺栓5万件", state=ListingState.DRAFT, nearby=True)
    made.product_classes.set([make_class()])
    made.requirements.create(attribute="grade", relation="equal", value="8.8级", must=True)
    return made


def post(market: Market, row: Listing, role: str = "secretary", **sent: str) -> HttpResponse:
    return market.client(role).post(f"/exchange/listings/{row.pk}/edit/", SENT | sent)


def fresh(row: Listing) -> Listing:
    return Listing.objects.unrestricted("test").get(pk=row.pk)


def test_form_holds_what_is_stored(market: Market, row: Listing) -> None:
    page = market.client("secretary").get(f"/exchange/listings/{row.pk}/edit/").content.decode()
    for part in (
        'value="螺栓5万件"',
        'value="螺栓 0101"',
        'value="8.8级"',
        '<input type="hidden" name="version" value="1"',
    ):
        assert part in page


def test_saved(market: Market, row: Listing) -> None:
    answer = post(market, row, "member")
    assert (answer.status_code, answer["Location"]) == (302, f"/exchange/listings/{row.pk}/")
    after = fresh(row)
    assert (after.title, after.nearby, after.version, after.state) == ("螺栓8万件", False, 2, "draft")
    assert [one.value for one in after.requirements.all()] == ["10.9级"]
    assert not after.product_classes.exists()


def test_saved_and_submitted(market: Market, row: Listing) -> None:
    post(market, row, submit="1")
    assert fresh(row).state == "submitted"


def test_whoever_was_slower_sees_both_versions_and_may_save_next(market: Market, row: Listing) -> None:
    post(market, row, "lin", title="螺栓6万件", class_1="螺栓")
    answer = post(market, row, title="螺栓9万件", **{"req-0-value": "12.9级"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for part in ("螺栓6万件", "螺栓9万件", "等级：12.9级（最好）", "等级：10.9级（最好）", "品类"):
        assert part in page
    assert '<input type="hidden" name="version" value="2"' in page
    assert fresh(row).title == "螺栓6万件"
    assert post(market, row, title="螺栓9万件", version="2").status_code == 302
    assert fresh(row).title == "螺栓9万件"


def test_one_more_row_keeps_what_was_typed(market: Market, row: Listing) -> None:
    page = post(market, row, more="1", title="改到一半").content.decode()
    assert 'value="改到一半"' in page
    assert 'name="req-rows" value="2"' in page
    assert "checked" not in page.split('name="nearby"')[1].split(">")[0]
    assert fresh(row).title == "螺栓5万件"


@pytest.mark.parametrize(
    "sent", [{"title": ""}, {"description": "电话13812345678"}, {"quantity": "x"}, {"req-0-value": "长" * 121}]
)
def test_what_cannot_be_is_shown_again_unsaved(market: Market, row: Listing, sent: dict[str, str]) -> None:
    answer = post(market, row, **sent)
    assert answer.status_code == 422
    assert next(iter(sent.values())) in answer.content.decode()
    assert fresh(row).version == 1


def test_others_do_not_edit(market: Market, row: Listing) -> None:
    shown = make.make_need(market.chamber)
    for role in ("near", "other", "officer", "convener", "contact", "visitor"):
        assert post(market, row, role).status_code == 404
    for role in ("near", "other", "officer", "convener", "contact"):
        assert post(market, shown, role).status_code == 403
        assert market.client(role).get(f"/exchange/listings/{shown.pk}/edit/").status_code == 403


def test_closed_one_is_not_edited(market: Market) -> None:
    closed = make.make_need(market.chamber, state=ListingState.CLOSED)
    assert market.client("secretary").get(f"/exchange/listings/{closed.pk}/edit/").status_code == 409
