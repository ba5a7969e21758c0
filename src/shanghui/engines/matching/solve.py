"""Find partners: candidates by their words, then every signal on each of them, the best first."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shanghui.engines.matching.explain import reasons_of
from shanghui.engines.matching.fit import Said, fit, fits, requirements_of, said, with_place
from shanghui.engines.matching.index import ListingIndex, Reading
from shanghui.engines.matching.lexical import (
    Query,
    Words,
    asked_query,
    coverage,
    detail_coverage,
    is_part,
    words_of,
)
from shanghui.engines.matching.model import Budget, Fit, FitState, Listing, Match, Problem, Result, Side
from shanghui.engines.matching.signals import Pair, most_by_fits, product_class, score

_SAME_CLASS = 0.8  # the same, or one directly inside the other
_ROUNDING = 1e-8
# the fields that tokens are read from
_IN_WORDS = frozenset(("title", "description", "enterprise", "product_classes", "requirements"))
_KEPT = 20_000  # listings whose tokens are kept for the next need, about 10 KB each


def solve(problem: Problem, *, seed: int = 0, budget: Budget | None = None) -> Result:
    """Give each asked listing its best partners in the pool, with scores, reasons and fits.

    A pair's score does not depend on which of the two was asked. Left out are pairs of one firm, of two kinds, with a
    `must` in gap, and what has ended by `today`. The answer depends on the problem only; `seed` is taken for the sake
    of the engines' common form. Raises ValueError if two of the pool have one id, and what `ListingIndex` raises.
    """
    budget = budget or Budget()
    pool = {listing.id: listing for listing in problem.pool}
    if len(pool) != len(problem.pool):
        raise ValueError("two listings of the pool have the same id")
    index = problem.index
    if index is None:
        index = ListingIndex()
        index.write(problem.pool, problem.side.other)
    run = _Run(problem, pool, index.reading(), budget)
    return Result(tuple(run.partners(asked) for asked in problem.asked))


@dataclass(slots=True)
class _Run:
    """One run with what it has read so far: the tokens of offers and what the needs ask."""

    problem: Problem
    pool: dict[str, Listing]
    reading: Reading
    budget: Budget
    queries: dict[str, Query] = field(default_factory=dict)
    read: dict[str, tuple[Words, Said]] = field(default_factory=dict)

    def partners(self, asked: Listing) -> tuple[Match, ...]:
        """Give the best partners of one listing.

        Fits take longest to judge: they are left out for pairs that the best of them could not bring among the top.
        """
        pairs = [self._pair(*self._sides(asked, one)) for one in self._candidates(asked) if self._may_meet(asked, one)]
        promising = [
            (score(pair) + most_by_fits(requirements_of(pair.need)), pair) for pair in pairs if _is_alike(pair)
        ]
        ranked: list[tuple[float, str, Pair]] = []
        for most, pair in sorted(promising, key=lambda one: -one[0]):
            if len(ranked) >= self.budget.top and most + _ROUNDING < -ranked[self.budget.top - 1][0]:
                break
            judged = self._judged(pair, self._read(pair.offer)[1])
            total = round(score(judged), 9)  # sums differ in their last digits from machine to machine
            if total >= self.budget.least and not _is_ruled_out(judged):
                partner = pair.offer if self.problem.side is Side.NEED else pair.need
                insort(ranked, (-total, partner.id, judged), key=lambda one: one[:2])
        return tuple(self._match(pair, -total) for total, _, pair in ranked[: self.budget.top])

    def _candidates(self, asked: Listing) -> Sequence[Listing]:
        if len(self.pool) <= self.budget.candidates:
            return list(self.pool.values())
        kinds = (asked.kind,) if asked.kind else ()
        query = asked_query(asked, self.reading)
        side, today = self.problem.side.other, self.problem.today
        limit, classes = self.budget.candidates, asked.product_classes
        hits = self.reading.search(query, side=side, limit=limit, classes=classes, kinds=kinds, today=today)
        return [self.pool[hit.id] for hit in hits if hit.id in self.pool]

    def _may_meet(self, asked: Listing, partner: Listing) -> bool:
        today = self.problem.today
        is_own = bool(asked.enterprise_id) and asked.enterprise_id == partner.enterprise_id
        is_other_kind = bool(asked.kind and partner.kind) and asked.kind != partner.kind
        has_ended = today is not None and partner.deadline is not None and partner.deadline < today
        return not (is_own or is_other_kind or has_ended)

    def _sides(self, asked: Listing, partner: Listing) -> tuple[Listing, Listing]:
        return (asked, partner) if self.problem.side is Side.NEED else (partner, asked)

    def _read(self, offer: Listing) -> tuple[Words, Said]:
        if offer.id not in self.read:
            _make_room(self.read)
            self.read[offer.id] = words_of(offer, Side.OFFER), said(offer)
        return self.read[offer.id]

    def _pair(self, need: Listing, offer: Listing) -> Pair:
        return self._in_words(need, offer, self._read(offer)[0])

    def _in_words(self, need: Listing, offer: Listing, words: Words) -> Pair:
        query = self.queries.get(need.id)
        if query is None:
            _make_room(self.queries)
            query = self.queries[need.id] = asked_query(need, self.reading)
        today = self.problem.today
        covered, detailed = coverage(query, words), detail_coverage(query, words)
        return Pair(need, offer, covered, detailed, today=today, is_part=is_part(query, words))

    def _judged(self, pair: Pair, texts: Said) -> Pair:
        return replace(pair, fits=fits(pair.need, texts, self.problem.today))

    def _match(self, pair: Pair, total: float) -> Match:
        need, offer = pair.need, pair.offer
        pair = replace(pair, fits=tuple(with_place(one, offer) for one in pair.fits))

        def rescored(other: Listing, changed: str) -> float:
            in_words = changed in _IN_WORDS
            again = self._in_words(need, other, words_of(other, Side.OFFER)) if in_words else replace(pair, offer=other)
            return score(replace(again, fits=self._fits_again(pair, other, changed)))

        reasons = reasons_of(pair, rescored)[: self.budget.reasons] if self.budget.reasons else ()
        return Match(need.id, offer.id, total, reasons, pair.fits)

    def _fits_again(self, pair: Pair, other: Listing, changed: str) -> tuple[Fit, ...]:
        """Judge anew what was found in the field that has changed: fewer words make nothing else known."""
        if not any(one.offer_span and one.offer_span.field == changed for one in pair.fits):
            return pair.fits
        texts = said(other)
        return tuple(
            fit(one.requirement, pair.need, texts, self.problem.today)
            if one.offer_span and one.offer_span.field == changed
            else one
            for one in pair.fits
        )


def _is_alike(pair: Pair) -> bool:
    """Words or a class must be shared: 土豆 is 马铃薯 by its class."""
    return pair.coverage > 0 or product_class(pair) >= _SAME_CLASS


def _make_room(read: dict[str, Any]) -> None:
    if len(read) >= _KEPT:
        read.clear()


def _is_ruled_out(pair: Pair) -> bool:
    return any(one.requirement.must and one.state is FitState.GAP for one in pair.fits)
