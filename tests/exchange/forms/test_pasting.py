"""Cards of a pasted text."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from shanghui.exchange.actions.listings import Condition
from shanghui.exchange.forms.pasting import Card, card
from shanghui.exchange.queries.reading_messages import Piece, Reading
from shanghui.exchange.rules import Attribute, Relation, Side
from tests.exchange.conftest import FIRM, Market

CONDITION = Condition(Attribute.GRADE, Relation.EQUAL, "10.9级", True)


def reading(*missing: str, **fields: object) -> Reading:
    given = {"side": "need", "kind": "product", "title": "螺栓5万件", "quantity": Decimal(50000)} | fields
    return Reading([Piece("螺栓5万件", "")], "", None, given, [CONDITION], list(missing))


def names(fields: list[object]) -> list[str]:
    return [field.name for field in fields]  # type: ignore[attr-defined]


def test_card_is_filled_and_asks_first_what_is_missing(market: Market) -> None:
    one = card(2, reading("unit", "deadline", "region", "nobody knows"), market.actor("secretary"))
    assert one.questions == ["单位", "期限", "地区"]
    assert names(one.asked) == ["unit", "deadline", "region"]
    assert names(one.shown)[:3] == ["enterprise", "side", "kind"]
    assert not set(names(one.asked)) & {*names(one.shown), *names(one.later)}
    assert one.form["title"].value() == "螺栓5万件"
    assert one.requirements.forms[0]["value"].value() == "10.9级"
    assert one.form["title"].html_name == "card-2-title"


def test_what_was_read_is_not_tucked_away(market: Market) -> None:
    one = card(0, reading(price_most=Decimal("2.2"), deadline=date(2026, 12, 20)), market.actor("secretary"))
    assert "price_most" in names(one.shown)
    assert "price_most" not in names(one.later)


def sent(**given: str) -> QueryDict:
    facts = {"side": "need", "kind": "product", "title": "螺栓", "audience": "area", "enterprise": FIRM} | given
    data = QueryDict(mutable=True)
    data.update({f"card-0-{name}": value for name, value in facts.items()})
    return data


def test_draft_of_what_came_back(market: Market) -> None:
    one = card(0, reading(), market.actor("secretary"), sent())
    assert one.is_valid()
    draft = one.form.draft(one.requirements)
    assert (draft.side, draft.enterprise, draft.organisation) == (Side.NEED, market.firm, market.chamber)
    assert (draft.facts["title"], draft.facts["audience"], "side" in draft.facts) == ("螺栓", "area", False)


@pytest.mark.parametrize(("field", "folded"), [("partner_kind", True), ("class_3", True), ("title", False)])
def test_fold_opens_where_something_is_to_be_mended(market: Market, field: str, folded: bool) -> None:
    one = card(0, reading(), market.actor("secretary"), sent(**{field: "长" * 70}))
    assert not one.is_valid()
    assert one.later_is_wrong is folded


def test_side_is_asked(market: Market) -> None:
    one = card(0, reading(), market.actor("secretary"), sent(side=""))
    assert not one.is_valid()
    assert list(one.form.errors) == ["side"]


@pytest.mark.parametrize(("told", "saved"), [("12", 12), ("", None), ("x", None), ("9" * 20, None)])
def test_saved_card_is_remembered(market: Market, told: str, saved: int | None) -> None:
    one: Card = card(0, reading(), market.actor("secretary"), sent(saved=told))
    assert one.saved == saved
