"""Which stored listing a row means."""

import json
from datetime import date
from decimal import Decimal

import pytest

from shanghui.exchange.models import Listing
from shanghui.exchange.queries.same_listings import (
    StoredListings,
    classes_of,
    conditions_of,
    facts_of,
    is_same,
    key_of,
    says_news,
    told_by,
)
from shanghui.exchange.rules import Side
from shanghui.sheets.kinds import Line
from tests.factories.exchange import make_need
from tests.factories.network import make_organisation, make_secretary

pytestmark = pytest.mark.django_db


def line(number: int = 2, **values: object) -> Line:
    return Line(number, {key: str(value) for key, value in values.items()}, {"enterprise_id": None} | values)  # type: ignore[arg-type]


def test_rows_that_say_the_same_have_one_key() -> None:
    assert key_of({"title": "采购 螺栓", "quantity": "５"}) == key_of(
        {"title": "採購螺栓", "quantity": "5", "audience": "公开"}
    )
    assert key_of({"title": "采购螺栓", "region": "嘉定"}) != key_of({"title": "采购螺栓", "region": "宝山"})


def test_blank_cells_and_cells_as_they_went_out_say_nothing() -> None:
    said = line(title="采购螺栓", quantity="5", unit="吨", deadline="2027-01-01")
    said.values["quantity_most"] = None
    assert facts_of(said, {}) == {
        "title": "采购螺栓", "quantity": Decimal("5.000"), "quantity_most": None, "unit": "吨", "deadline": date(2027, 1, 1),
    }  # fmt: skip
    assert facts_of(said, {"title": "采购螺栓", "quantity": "5", "unit": "吨", "deadline": "2027-01-01"}) == {}
    assert (classes_of(said, {}), conditions_of(said, {})) == (None, None)
    classed = Line(2, {"product_class": "螺栓"}, {"class_ids": "3,7"})
    assert (classes_of(classed, {}), classes_of(classed, {"product_class": "螺栓"})) == ([3, 7], None)


def test_a_requirement_that_reads_as_before_keeps_what_it_was_about() -> None:
    need = make_need(make_organisation())
    stored = need.requirements.create(attribute="material", relation="one_of", value="发黑/发蓝", must=True)
    read = [["other", "equal", "发黑/发蓝", True, "发黑/发蓝"], ["grade", "equal", "8级", False, "最好8级"]]
    said = Line(2, {"requirements": "发黑/发蓝；最好8级"}, {"conditions": json.dumps(read)})
    assert conditions_of(said, {}, [stored]) == [
        ("material", "one_of", "发黑/发蓝", True),
        ("grade", "equal", "8级", False),
    ]


def test_white_space_is_no_news() -> None:
    assert is_same("第一行\n第二行", "第一行 第二行")
    assert not is_same(None, "")


def test_the_equal_listing_and_no_other() -> None:
    chamber = make_organisation()
    _, actor = make_secretary(chamber)
    make_need(chamber, title="采购螺栓", unit="件")
    same = make_need(chamber, title="采购螺栓", unit="吨")
    closed = make_need(chamber, title="租厂房", state="closed")
    make_need(make_organisation(), title="采购螺栓", unit="套")
    stored = StoredListings(actor, Side.NEED)
    lines = [
        line(2, title="采购螺栓", unit="吨"),
        line(3, title="采购螺栓", unit="套"),
        line(4, title="租厂房"),
        Line(5, {}),
    ]
    assert stored.equal(lines) == {2: same.pk}
    assert stored.equal(lines, closed=True) == {4: closed.pk}
    row = Listing.objects.visible_to(actor).get(pk=same.pk)
    assert [says_news(actor, one, row) for one in lines[:2]] == [False, True]
    assert told_by(actor, row)["unit"] == "吨"


def test_numbers_of_her_own_listings_only() -> None:
    chamber = make_organisation()
    _, actor = make_secretary(chamber)
    mine, foreign = make_need(chamber), make_need(make_organisation())
    lines = [line(number, title="甲") for number in (2, 3, 4, 5)]
    lines[3].values["enterprise_id"] = 7
    said = {2: f"L{mine.pk}", 3: f"L{foreign.pk}", 4: "CN-1", 5: f"l{mine.pk}"}
    assert StoredListings(actor, Side.NEED).by_number(lines, said) == {2: mine.pk, 5: None}
    assert StoredListings(actor, Side.OFFER).by_number(lines, said) == {}
