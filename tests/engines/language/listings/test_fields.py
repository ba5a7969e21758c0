from datetime import date
from decimal import Decimal

from shanghui.engines.language.listings import Kind, Quantity, Range, Relation, Side
from shanghui.engines.language.listings.fields import Fields, fill, read_fields, read_shared
from tests.engines.language.listings.support import TODAY, one, page


def test_what_stands_before_a_list_tells_the_side() -> None:
    fields = read_fields(page("螺丝2万只"), "本周需求:", TODAY)
    assert (fields.side, fields.kind, fields.product) == (Side.NEED, Kind.PRODUCT, "螺丝")
    assert read_fields(page("供应螺丝2万只"), "本周需求:", TODAY).side is Side.OFFER


def test_a_price_a_piece_is_what_sellers_say() -> None:
    assert one("螺栓,3元/件").side is Side.OFFER
    assert read_fields(page("螺栓5万件"), "", TODAY).side is Side.UNKNOWN


def test_ideas_are_on_neither_side() -> None:
    listing = one("想法:商会能不能搞个联合采购平台?")
    assert (listing.side, listing.kind, listing.product) == (Side.UNKNOWN, Kind.IDEA, "联合采购平台")
    assert "side" not in listing.missing


def test_capital_is_counted_in_yuan() -> None:
    listing = one("需流动资金贷款500万")
    assert (listing.kind, listing.quantity) == (Kind.CAPITAL, Quantity(Decimal(5_000_000), Decimal(5_000_000), "元"))


def test_wished_regions_are_requirements_that_are_no_must() -> None:
    (wish,) = one("找模具厂,昆山太仓优先").requirements
    assert (wish.attribute, wish.relation, wish.value, wish.must) == ("region", Relation.ONE_OF, "320583/320585", False)


def test_missing_names_what_to_ask() -> None:
    assert one("求购螺栓").missing == ("quantity", "deadline", "region")
    assert one("供应螺栓5吨,嘉定").missing == ()
    assert Fields(quantity=Quantity(Decimal(1), None, "")).missing == (
        "side",
        "kind",
        "product",
        "unit",
        "deadline",
        "region",
    )


def test_shared_words_fill_only_gaps() -> None:
    words = "以上月底前交货,嘉定,13900001111"
    shared, marks = read_shared(words, words, 100, TODAY)
    assert {mark.field for mark in marks} == {"deadline", "region", "contact"}
    assert marks[0].start >= 100
    fields = Fields(deadline=date(2026, 3, 15), price=Range(None, Decimal(1)))
    fill(fields, shared)
    assert fields.deadline == date(2026, 3, 15)
    assert [region.code for region in fields.regions] == ["310114"]
    assert fields.contacts[0].value == "13900001111"
