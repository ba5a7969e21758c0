import random

import pytest
from benchmarks import bench_matching
from benchmarks.bench_matching import PlainBm25, reciprocal_ranks, synthetic

from shanghui.engines.matching import Listing, Problem, Side, solve


def test_reciprocal_ranks_end_at_ten() -> None:
    ten = [str(at) for at in range(10)]
    assert reciprocal_ranks([["a", "b"], ["a", "b"], [*ten, "a"]], ["a", "b", "a"]) == [1.0, 0.5, 0.0]


def test_peer_finds_words() -> None:
    assert PlainBm25([Listing("1", "螺栓"), Listing("2", "螺母")]).search("螺栓") == ["1", "2"]


def test_synthetic_listings_find_partners() -> None:
    needs, offers = (list(synthetic(60, side, random.Random(1))) for side in (Side.NEED, Side.OFFER))
    assert sum(bool(matches) for matches in solve(Problem(needs, offers)).matches) > 30


@pytest.mark.slow
def test_real_queries_find_their_goods(capsys: pytest.CaptureFixture[str]) -> None:
    if not bench_matching.QUERIES.exists():
        pytest.skip("the shared queries are not there")
    bench_matching.measure_quality()
    ours = capsys.readouterr().out.splitlines()[0]
    figures = dict(part.split() for part in ours.removeprefix("ours: ").split(", "))
    assert float(figures["MRR@10"]) >= 0.84
    assert float(figures["Hit@1"]) >= 0.77
