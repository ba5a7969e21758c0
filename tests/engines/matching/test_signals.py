from dataclasses import replace
from datetime import date

import pytest

from shanghui.engines.matching import signals
from shanghui.engines.matching.model import Fit, FitState, Listing, Requirement
from shanghui.engines.matching.signals import Pair, score

NEED, OFFER = Listing("n", "螺栓"), Listing("o", "螺栓")
PAIR = Pair(NEED, OFFER)
TODAY = date(2026, 11, 26)


def fit(attribute: str, state: str, must: bool = False) -> Fit:
    return Fit(Requirement(attribute, "equal", "x", must), FitState(state))


def test_nothing_known_counts_nothing() -> None:
    assert score(PAIR) == 0


def test_text_and_details_are_shares_found() -> None:
    pair = replace(PAIR, coverage=0.7, details=0.4)
    assert (signals.text(pair), signals.details(pair)) == (0.7, 0.4)


@pytest.mark.parametrize(
    ("need", "offer", "near"),
    [
        (("010102",), ("010102",), 1.0),
        (("螺栓",), ("螺 栓", "螺栓"), 1.0),
        (("0101",), ("010102",), 0.8),
        (("01",), ("010102",), 0.64),
        (("010101",), ("010102",), 0.5),
        (("010101",), ("010202",), 0.25),
        (("010101",), ("020101",), 0.0),
        (("螺栓",), ("螺母",), 0.0),
        ((), ("010101",), 0.0),
    ],
)
def test_product_class(need: tuple[str, ...], offer: tuple[str, ...], near: float) -> None:
    pair = Pair(replace(NEED, product_classes=need), replace(OFFER, product_classes=offer))
    assert signals.product_class(pair) == pytest.approx(near)


def test_requirement_fit_counts_musts_twice() -> None:
    fits = (fit("grade", "met", must=True), fit("size", "gap"), fit("other", "unknown"))
    assert signals.requirement_fit(replace(PAIR, fits=fits)) == pytest.approx(1 / 4)
    assert signals.requirement_fit(replace(PAIR, fits=(fit("region", "gap"),))) == 0


def test_region_is_nearness_or_a_gap() -> None:
    pair = Pair(replace(NEED, region="310114"), replace(OFFER, region="上海"))
    assert signals.region(pair) == 0.8
    assert signals.region(replace(pair, fits=(fit("region", "gap"),))) == -1
    assert signals.region(Pair(NEED, replace(OFFER, region="上海"))) == 0


def test_quantity_falls_with_what_is_missing() -> None:
    pair = Pair(replace(NEED, quantity=4, unit="吨"), replace(OFFER, quantity=1000, unit="公斤"))
    assert signals.quantity(replace(pair, fits=(fit("quantity", "gap"),))) == pytest.approx(-0.75)
    assert signals.quantity(replace(pair, fits=(fit("quantity", "met"),))) == 1
    assert signals.quantity(replace(PAIR, fits=(fit("quantity", "gap"),))) == -1
    assert signals.quantity(pair) == 0


@pytest.mark.parametrize(("state", "worth"), [("met", 1), ("gap", -1), ("unknown", 0)])
def test_price_is_met_or_not(state: str, worth: float) -> None:
    assert signals.price(replace(PAIR, fits=(fit("price", state),))) == worth


def test_freshness_halves() -> None:
    fresh, old = replace(OFFER, published=TODAY), replace(OFFER, published=date(2026, 7, 29))
    assert signals.freshness(Pair(NEED, fresh, today=TODAY)) == 0.5
    assert signals.freshness(Pair(NEED, old, today=TODAY)) == pytest.approx(0.25)
    assert signals.freshness(Pair(fresh, fresh, today=TODAY)) == 1
    assert signals.freshness(Pair(fresh, fresh)) == 0


def test_answers_of_few_introductions_say_little() -> None:
    one, many = replace(OFFER, answers=(1, 1)), replace(OFFER, answers=(50, 50))
    assert 0 < signals.answers(Pair(NEED, one)) < signals.answers(Pair(NEED, many)) < 0.5
    assert signals.answers(Pair(NEED, replace(OFFER, answers=(0, 9)))) < 0
    assert signals.answers(PAIR) == 0
    assert signals.answers(Pair(NEED, replace(OFFER, answers=(9, 1)))) == signals.answers(Pair(NEED, one))


def test_text_outweighs_all_else_together() -> None:
    weights = {signal: weight for weight, signal in signals.SIGNALS}
    assert sum(weights.values()) < 2 * weights[signals.text]


def test_words_that_only_describe_what_is_offered_count_less() -> None:
    assert signals.text(replace(PAIR, coverage=0.5, is_part=True)) == pytest.approx(0.4)
