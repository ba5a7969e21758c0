import random
import sys
from dataclasses import replace
from datetime import date

import pytest
from benchmarks.bench_matching import synthetic

from shanghui.engines.matching import Budget, Listing, ListingIndex, Problem, Requirement, Side, solve

TODAY = date(2026, 11, 26)
NEED = Listing(
    "n",
    "求购M12×80高强度螺栓",
    requirements=(Requirement("grade", "at_least", "10.9级", must=True),),
    enterprise_id="a",
    kind="product",
)
GOOD = Listing("good", "高强度螺栓 M12*80 10.9级", kind="product", enterprise_id="b")
PLAIN = Listing("plain", "高强度螺栓", kind="product")


def partners(offers: list[Listing], need: Listing = NEED, today: date | None = TODAY, **budget: int) -> list[str]:
    result = solve(Problem([need], offers, today=today), budget=Budget(**budget))
    return [match.offer_id for match in result.matches[0]]


def test_best_partner_comes_first() -> None:
    assert partners([PLAIN, GOOD, Listing("other", "不锈钢板")]) == ["good", "plain"]


@pytest.mark.parametrize(
    "changed",
    [
        {"enterprise_id": "a"},
        {"kind": "technology"},
        {"deadline": date(2026, 11, 25)},
        {"title": "高强度螺栓 M12×80 8.8级"},
    ],
)
def test_left_out(changed: dict[str, object]) -> None:
    assert partners([replace(GOOD, **changed)]) == []  # type: ignore[arg-type]


def test_last_day_still_holds_and_no_today_asks_for_none() -> None:
    assert partners([replace(GOOD, deadline=TODAY)]) == ["good"]
    assert partners([replace(GOOD, deadline=date(2020, 1, 1))], today=None) == ["good"]
    assert partners([replace(GOOD, enterprise_id="", kind="")], replace(NEED, enterprise_id="")) == ["good"]


def test_a_wish_in_gap_only_counts_less() -> None:
    wish = replace(NEED, requirements=(Requirement("grade", "at_least", "10.9级"),))
    assert partners([replace(GOOD, id="8.8", title="高强度螺栓 M12*80 8.8级"), GOOD], wish) == ["good", "8.8"]


def test_pair_scores_the_same_from_both_sides() -> None:
    index = ListingIndex()
    index.write([NEED], Side.NEED)
    index.write([GOOD, PLAIN], Side.OFFER)
    (found,) = solve(Problem([NEED], [GOOD, PLAIN], today=TODAY, index=index)).matches
    backwards = solve(Problem([GOOD, PLAIN], [NEED], side=Side.OFFER, today=TODAY, index=index)).matches
    assert [match for match, *_ in backwards] == list(found)


def test_equal_scores_stand_in_the_order_of_ids_whatever_the_order_of_the_pool() -> None:
    offers = [replace(PLAIN, id=f"{at:03}") for at in range(300)]
    expected = [f"{at:03}" for at in range(5)]
    for seed in range(3):
        random.Random(seed).shuffle(offers)
        assert partners(offers, candidates=1000, top=5) == expected


@pytest.mark.parametrize("candidates", [1, 200])
def test_same_class_is_enough(candidates: int) -> None:
    potato = Listing("p", "马铃薯", product_classes=("0901",))
    offers = [Listing("o", "土豆", product_classes=("0901",)), Listing("x", "土豆", product_classes=("0801",))]
    assert partners(offers, potato, candidates=candidates) == ["o"]


def test_candidates_bound_what_is_scored() -> None:
    offers = [replace(PLAIN, id=f"{at}", title="螺栓" + "钉" * at) for at in range(30)]
    assert len(partners([*offers, GOOD], candidates=5, top=10)) == 5
    assert partners([*offers, GOOD], candidates=5, top=10)[0] == "good"


def test_index_may_hold_more_than_the_pool() -> None:
    index = ListingIndex()
    index.write([GOOD, PLAIN], Side.OFFER)
    result = solve(Problem([NEED], [PLAIN], index=index), budget=Budget(candidates=0))
    assert result.matches == ((),)
    assert [one.offer_id for one in solve(Problem([NEED], [PLAIN], index=index)).matches[0]] == ["plain"]


def test_reasons_can_be_left_out() -> None:
    (match,) = solve(Problem([NEED], [GOOD]), budget=Budget(reasons=0)).matches[0]
    assert match.reasons == ()
    assert match.fits[0].evidence == "10.9级"


def test_nobody_asked_nobody_there() -> None:
    assert solve(Problem([], [GOOD])).matches == ()
    assert solve(Problem([NEED], [])).matches == ((),)
    assert solve(Problem([Listing("n", "采购公告")], [GOOD])).matches == ((),)


def test_ids_of_the_pool_are_unique() -> None:
    with pytest.raises(ValueError, match="same id"):
        solve(Problem([NEED], [GOOD, GOOD]))


def test_what_was_read_is_forgotten_when_it_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[solve.__module__], "_KEPT", 1)
    assert partners([PLAIN, GOOD]) == ["good", "plain"]


@pytest.mark.parametrize("side", list(Side))
def test_what_is_not_judged_would_not_have_come_among_the_top(side: Side) -> None:
    rng = random.Random(5)
    asked, pool = list(synthetic(8, side, rng)), list(synthetic(150, side.other, rng))
    few, all_of_them = (
        solve(Problem(asked, pool, side=side, today=TODAY), budget=Budget(top=top, reasons=0)).matches
        for top in (4, 1000)
    )
    assert few == tuple(matches[:4] for matches in all_of_them)
