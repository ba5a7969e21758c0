"""Measure the matching engine: do real queries find their goods, and how long do partners take in a big federation?

    python benchmarks/bench_matching.py [--listings 300000] [--asked 200]

Quality: 500 queries against 2,000 titles of an e-commerce site, if they are among the shared data; the product's own
path (index, then solve) and plain BM25 over characters and pairs of them in the same run. Speed: synthetic listings made
from the catalogue's product classes, in an index on disk; the partners of one need at a time.
"""

import argparse
import csv
import math
import os
import random
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from shanghui.engines.language import normalise, to_hans
from shanghui.engines.matching import Budget, Listing, ListingIndex, Problem, Requirement, Side, solve

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHANGHUI_SHARED", ROOT.parent / "shared"))
QUERIES = SHARED / "data" / "matching"
CLASSES = ROOT / "src" / "shanghui" / "catalogue" / "data" / "product_classes.csv"
TODAY = date(2026, 11, 26)
DEPTH = 10


def reciprocal_ranks(found: Sequence[Sequence[str]], relevant: Sequence[str]) -> list[float]:
    """Give for each query 1 / the rank of its relevant offer, 0 beyond the first ten."""
    return [
        1 / (ids.index(wanted) + 1) if wanted in (ids := list(ranked[:DEPTH])) else 0.0
        for ranked, wanted in zip(found, relevant, strict=True)
    ]


class PlainBm25:
    """BM25 over characters and pairs of characters: the peer to beat."""

    def __init__(self, offers: Sequence[Listing], k1: float = 0.9, b: float = 0.4) -> None:
        counts = [Counter(self.tokens(offer.title)) for offer in offers]
        lengths = [sum(count.values()) for count in counts]
        average = sum(lengths) / len(lengths)
        self.ids = [offer.id for offer in offers]
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, count in enumerate(counts):
            scale = k1 * (1 - b + b * lengths[at] / average)
            for token, times in count.items():
                self.postings[token].append((at, times * (k1 + 1) / (times + scale)))

    @staticmethod
    def tokens(text: str) -> list[str]:
        words = to_hans(normalise(text)).split()
        return [one for word in words for one in (*word, *map("".join, pairwise(word)))]

    def search(self, query: str) -> list[str]:
        scores: dict[int, float] = defaultdict(float)
        for token in self.tokens(query):
            postings = self.postings.get(token, ())
            rarity = math.log(1 + (len(self.ids) - len(postings) + 0.5) / (len(postings) + 0.5))
            for at, weight in postings:
                scores[at] += rarity * weight
        return [self.ids[at] for at in sorted(scores, key=lambda one: (-scores[one], one))[:DEPTH]]


