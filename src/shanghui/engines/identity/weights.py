"""From levels of agreement to probabilities, and the probabilities of the levels learned from the records."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shanghui.engines.identity.compare import COMPARISONS, Levels, Sides
from shanghui.engines.identity.model import Weights

Scores = npt.NDArray[np.float64]
PSEUDO_PAIRS = 500.0
ROUNDS = 6
SHARE_OF_COPIES = 0.1
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Per comparison the levels of all pairs and the logarithms of their chances between two enterprises."""

    levels: dict[str, Levels]
    log_chances: dict[str, Scores]

    def weights_of(self, name: str, agreement: tuple[float, ...]) -> Scores:
        """Give each pair's weight (log-likelihood ratio) by one comparison, 0 where nothing can be said."""
        table = np.log(np.array((1.0, *agreement)))
        levels = self.levels[name]
        return np.where(levels == 0, 0.0, table[levels] - self.log_chances[name])


def gather(sides: Sides) -> Evidence:
    """Compare all pairs."""
    levels, log_chances = {}, {}
    for comparison in COMPARISONS:
        levels[comparison.name], chances = comparison.measure(sides)
        log_chances[comparison.name] = np.log(chances)
    return Evidence(levels, log_chances)


def prior_weights(records: int, copies: float | None = None) -> Weights:
    """Give the weights before anything is learned; `copies` is the expected number of pairs that are one enterprise."""
    pairs = max(records * (records - 1) / 2, 1.0)
    expected = max(SHARE_OF_COPIES * records if copies is None else copies, 0.05)
    odds = min(expected / pairs, 0.3)
    return Weights(float(np.log(odds)), {one.name: one.priors for one in COMPARISONS})


def log_odds(evidence: Evidence, weights: Weights) -> Scores:
    """Give the log-odds that each pair is one enterprise."""
    parts = [evidence.weights_of(one.name, weights.agreement[one.name]) for one in COMPARISONS]
    return weights.log_prior + np.sum(parts, axis=0)


def probability(scores: Scores) -> Scores:
    """Turn log-odds into probabilities."""
    result: Scores = 1.0 / (1.0 + np.exp(-np.clip(scores, -40, 40)))
    return result


def learn(evidence: Evidence, records: int) -> Weights:
    """Learn the weights by expectation and maximisation; what we expect beforehand counts as PSEUDO_PAIRS pairs."""
    weights = prior_weights(records)
    for _ in range(ROUNDS):
        same = probability(log_odds(evidence, weights))
        agreement = {}
        for comparison in COMPARISONS:
            seen = np.bincount(evidence.levels[comparison.name], weights=same, minlength=len(comparison.priors) + 1)[1:]
            pulled = seen + PSEUDO_PAIRS * np.array(comparison.priors)
            agreement[comparison.name] = tuple(np.maximum(pulled / pulled.sum(), _LEAST).tolist())
        copies = float(same.sum()) + 0.05
        weights = Weights(prior_weights(records, copies).log_prior, agreement)
    return weights
