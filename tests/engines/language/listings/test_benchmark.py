from decimal import Decimal

from benchmarks.parsing import aligned, baseline, f1, hits, in_words, is_same

from shanghui.engines.language.listings import Quantity, Range
from tests.engines.language.listings.support import BOLTS, TODAY


def test_amounts_are_written_as_in_the_files() -> None:
    assert in_words(Quantity(Decimal(5000), None, "件")) == "≥5000 件"
    assert in_words(Quantity(Decimal(300), Decimal(500), "件")) == "300–500 件"
    assert in_words(Range(None, Decimal("3.50"), "件"), "元") == "≤3.5 元/件"
    assert in_words(None) == ""


def test_a_slot_is_right_only_as_a_whole() -> None:
    assert is_same(("product", "鋁 型材"), ("product", "型材|铝型材"))
    assert not is_same(("region", "31"), ("region", "31~"))
    assert len(hits([("region", "31"), ("region", "31")], [("region", "31")])) == 1


def test_listings_are_paired_in_order_and_lone_ones_cost() -> None:
    first, second = [("side", "need")], [("side", "offer")]
    assert aligned([second], [first, second]) == [([], first), (second, second)]
    assert f1((1, 1, 2)) == 2 / 3


def test_the_baseline_reads_something() -> None:
    assert ("requirement", "certificate=质检报告") in baseline(BOLTS, TODAY)[0]