def measure_quality() -> None:
    """Print MRR@10 and Hit@1 of ours and of the peer."""
    if not QUERIES.exists():
        print("bench_matching: the queries are not there, quality is not measured")
        return
    with (QUERIES / "ecom_offers.csv").open(encoding="utf-8-sig", newline="") as file:
        offers = [Listing(row["id"], row["title"]) for row in csv.DictReader(file)]
    with (QUERIES / "ecom_needs_dev.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    needs, relevant = [Listing(row["id"], row["title"]) for row in rows], [row["relevant"] for row in rows]
    began = time.perf_counter()
    result = solve(Problem(needs, offers), budget=Budget(top=DEPTH))
    took = time.perf_counter() - began
    peer = PlainBm25(offers)
    ours = reciprocal_ranks([[match.offer_id for match in matches] for matches in result.matches], relevant)
    theirs = reciprocal_ranks([peer.search(need.title) for need in needs], relevant)
    for name, ranks in (("ours", ours), ("plain BM25", theirs)):
        print(f"{name}: MRR@10 {sum(ranks) / len(ranks):.4f}, Hit@1 {ranks.count(1.0) / len(ranks):.3f}")
    print(f"ratio of MRR {sum(ours) / sum(theirs):.3f}; ours with reasons, index included: {took:.1f} s")


def synthetic(count: int, side: Side, rng: random.Random) -> Iterator[Listing]:
    """Make listings such as secretaries write, of the catalogue's classes."""
    with CLASSES.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if len(row["code"]) > 2]
    others = [row["name"] for row in rows]
    for number in range(count):
        row = rng.choice(rows)
        name = rng.choice([row["name"], *filter(None, row["synonyms"].split(";"))])
        size, grade = f"M{rng.randrange(3, 48)}×{rng.randrange(10, 300)}", rng.choice(("4.8级", "8.8级", "10.9级"))
        made = "、".join(rng.sample(others, 6))
        is_need = side is Side.NEED
        yield Listing(
            f"{number}",
            f"{'求购' if is_need else '供应'}{name} {size} {grade}",
            f"{'用于' if is_need else '主营'}{made}，交期{rng.randrange(5, 60)}天，{rng.choice(('镀锌', '发黑', '304不锈钢'))}。",
            product_classes=(row["code"],),
            requirements=(Requirement("grade", "at_least", grade),) if is_need else (),
            quantity=float(rng.randrange(1, 500) * 1000),
            unit=row["unit"],
            price_max=rng.random() * 100,
            region=rng.choice(("310114", "3205", "3302", "320583", "440306")),
            deadline=TODAY + timedelta(days=rng.randrange(-20, 300)),
            enterprise_id=f"{side.value}{number // 3}",
            published=TODAY - timedelta(days=rng.randrange(300)),
        )


class Clocks:
    """Seconds on the clock and of the processor since it was made: the second says more on a busy machine."""

    def __init__(self) -> None:
        self.began = time.perf_counter(), time.process_time()

    def seconds(self) -> tuple[float, float]:
        return time.perf_counter() - self.began[0], time.process_time() - self.began[1]


def measure_speed(count: int, asked: int) -> None:
    """Print how long the index takes to build, and partners of one listing to find in it."""
    rng = random.Random(7)
    listings = [(Side.OFFER, one) for one in synthetic(count * 2 // 3, Side.OFFER, rng)]
    listings += [(Side.NEED, one) for one in synthetic(count - len(listings), Side.NEED, rng)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        clocks = Clocks()
        index = ListingIndex.rebuild(folder, listings)
        took, worked = clocks.seconds()
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3
        print(
            f"index of {count}: {took:.1f} s (processor {worked:.1f} s), {size:.0f} MB on disk, {more:.0f} MB in memory"
        )
        measure_partners(index, listings, asked)
        clocks = Clocks()
        index.write([listings[0][1]], Side.OFFER)
        print(f"one listing written: {clocks.seconds()[0] * 1000:.0f} ms")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def measure_partners(index: ListingIndex, listings: Sequence[tuple[Side, Listing]], asked: int) -> None:
    """Print p50 and p95 of finding partners as a page does: search the index, fetch the candidates, solve."""
    known = {side: {one.id: one for of, one in listings if of is side} for side in Side}
    for side in Side:
        sample = random.Random(7).sample(list(known[side].values()), asked)
        times = [partners_seconds(one, side, index, known[side.other]) for one in sample]
        for name, column in zip(("clock", "processor"), zip(*times, strict=True), strict=True):
            middle, slow = (sorted(column)[int(asked * share)] * 1000 for share in (0.5, 0.95))
            print(f"partners of one {side.value}, with reasons, by the {name}: p50 {middle:.0f} ms, p95 {slow:.0f} ms")


def partners_seconds(asked: Listing, side: Side, index: ListingIndex, known: dict[str, Listing]) -> tuple[float, float]:
    """Find the partners of one listing; give the seconds by both clocks."""
    clocks = Clocks()
    hits = index.search(asked, side=side.other, limit=100, today=TODAY)
    pool = [known[hit.id] for hit in hits]
    solve(Problem([asked], pool, side=side, today=TODAY, index=index))
    return clocks.seconds()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--listings", type=int, default=300_000)
    parser.add_argument("--asked", type=int, default=200)
    options = parser.parse_args()
    measure_quality()
    measure_speed(options.listings, options.asked)


if __name__ == "__main__":
    main()
