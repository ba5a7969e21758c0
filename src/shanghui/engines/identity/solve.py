"""Sort records into enterprises, each membership with its probability and its reasons."""

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shanghui.engines.identity.candidates import candidate_pairs
from shanghui.engines.identity.clusters import Link, group
from shanghui.engines.identity.explain import codes_at, explain_pair
from shanghui.engines.identity.features import Column, Features, joined, read_features
from shanghui.engines.identity.model import Budget, Membership, Pair, Problem, ReasonCode, Record, Result, Weights
from shanghui.engines.identity.weights import Evidence, Scores, gather, learn, log_odds, probability


def solve(problem: Problem, *, seed: int = 0, budget: Budget | None = None) -> Result:
    """Sort the records of a problem into enterprises.

    The answer depends on the records and the decisions only; `seed` is taken for the sake of the engines' common form.
    Time and memory grow in proportion to the records. Raises ValueError if two records have one id.
    """
    budget = budget or Budget()
    records = problem.records
    places = {record.id: at for at, record in enumerate(records)}
    if len(places) != len(records):
        raise ValueError("two records have the same id")
    features = _read(records, budget.processes)
    left, right = candidate_pairs(features, block=budget.block)
    evidence = gather(features, left, right, block=budget.block)
    weights = learn(evidence, len(records))
    scores = log_odds(evidence, weights)
    same, different = _links(problem, places, True), _links(problem, places, False)
    least = float(np.log(budget.join / (1 - budget.join)))
    labels = np.array(group(features, (left, right), scores, least=least, same=same, different=different), np.int64)
    found = _Found(records, features, left, right, evidence, weights, scores)
    return Result(found.memberships(labels, same), found.doubtful(same + different, budget), weights)


def _read(records: Sequence[Record], processes: int) -> Features:
    """Read the features, in several processes if asked; forked, so that all of them hash texts alike."""
    if processes < 2 or len(records) < 2 * processes:
        return read_features(records)
    size = -(-len(records) // (processes * 4))
    parts = [records[start : start + size] for start in range(0, len(records), size)]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        read = pool.map(read_features, parts)
        pool.close()
        pool.join()
    return joined(read)


def _links(problem: Problem, places: dict[str, int], is_same: bool) -> list[Link]:
    return [
        (places[one.left], places[one.right])
        for one in problem.decisions
        if one.is_same is is_same and one.left in places and one.right in places
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    """All that was found, to be told record by record and pair by pair."""

    records: Sequence[Record]
    features: Features
    left: Column
    right: Column
    evidence: Evidence
    weights: Weights
    scores: Scores

    def memberships(self, labels: Column, same: Sequence[Link]) -> tuple[Membership, ...]:
        """Give every record's cluster, and the record in it that agrees with it best."""
        _, numbers = np.unique(labels, return_inverse=True)
        decided = {at: other for link in same for at, other in (link, link[::-1]) if labels[at] == labels[other]}
        best = self._best_pairs(labels)
        return tuple(
            self._membership(at, number + 1, best.get(at), decided.get(at))
            for at, number in enumerate(numbers.tolist())
        )

    def _best_pairs(self, labels: Column) -> dict[int, int]:
        """Give for each record that shares a cluster its surest pair there."""
        inside = np.flatnonzero(labels[self.left] == labels[self.right])
        ends = np.concatenate([self.left[inside], self.right[inside]])
        pairs = np.concatenate([inside, inside])
        order = np.lexsort((pairs, -self.scores[pairs], ends))
        at, first = np.unique(ends[order], return_index=True)
        return dict(zip(at.tolist(), pairs[order][first].tolist(), strict=True))

    def _membership(self, at: int, cluster: int, pair: int | None, decided: int | None) -> Membership:
        own = self.records[at].id
        if decided is not None:
            return Membership(own, cluster, 1.0, self.records[decided].id, (ReasonCode.DECIDED_SAME,))
        if pair is None:
            return Membership(own, cluster, 1.0)
        left, right = int(self.left[pair]), int(self.right[pair])
        sure = float(probability(self.scores[pair]))
        partner = self.records[right if at == left else left].id
        return Membership(own, cluster, sure, partner, codes_at(self.evidence, self.weights, pair))

    def doubtful(self, decided: Sequence[Link], budget: Budget) -> tuple[Pair, ...]:
        """Give the pairs that a person should look at and that nobody has decided, the likeliest first."""
        sure = probability(self.scores)
        settled = {tuple(sorted(link)) for link in decided}
        chosen = np.flatnonzero((sure >= budget.ask) & (sure < budget.sure))
        order = chosen[np.argsort(-sure[chosen], kind="stable")]
        pairs: list[Pair] = []
        for at in order.tolist():
            left, right = int(self.left[at]), int(self.right[at])
            if len(pairs) < budget.doubts and (left, right) not in settled:
                pairs.append(self._pair(at, left, right, float(sure[at])))
        return tuple(pairs)

    def _pair(self, at: int, left: int, right: int, sure: float) -> Pair:
        both = (self.records[left], self.records[right])
        return explain_pair(
            both, self.evidence, self.weights, at, probability=sure, features=(self.features, left, right)
        )
