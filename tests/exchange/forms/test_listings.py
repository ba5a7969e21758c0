"""What is written of a listing, and for whom."""

import pytest
from django.http import QueryDict

from shanghui.catalogue.queries import picked_text
from shanghui.core.refusal import NotPermitted
from shanghui.exchange.forms.listings import CLASSES, ListingForm, NewListingForm
from tests.exchange.conftest import FIRM, Market, make_class
from tests.factories import exchange as make
from tests.factories import network

SENT = {"kind": "product", "title": "螺栓", "audience": "area"}


def form(market: Market, role: str = "secretary", **sent: str) -> NewListingForm:
    data = QueryDict(mutable=True)
    data.update(SENT | sent)
    return NewListingForm(data, actor=market.actor(role))


def test_facts_are_columns_alone(market: Market) -> None:
    network.make_region()
    filled = form(market, quantity="5", unit="件", region="嘉定区", deadline="2026-12-20", enterprise=FIRM, class_1="")
    assert filled.is_valid(), filled.errors
    facts = filled.facts()
    assert not {*CLASSES, "version", "anyway", "enterprise"} & set(facts)
    assert (facts["quantity"], facts["audience"], str(facts["region"]), facts["anonymous"]) == (
        5,
        "area",
        "嘉定区",
        False,
    )


def test_classes_are_each_chosen_once(market: Market) -> None:
    screw, nut = make_class(), make_class("0201", "螺母")
    filled = form(market, class_1="螺栓", class_2=picked_text(nut), class_4="螺栓 0101")
    assert filled.is_valid(), filled.errors
    assert filled.classes() == [screw, nut]
    assert filled.has_further_classes
    assert not form(market).has_further_classes


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "长" * 61), ("kind", "x"), ("audience", "all"), ("quantity", "-1"), ("price_least", "-0.1"),
     ("quantity", "五"), ("region", "哪里"), ("class_1", "没有"), ("deadline", "明天"), ("enterprise", "没有这家"),
     ("summary", "长" * 201), ("unit", "长" * 21)],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(market: Market, field: str, value: str) -> None:
    assert list(form(market, **{field: value}).errors) == [field]


def test_secretary_chooses_a_member_or_none(market: Market) -> None:
    filled = form(market, enterprise=f"澄屿 E{market.firm.pk}")
    assert filled.is_valid()
    assert (filled.chosen_enterprise(), filled.chosen_organisation()) == (market.firm, market.chamber)
    own = form(market)
    assert own.is_valid()
    assert (own.chosen_enterprise(), own.chosen_organisation()) == (None, market.chamber)


def test_firm_chooses_who_speaks_for_it(market: Market) -> None:
    network.make_membership(market.firm, market.neighbour)
    filled = form(market, "member", organisation=str(market.neighbour.pk))
    assert filled.is_valid(), filled.errors
    assert (filled.chosen_enterprise(), filled.chosen_organisation()) == (market.firm, market.neighbour)
    assert list(form(market, "member", organisation=str(market.world.other.pk)).errors) == ["organisation"]


def test_organisation_that_is_gone_meanwhile_is_refused(market: Market) -> None:
    filled = form(market)
    assert filled.is_valid()
    filled.organisations = {}
    with pytest.raises(NotPermitted):
        filled.chosen_organisation()


def test_stored_listing_fills_the_form(market: Market) -> None:
    row = make.make_need(market.chamber, market.firm, title="螺栓", version=4)
    row.product_classes.set([make_class()])
    shown = ListingForm(instance=row)
    assert (shown["title"].value(), shown["version"].value()) == ("螺栓", 4)
    assert 'value="螺栓 0101"' in str(shown["class_1"])
    assert "enterprise" not in shown.fields
