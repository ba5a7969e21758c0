"""From levels of agreement to probabilities, and the probabilities of the levels learned from the records."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shanghui.engines.identity.candidates import rare_block
from shanghui.engines.identity.compare import COMPARISONS, Levels, Sides, counts_of
from shanghui.engines.identity.features import Column, Features
from shanghui.engines.identity.model import ReasonCode, Weights

Scores = npt.NDArray[np.floating]
PART = 500_000
PSEUDO_PAIRS = 500.0
ROUNDS = 8
SHARE_OF_COPIES = 0.1
OFFSET_VARIANCE = 4.0
LARGEST_OFFSET = 3.0
LIKELY = 0.5
DOUBT = -0.5
_LEAST = 1e-4
_NAME = COMPARISONS[0]
_UNRELATED_NAMES = [_NAME.reasons.index(code) + 1 for code in (ReasonCode.NAME_CORE_SAME, ReasonCode.NAME_DIFFERENT)]
_LEARNED_NAMES = range(1, _NAME.reasons.index(ReasonCode.NAME_SOUNDS_SAME) + 2)
_SLIPS = [_NAME.reasons.index(code) + 1 for code in (ReasonCode.NAME_ONE_CHARACTER, ReasonCode.NAME_SOUNDS_SAME)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Per comparison the levels of all pairs and the logarithms of their chances between two enterprises.

    `is_complete` marks the pairs of whose kind (the same name key) no pair escaped blocking.
    """

    levels: dict[str, Levels]
    log_chances: dict[str, Scores]
    is_complete: npt.NDArray[np.bool_]

    def weights_of(self, name: str, weights: Weights) -> Scores:
        """Give each pair's weight (log-likelihood ratio) by one comparison, 0 where nothing can be said."""
        table = np.log(np.array((1.0, *weights.agreement[name])))
        if name == _NAME.name:
            table[1:] += weights.name_offsets
        levels = self.levels[name]
        return np.where(levels == 0, 0.0, table[levels] - self.log_chances[name])

    def weight_at(self, name: str, weights: Weights, at: int) -> float:
        """Give one pair's weight by one comparison."""
        level = int(self.levels[name][at])
        if not level:
            return 0.0
        offset = weights.name_offsets[level - 1] if name == _NAME.name else 0.0
        return float(np.log(weights.agreement[name][level - 1]) + offset - self.log_chances[name][at])


def gather(features: Features, left: Column, right: Column, *, block: int) -> Evidence:
    """Compare all pairs, a part at a time to spare memory; `block` is the bound that the candidates were made with."""
    counts = counts_of(features)
    levels = {one.name: np.zeros(len(left), np.int8) for one in COMPARISONS}
    log_chances = {one.name: np.zeros(len(left), np.float32) for one in COMPARISONS}
    complete = np.zeros(len(left), bool)
    for start in range(0, len(left), PART):
        part = slice(start, start + PART)
        sides = Sides(features, counts, left[part], right[part])
        complete[part] = _complete(sides, block)
        for one in COMPARISONS:
            levels[one.name][part], chances = one.measure(sides)
            log_chances[one.name][part] = np.log(chances)
    return Evidence(levels, log_chances, complete)


def prior_weights(records: int, copies: float | None = None) -> Weights:
    """Give the weights before anything is learned; `copies` is the expected number of pairs that are one enterprise."""
    pairs = max(records * (records - 1) / 2, 1.0)
    expected = max(SHARE_OF_COPIES * records if copies is None else copies, 0.05)
    log_prior = float(np.log(min(expected / pairs, 0.3)))
    return Weights(log_prior, {one.name: one.priors for one in COMPARISONS}, (0.0,) * len(_NAME.priors))


