"""New records against known ones: who is already there?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shanghui.engines.identity.candidates import candidate_pairs
from shanghui.engines.identity.explain import explain_pair
from shanghui.engines.identity.features import Features, joined, read_features
from shanghui.engines.identity.model import Decision, Pair, Reason, ReasonCode, Record, Weights
from shanghui.engines.identity.weights import gather, log_odds, prior_weights, probability

BLOCK = 200


@dataclass(frozen=True, slots=True)
class IdentityIndex:
    """Known records, read once. Frozen: `add` gives a new index that shares what it can."""

    records: tuple[Record, ...]
    features: Features

    @classmethod
    def of(cls, records: Sequence[Record]) -> "IdentityIndex":
        """Build an index from records."""
        return cls(tuple(records), read_features(records))

    def add(self, records: Sequence[Record]) -> "IdentityIndex":
        """Give the index with more records."""
        return IdentityIndex((*self.records, *records), joined([self.features, read_features(records)]))

    def query(
        self,
        new: Sequence[Record],
        *,
        decisions: Sequence[Decision] = (),
        weights: Weights | None = None,
        least: float = 0.05,
        most: int = 5,
    ) -> list[tuple[Pair, ...]]:
        """Give for each new record, in order, the known ones that it may be, the likeliest first.

        In each pair `left` is the known record and `right` the new one. At most `most` pairs of probability `least` or
        above. Decided pairs come with probability 1 or not at all. `weights` may come from a solved problem; without
        them the priors serve. A known record with the id of a new one is compared like any other.
        """
        known = len(self.records)
        features = joined([self.features, read_features(new)])
        left, right = candidate_pairs(features, block=BLOCK, first_new=known)
        kept = left < known
        left, right = left[kept], right[kept]
        evidence = gather(features, left, right, block=BLOCK)
        weights = weights or prior_weights(len(features))
        sure = probability(log_odds(evidence, weights))
        found: list[list[Pair]] = [[] for _ in new]
        verdicts = {(one.left, one.right): one.is_same for one in decisions}
        verdicts |= {(one.right, one.left): one.is_same for one in decisions}
        for at in np.flatnonzero(sure >= least).tolist():
            both = (self.records[left[at]], new[right[at] - known])
            if (both[0].id, both[1].id) not in verdicts:
                ends = (features, int(left[at]), int(right[at]))
                found[ends[2] - known].append(
                    explain_pair(both, evidence, weights, at, probability=float(sure[at]), features=ends)
                )
        self._add_decided(found, new, verdicts)
        return [tuple(sorted(pairs, key=lambda pair: -pair.probability)[:most]) for pairs in found]

    def _add_decided(
        self, found: list[list[Pair]], new: Sequence[Record], verdicts: dict[tuple[str, str], bool]
    ) -> None:
        """Put in the pairs that a person decided to be the same, whether or not anything speaks for them."""
        ids = {record.id for record in self.records}
        places: dict[str, int] = {record.id: at for at, record in enumerate(new)}
        for (one, other), is_same in verdicts.items():
            if is_same and one in ids and other in places:
                found[places[other]].append(Pair(one, other, 1.0, (Reason(ReasonCode.DECIDED_SAME, 0.0),)))