def log_odds(evidence: Evidence, weights: Weights) -> Scores:
    """Give the log-odds that each pair is one enterprise, bounded where the law of the thing bounds them.

    Equal codes make one enterprise unless the names have nothing in common. Without equal codes, two names with
    different own parts, or registered in two cities, are never taken for one enterprise: the same address and telephone
    are what sister firms and agents share. Such pairs stay below one half, for a person to look at.
    """
    scores = _plain_log_odds(evidence, weights)
    levels = evidence.levels
    same_code = levels["code"] == 1
    unrelated = np.isin(levels["name"], _UNRELATED_NAMES)
    slip = np.isin(levels["name"], _SLIPS) & (levels["form"] == 2)  # 罗光…有限公司, 罗鑫…厂 at one address: two firms
    elsewhere = (levels["city"] == 3) & (levels["phone"] != 1)
    apart = ~same_code & (
        unrelated | slip | elsewhere | (levels["city"] == 2) | (levels["code"] == 2) | (levels["branch"] == 2)
    )
    scores = np.where(apart, np.minimum(scores, DOUBT), scores)
    scores = np.where(same_code & ~unrelated, np.maximum(scores, 7.0), scores)
    return np.where(same_code & unrelated, 1.5, scores)


def probability(scores: Scores) -> Scores:
    """Turn log-odds into probabilities."""
    result: Scores = 1.0 / (1.0 + np.exp(-np.clip(scores, -40, 40)))
    return result


def learn(evidence: Evidence, records: int) -> Weights:
    """Learn the weights by expectation and maximisation; what we expect beforehand counts as PSEUDO_PAIRS pairs."""
    weights = prior_weights(records)
    for _ in range(ROUNDS):
        same = probability(log_odds(evidence, weights))
        likely = np.where(same >= LIKELY, same, 0.0)  # a crowd of unlikely pairs must not teach what copies look like
        agreement = {}
        for comparison in COMPARISONS:
            seen = np.bincount(evidence.levels[comparison.name], weights=likely, minlength=len(comparison.priors) + 1)[
                1:
            ]
            pulled = seen + PSEUDO_PAIRS * np.array(comparison.priors)
            agreement[comparison.name] = tuple(np.maximum(pulled / pulled.sum(), _LEAST).tolist())
        prior = prior_weights(records, float(likely.sum())).log_prior
        weights = Weights(prior, agreement, _offsets(evidence, Weights(prior, agreement, weights.name_offsets), same))
    return weights


def _plain_log_odds(evidence: Evidence, weights: Weights) -> Scores:
    parts = [evidence.weights_of(one.name, weights) for one in COMPARISONS]
    total: Scores = weights.log_prior + np.sum(parts, axis=0)
    return total


def _offsets(evidence: Evidence, weights: Weights, same: Scores) -> tuple[float, ...]:
    """Move each name level's offset so that the name alone expects as many equal enterprises as all evidence finds.

    One step of Newton on the logistic likelihood, with a normal prior of OFFSET_VARIANCE around 0; only pairs of
    complete kinds count, for the others were chosen by the very evidence that would judge them.
    """
    names = weights.log_prior + evidence.weights_of(_NAME.name, weights)
    offsets = np.array(weights.name_offsets)
    for level in _LEARNED_NAMES:
        chosen = evidence.is_complete & (evidence.levels[_NAME.name] == level)
        expected = probability(names[chosen])
        slope = (expected * (1 - expected)).sum() + 1 / OFFSET_VARIANCE
        step = ((same[chosen] - expected).sum() - offsets[level - 1] / OFFSET_VARIANCE) / slope
        offsets[level - 1] += np.clip(step, -1, 1)
    return tuple(np.clip(offsets, -LARGEST_OFFSET, LARGEST_OFFSET).tolist())


def _complete(sides: Sides, block: int) -> npt.NDArray[np.bool_]:
    bounds = {"stem": block, "sound": block, "prefix4": block, **{f"without{at}": rare_block(block) for at in range(4)}}
    complete = np.zeros(len(sides.left), bool)
    for column, bound in bounds.items():
        left, right = sides.both(column)
        complete |= (left == right) & (sides.counts[column][sides.left] <= bound)
    return complete
